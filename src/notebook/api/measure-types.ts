import { metrics } from "../../core/metrics/index";

/** Measuring fields, as the editor knows it. */
export const measureTypes = `
/** A number that was measured: how sure it is, or why there is none. */
interface Measured {
  label: string;
  unit: string;
  value: number | null;
  interval: readonly [number, number] | null;
  note: string | null;
}
/** How the set is told from the rest, and of what part of the field. */
interface SetOptions {
  /** Above which a cell belongs to the set, or the rule that finds it; \`otsu\` when left out. */
  threshold?: number | "otsu" | "triangle" | "none" | { rule: "adaptive"; window: number; offset: number } | { rule: "hysteresis"; low: number; high: number };
  /** Takes the other finite cells instead. */
  invert?: boolean;
  /** From (inclusive) and to (exclusive) along each axis, in cells. */
  region?: readonly (readonly [number, number])[] | null;
  /** What is taken off first: the plane of least squares, or what lies behind structures of a radius in cells. */
  background?: "none" | "plane" | { rule: "opening"; radius: number; background: "dark" | "bright" };
  /** Length of a cell along each axis. */
  calibration?: { edge: readonly number[]; unit: string } | null;
  /** Opposite sides touch; a field of a run knows it. */
  periodic?: boolean;
}
/** How noise does: \`alike\` when the value cannot be told from it. */
interface NoiseComparison {
  model: "random-mask" | "shuffled" | "random-phase";
  draws: number[];
  mean: number | null;
  spread: number | null;
  /** The value less the mean, in standard errors of both. */
  deviation: number | null;
  alike: boolean | null;
  reason?: string;
}
/** A field with what it knows of itself: that its sides touch, or how long its cells are. */
type MeasurableField = Field & { periodic?: boolean; calibration?: { edge: readonly number[]; unit: string } | null };
interface MeasuredField extends Measured {
  standardError: number | null;
  range: readonly [number, number] | null;
  warnings: readonly string[];
  /** What the metric tells beside the number: of a scaling law its points and its fit. */
  detail: Record<string, any>;
  noise: readonly NoiseComparison[];
  options: Record<string, unknown>;
  threshold: { value: number | null; rule: string };
  foreground: number;
  physical: { value: number; interval?: readonly [number, number]; unit: string } | null;
}
/**
 * What \`measure\` measures: the field with its background taken off, and the set that is told from the rest.
 * @example chart.heat(prepare(picture, { threshold: 0.4 }).set)
 */
declare function prepare(field: MeasurableField, options?: SetOptions): {
  field: Field;
  set: Field;
  threshold: { value: number | null; rule: string };
  foreground: number;
  notFinite: number;
  warnings: readonly string[];
};
type MetricId = ${metrics.ids.map((id) => `"${id}"`).join(" | ")};
/**
 * Any metric of the workbench, by its id, as \`mfn measure --metric\` names it.
 * @example measure(end.fields.v, "lacunarity")
 */
declare function measure(
  field: MeasurableField,
  metric: MetricId | (string & {}),
  options?: SetOptions & { options?: Record<string, number | boolean | string>; draws?: number; seed?: number },
): MeasuredField;
/** Box-counting dimension of the cells above a threshold, beside that of noise of equal density. \`boxCounting.detail\` has the counts and the fit. */
declare function dimension(field: MeasurableField, options?: SetOptions): Measured & { noise: number | null; threshold: number | null; boxCounting: any };
/** Length at which the spectrum, averaged over directions, peaks. \`k\` and \`power\` are the spectrum. */
declare function wavelength(field: Field & Partial<RunField>): Measured & { k: number[]; power: number[] };
/** The 18 features of MFN, corrected, of a field or of a history, oldest first; null where one is not defined. */
declare function features(history: Field | readonly Field[], options?: { millivoltsPerUnit?: number | null; periodic?: boolean }): Record<string, number | null>;
`;
