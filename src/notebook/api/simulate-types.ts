/** Running experiments, as the editor knows it. */
export const simulateTypes = `
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
  grid?: { shape?: number[]; spacing?: number | number[]; stencil?: string };
  boundary?: unknown;
  initial?: { kind: string; [key: string]: unknown };
  integrator?: { method?: string; dt?: number | string };
  precision?: string;
  seed?: number;
  steps?: number;
}
/** A state along the way of a run. */
interface RunMoment {
  step: number;
  time: number;
  fields: Record<string, RunField>;
}
/** The state in which a run ended. */
interface RunResult extends RunMoment {
  shape: readonly number[];
  spec: Spec & { seed: number; steps: number };
  specHash: string;
  counters: Record<string, number>;
  warnings: string[];
  /** States along the way, where \`frames\` were asked for; the last is the end. */
  frames: RunMoment[];
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
  kRange: readonly [number, number] | null;
  /** The leading eigenvalue over k. */
  curve: { k: number[]; growth: number[]; frequency: number[] };
}
/**
 * Runs an experiment: for \`steps\` of the spec, or until a time in the model's units.
 * @param options \`until\` a time, which the run reaches or just passes; \`show\` draws a field while it runs; \`frames\` keeps so many states along the way.
 * @example const end = await simulate({ model: "gray-scott", seed: 7, steps: 2000 }, { show: "v" });
 */
declare function simulate(spec: Spec, options?: { until?: number; show?: string; frames?: number }): Promise<RunResult>;
/** Fixed points, eigenvalues and dispersion of a model, from its equations alone. */
declare function stability(spec: Spec): Promise<{ fixedPoints: FixedPoint[]; reason?: string }>;
`;
