import type { Params, ValuesOf } from "./params";
import type { Definition } from "./registry";

/** What is known of the whole series when one window of it is made into a field. */
export interface SeriesScale {
  median: number;
  /** Typical distance from the median: 1.4826 times the median absolute deviation, the standard deviation where that is 0, 1 for a constant series. */
  spread: number;
}

/** Makes a window of a series into a square field, so that what measures fields can measure it. */
export interface SeriesField<P extends Params = Params> extends Definition {
  source: string;
  help: string;
  params: P;
  /** Whether a field tells how large the series is in its window. Where it does not, no measure of it can tell calm from volatile. */
  keepsScale: boolean;
  /** Cells along a side. */
  side(window: number, options: ValuesOf<P>): number;
  /**
   * Values without a unit, C order, about 0 … 3 in size.
   * @param window its samples, finite, at least 2.
   */
  values(window: Float64Array, scale: SeriesScale, options: ValuesOf<P>): Float64Array<ArrayBuffer>;
}

export const defineSeriesField = <P extends Params>(field: SeriesField<P>): SeriesField<P> => field;
