import type { Definition } from "./registry";
import type { Params, ValuesOf } from "./params";

/**
 * A number with manners: its value, how sure it is, over which scales it was found; or null and the reason why not.
 * Never a NaN, never a made-up 0.
 */
export type MetricResult<Detail = Record<string, unknown>> =
  | {
      value: number;
      interval?: readonly [number, number];
      /** Of the value as an estimate, where the interval is not the usual 1.96 of them on either side; 0 for what does not scatter. */
      standardError?: number;
      range?: readonly [number, number];
      warnings?: readonly string[];
      detail?: Detail;
    }
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

/** What every measure of an image, matrix or volume tells of itself. */
interface ImageMetricFacts<P extends Params> extends Definition {
  unit: string;
  /** Power of the cell's edge in the value: 1 for a length, 2 for an area, -1 for a wave number, 0 (the default) for a pure number. */
  lengthPower?: number;
  /** What the ends of `range` are: lengths in cells (the default), or values of the field. */
  rangeOf?: "lengths" | "values";
  source: string;
  help: string;
  /** The defining formula in LaTeX. */
  formula: string;
  /** Axes it is defined for. */
  dimensions: readonly (2 | 3)[];
  params: P;
  /**
   * What the value is held against: `random-mask` a set of as many cells without order, `shuffled` the same grey values without order,
   * `random-phase` a field of the same spectrum.
   */
  nullModels?: readonly NullModel[];
}

export type NullModel = "random-mask" | "shuffled" | "random-phase";

/** A measure of a set of cells. */
export interface MaskMetric<P extends Params = Params, Detail = Record<string, unknown>> extends ImageMetricFacts<P> {
  of: "mask";
  measure(mask: Mask, options?: Partial<ValuesOf<P>>): MetricResult<Detail>;
  /**
   * The value that the same scales, fitted in the same way, give for another set: what a comparison with noise needs. Null when they do not
   * fit it. Without this, the other set is measured by itself.
   */
  like?(detail: Detail, other: Mask): number | null;
  /** Sets whose value is known by proof: the metric's own test. */
  knownAnswers?(): { title: string; mask: Mask; value: number; tolerance: number }[];
}

/** A measure of grey values, of which what is not finite is left out. */
export interface FieldMetric<P extends Params = Params, Detail = Record<string, unknown>> extends ImageMetricFacts<P> {
  of: "field";
  measure(field: Field, options?: Partial<ValuesOf<P>>): MetricResult<Detail>;
  /** Fields whose value is known by proof: the metric's own test. */
  knownAnswers?(): { title: string; field: Field; value: number; tolerance: number }[];
}

/** A measure of an image, matrix or volume. */
export type ImageMetric = MaskMetric | FieldMetric;

export const defineMetric = <P extends Params, Detail>(metric: Omit<MaskMetric<P, Detail>, "of">): MaskMetric<P, Detail> => ({
  of: "mask",
  ...metric,
});

export const defineFieldMetric = <P extends Params, Detail>(metric: Omit<FieldMetric<P, Detail>, "of">): FieldMetric<P, Detail> => ({
  of: "field",
  ...metric,
});

/** A measure of a time series. */
export interface SeriesMetric<P extends Params = Params, Detail = Record<string, unknown>> extends Definition {
  unit: string;
  source: string;
  help: string;
  params: P;
  measure(series: ArrayLike<number>, options?: Partial<ValuesOf<P>>): MetricResult<Detail>;
}

export const defineSeriesMetric = <P extends Params, Detail>(metric: SeriesMetric<P, Detail>): SeriesMetric<P, Detail> => metric;
