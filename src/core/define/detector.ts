import type { Definition } from "./registry";
import type { Params, ValuesOf } from "./params";

/** A stretch of a series in which nothing changes: indices 0-based, end exclusive. */
export interface Regime {
  start: number;
  end: number;
  label: string;
  mean: number;
  std: number;
}

/** What a detector found, and on what evidence. */
export interface Detection {
  method: string;
  n: number;
  /** First index of each new regime; 0 is never among them. */
  changePoints: number[];
  regimes: Regime[];
  /** Values used: the penalty chosen, the cost reached. */
  evidence: Record<string, number>;
  warnings: string[];
}

export interface Detector<P extends Params = Params> extends Definition {
  source: string;
  help: string;
  params: P;
  /** @param series finite values only. */
  detect(series: Float64Array, options?: Partial<ValuesOf<P>>): Detection;
}

export const defineDetector = <P extends Params>(detector: Detector<P>): Detector<P> => detector;
