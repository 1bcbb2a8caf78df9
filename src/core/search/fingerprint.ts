import "../uncompiled-schemas";
import { z } from "zod";
import type { Field } from "../define/metric";
import { WorkbenchError } from "../errors";
import { boxCounting } from "../metrics/box-counting";
import { minkowskiFunctionals, type PlaneFunctionals } from "../metrics/minkowski-functionals";
import { maskAbove, otsu, quantiles } from "../metrics/threshold";
import { measureWavelength } from "../metrics/wavelength";

/** Edges of the bins of the spectrum, in mean wave numbers. */
const binWidth = 0.25;
const bins = 12;
/** Shares of the cells below each quantile of the histogram. */
const shares = [0.02, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.98];
/** Levels at which the shape of the pattern is taken, as shares of the cells below. */
const levels = [0.25, 0.5, 0.75];

const numbers = (length: number) => z.array(z.number()).length(length);
const schema = z.strictObject({
  version: z.literal(1),
  kind: z.literal("fingerprint"),
  spectrum: numbers(bins),
  histogram: numbers(shares.length),
  shape: numbers(3 * levels.length),
  dimension: z.number().nullable(),
});

/**
 * What a pattern looks like whatever its size, brightness and contrast:
 *
 * - `spectrum`: share of the power, averaged over directions, in bins of a quarter of the mean wave number;
 * - `histogram`: quantiles of the values, less their mean, in standard deviations;
 * - `shape`: at the quartiles, the isoperimetric quotient 4πFχ/U² of what is above and of what is below (Minkowski functionals; Mecke 1996, Phys.
 *   Rev. E 53:4794, doi:10.1103/PhysRevE.53.4794), held to [−1, 1], and the length of outline on the area of one mean wavelength, U/(A·k̄);
 * - `dimension`: box counting of what is above Otsu's threshold; null where it is not defined.
 */
export type Fingerprint = z.infer<typeof schema>;

/** The fingerprint of a plane; null for a uniform one, which looks like nothing. */
export function fingerprintOf(field: Field, periodic: boolean): Fingerprint | null {
  const { shape, values } = field;
  if (shape.length !== 2)
    throw new WorkbenchError("spec/unsupported", ["grid", "shape"], "a pattern is looked for in two dimensions; take a plane of the volume");
  const { mean, std } = momentsOf(values);
  const spectrum = measureWavelength(field, { periodic }).detail;
  const threshold = otsu(values);
  if (!(std > 1e-6 * Math.abs(mean)) || !spectrum?.k || !spectrum.power || threshold === null) return null;
  const { binned, meanK } = spectrumOf(spectrum.k, spectrum.power);
  const cells = values.length;
  const outlines = quantiles(values, levels)!.flatMap((level) => {
    const above = maskAbove(field, level);
    const below = { shape, cells: above.cells.map((cell) => 1 - cell) };
    const set = planeOf(above, "all", periodic);
    return [quotientOf(set), quotientOf(planeOf(below, "faces", periodic)), set.smoothPerimeter / (cells * meanK)];
  });
  return {
    version: 1,
    kind: "fingerprint",
    spectrum: binned,
    histogram: quantiles(values, shares)!.map((value) => (value - mean) / std),
    shape: outlines,
    dimension: boxCounting.measure(maskAbove(field, threshold), { effort: "live" }).value,
  };
}

/**
 * How far two patterns look apart: the mean of four numbers, each about 0 for the same and about 1 for quite other ones. Half the summed difference of
 * the spectra (total variation), the mean difference of the quantiles (Wasserstein distance of order 1, in standard deviations), the mean difference
 * of the shapes, the difference of the dimensions (left out where one has none).
 */
export function distanceOf(a: Fingerprint, b: Fingerprint): number {
  const parts = [
    0.5 * a.spectrum.reduce((sum, value, i) => sum + Math.abs(value - b.spectrum[i]!), 0),
    meanDifference(a.histogram, b.histogram),
    meanDifference(a.shape, b.shape),
    ...(a.dimension !== null && b.dimension !== null ? [Math.abs(a.dimension - b.dimension)] : []),
  ];
  return parts.reduce((sum, part) => sum + part, 0) / parts.length;
}

/** @throws WorkbenchError `spec/malformed` for a document that is no fingerprint. */
export function readFingerprint(document: unknown): Fingerprint {
  const parsed = schema.safeParse(document);
  if (parsed.success) return parsed.data;
  const path = parsed.error.issues[0]!.path.map((key) => (typeof key === "number" ? key : String(key)));
  throw new WorkbenchError(
    "spec/malformed",
    path,
    'expected a fingerprint as a search exports it, {"version": 1, "kind": "fingerprint", …}; or drop a picture',
  );
}

function spectrumOf(k: readonly number[], power: readonly number[]): { binned: number[]; meanK: number } {
  // Modes of a shell are as many as its wave number is large: their sum is the power of the shell.
  const weights = power.map((value, i) => value * k[i]!);
  const total = weights.reduce((sum, value) => sum + value, 0);
  const meanK = weights.reduce((sum, value, i) => sum + value * k[i]!, 0) / total;
  const binned = new Array<number>(bins).fill(0);
  weights.forEach((value, i) => (binned[Math.min(bins - 1, Math.floor(k[i]! / meanK / binWidth))]! += value / total));
  return { binned, meanK };
}

function planeOf(set: { shape: readonly number[]; cells: Uint8Array }, connectivity: "all" | "faces", periodic: boolean): PlaneFunctionals {
  return minkowskiFunctionals.measure(set, { connectivity, periodic }).detail!.totals as PlaneFunctionals;
}

const quotientOf = ({ area, euler, smoothPerimeter }: PlaneFunctionals): number =>
  smoothPerimeter > 0 ? Math.max(-1, Math.min(1, (4 * Math.PI * area * euler) / smoothPerimeter ** 2)) : 0;

const meanDifference = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, i) => sum + Math.abs(value - b[i]!), 0) / a.length;

function momentsOf(values: ArrayLike<number>): { mean: number; std: number } {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  const mean = sum / values.length;
  let squares = 0;
  for (let i = 0; i < values.length; i++) squares += (values[i]! - mean) ** 2;
  return { mean, std: Math.sqrt(squares / values.length) };
}
