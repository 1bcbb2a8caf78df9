/** The cell API as TypeScript declarations, for completion and checking in the editor. Names and types are those of `cell-api.ts`. */
export const cellApiTypes = `
/** Values of a field in C order, last axis fastest. */
interface Field {
  shape: readonly number[];
  values: ArrayLike<number>;
}
/** One field of a run, with what it takes to measure it. */
interface RunField extends Field {
  name: string;
  values: Float32Array | Float64Array;
  /** Distance between neighbouring cells, one per axis. */
  spacing: readonly number[];
  periodic: boolean;
}
/** An experiment: only the model is required; the rest has the model's own defaults. */
interface Spec {
  version?: 1;
  model: string;
  parameters?: Record<string, number | boolean | string>;
  equations?: Record<string, string>;
  species?: Record<string, object>;
  params?: Record<string, number | object>;
  grid?: { shape?: [number, number] | [number, number, number]; spacing?: number | number[]; stencil?: "standard" | "isotropic" };
  boundary?: unknown;
  initial?: { kind: string; [key: string]: unknown };
  integrator?: { method?: "euler" | "heun" | "rk4"; dt?: number | "auto" };
  precision?: "f32" | "f64";
  seed?: number;
  steps?: number;
}
/** The state in which a run ended. */
interface RunResult {
  fields: Record<string, RunField>;
  shape: readonly number[];
  step: number;
  time: number;
  spec: Required<Pick<Spec, "model" | "seed" | "steps" | "precision">> & Spec;
  specHash: string;
  counters: Record<string, number>;
  warnings: string[];
}
interface FixedPoint {
  state: Record<string, number>;
  eigenvalues: { re: number; im: number }[];
  /** Stable when all is uniform, unstable to some pattern. */
  turing: boolean;
  hopf: boolean;
  kMostUnstable: number | null;
  growthRate: number | null;
  wavelength: number | null;
  kRange: [number, number] | null;
  /** The leading eigenvalue over k. */
  curve: { k: number[]; growth: number[]; frequency: number[] };
}
/** A number that was measured: how sure it is, or why there is none. */
interface Measured {
  label: string;
  unit: string;
  value: number | null;
  interval: readonly [number, number] | null;
  note: string | null;
}
interface Picture {}

/** Runs an experiment: for \`steps\` of the spec, or until a time in the model's units. */
declare function run(spec: Spec, options?: { until?: number }): Promise<RunResult>;
/** Fixed points, eigenvalues and dispersion of a model, from its equations alone. */
declare function stability(spec: Spec): Promise<{ fixedPoints: FixedPoint[]; reason?: string }>;
/** Box-counting dimension of the cells above a threshold, beside that of noise of equal density. */
declare function dimension(field: Field, options?: { threshold?: number | "otsu"; invert?: boolean }): Measured & { noise: number | null; threshold: number | null };
/** Length at which the spectrum, averaged over directions, peaks. \`k\` and \`power\` are the spectrum. */
declare function wavelength(field: Field & Partial<RunField>): Measured & { k: number[]; power: number[] };
/** Rows as a table. */
declare function table(rows: readonly Record<string, unknown>[], caption?: string): Picture;
declare const chart: {
  /** One line, or several by name, over a common x; \`marks\` are vertical lines with a word each. */
  line(options: { x: ArrayLike<number>; y: ArrayLike<number> | Record<string, ArrayLike<number>>; title?: string; xLabel?: string; yLabel?: string; marks?: Record<string, number> }): Picture;
  /** A field as a picture. */
  heat(field: Field & { name?: string }, title?: string): Picture;
};
/** Equally spaced numbers, both ends among them. */
declare function linspace(from: number, to: number, count: number): number[];
/** Smallest and largest value. */
declare function extent(values: ArrayLike<number>): [number, number];
/** Shows a value. The last expression of a cell is shown without it. */
declare function show(value: unknown): void;
declare const console: { log(...values: unknown[]): void; info(...values: unknown[]): void; debug(...values: unknown[]): void; warn(...values: unknown[]): void; error(...values: unknown[]): void };
declare function setTimeout(callback: () => void, milliseconds?: number): number;
declare function clearTimeout(id: number): void;
declare function structuredClone<T>(value: T): T;
declare const performance: { now(): number };
`;
