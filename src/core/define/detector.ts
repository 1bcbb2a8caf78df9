import type { Definition } from "./registry";
import type { Params, ValuesOf } from "./params";

/** A stretch of a series in which nothing changes: indices 0-based, end exclusive. */
export interface Regime {
  start: number;
  end: number;
  label: string;
  mean: number;
  std: number;
  /** Of each channel, where there are several; `mean` and `std` are then those of the first. */
  means?: number[];
  stds?: number[];
}

/** One series, or several sampled together: one array a channel, all of one length n ≥ 0, finite values only. */
export type Channels = readonly Float64Array[];

/**
 * retrospective: every label may rest on the whole series. online: what is said of sample t rests on samples 0 … t alone, so a change
 * point is the sample at which the alarm was raised, and nothing said before it is ever taken back.
 */
export type DetectionMode = "retrospective" | "online";

/** One number a sample, for drawing above the series: a probability, a statistic; null where there is none yet. */
export interface DetectionCurve {
  id: string;
  title: string;
  unit: string;
  values: readonly (number | null)[];
  /** A level that the curve is held against, such as the alarm's. */
  limit?: number;
}

/** What a detector found, and on what evidence. */
export interface Detection {
  method: string;
  mode: DetectionMode;
  n: number;
  /** First index of each new regime; 0 is never among them. Online: the index at which each alarm was raised. */
  changePoints: number[];
  /** Online detectors alone: where each change that was raised is thought to have begun; never after its alarm. */
  onsets?: number[];
  regimes: Regime[];
  /** Values used: the penalty chosen, the cost reached. */
  evidence: Record<string, number>;
  warnings: string[];
  curves?: DetectionCurve[];
}

/** An online detector at work: fed one sample at a time, in memory that does not grow without bound. */
export interface OnlineDetector {
  /** @param sample one finite value a channel. */
  push(sample: readonly number[]): OnlineStep;
}

/** What an online detector says at a sample. */
export interface OnlineStep {
  /** 0-based index of the sample just taken. */
  index: number;
  /** True where a change is declared at this very sample. */
  alarm: boolean;
  /** Where the present regime is thought to have begun; never after `index`. */
  onset: number;
  /** Statistics for drawing, by the id of their curve. */
  watched: Record<string, number>;
  /** Probabilities of the lengths that the present regime may have, shortest first, where the detector knows them. */
  runLengths?: { lengths: readonly number[]; probabilities: readonly number[] };
}

export interface Detector<P extends Params = Params> extends Definition {
  source: string;
  help: string;
  params: P;
  mode: DetectionMode;
  /** Whether it minimises what it claims to minimise exactly; what searches greedily or samples is not exact, and is labelled so. */
  exact: boolean;
  /** Whether it takes several channels at once. One that does not refuses a second. */
  several: boolean;
  /** @throws WorkbenchError `data/not-finite` with the sample, `parameter/…` with the option. */
  detect(channels: Channels, options?: Partial<ValuesOf<P>>): Detection;
  /** Online detectors alone: the same, a sample at a time. */
  open?(channels: number, options?: Partial<ValuesOf<P>>): OnlineDetector;
}

export const defineDetector = <P extends Params>(detector: Detector<P>): Detector<P> => detector;
