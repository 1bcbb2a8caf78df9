import type { Definition } from "./registry";
import type { Params, ValuesOf } from "./params";

/**
 * A number with manners: its value, how sure it is, over which scales it was found; or null and the reason why not.
 * Never a NaN, never a made-up 0.
 */
export type MetricResult<Detail = Record<string, unknown>> =
  | { value: number; interval?: readonly [number, number]; range?: readonly [number, number]; warnings?: readonly string[]; detail?: Detail }
  | { value: null; reason: string; detail?: Partial<Detail> };

export const undefinedBecause = (reason: string): { value: null; reason: string } => ({ value: null, reason });

/** An array of values in C order with its shape. */
export interface Field {
  shape: readonly number[];
  values: ArrayLike<number>;
}

/** A set of cells, 1 where a cell belongs to it. */
export interface Mask {
  shape: readonly number[];
  cells: Uint8Array;
}

/** A measure of a set of cells. */
export interface MaskMetric<P extends Params = Params, Detail = Record<string, unknown>> extends Definition {
  /** Key in JSON: the id in camelCase. */
  unit: string;
  source: string;
  help: string;
  params: P;
  measure(mask: Mask, options?: Partial<ValuesOf<P>>): MetricResult<Detail>;
  /** Sets whose value is known by proof: the metric's own test. */
  knownAnswers?(): { title: string; mask: Mask; value: number; tolerance: number }[];
}

export const defineMetric = <P extends Params, Detail>(metric: MaskMetric<P, Detail>): MaskMetric<P, Detail> => metric;

/** A measure of a time series. */
export interface SeriesMetric<P extends Params = Params, Detail = Record<string, unknown>> extends Definition {
  unit: string;
  source: string;
  help: string;
  params: P;
  measure(series: ArrayLike<number>, options?: Partial<ValuesOf<P>>): MetricResult<Detail>;
}

export const defineSeriesMetric = <P extends Params, Detail>(metric: SeriesMetric<P, Detail>): SeriesMetric<P, Detail> => metric;
