import type { Params, ValuesOf } from "./params";
import type { Definition } from "./registry";

/** A series that was made, and what is therefore known of it. */
export interface GeneratedSeries {
  /** All of one length n; the first is what detectors are to look at. */
  columns: { name: string; unit: string; values: Float64Array<ArrayBuffer> }[];
  /** The regimes there are, in the order of what tells them apart. */
  regimes: readonly string[];
  /** Which of them rules each sample. */
  truth: Int32Array;
}

/** Makes a series whose regimes are known, so that detectors can be held against them. */
export interface SeriesGenerator<P extends Params = Params> extends Definition {
  source: string;
  help: string;
  params: P;
  /** The same options make the same bits. @throws WorkbenchError `parameter/…`. */
  generate(options?: Partial<ValuesOf<P>>): GeneratedSeries;
}

export const defineGenerator = <P extends Params>(generator: SeriesGenerator<P>): SeriesGenerator<P> => generator;

/** First index of each stretch of the truth after the first. */
export function trueChanges(truth: ArrayLike<number>): number[] {
  const changes: number[] = [];
  for (let t = 1; t < truth.length; t++) if (truth[t] !== truth[t - 1]) changes.push(t);
  return changes;
}

/** The logarithm of the price whose logarithmic returns these are, 0 before the first. */
export function logPriceOf(returns: Float64Array): Float64Array<ArrayBuffer> {
  let level = 0;
  return Float64Array.from(returns, (r) => (level += r));
}
