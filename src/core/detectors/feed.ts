import type { OnlineDetector } from "../define/detector";

/** What an online detector said at a sample, small enough to keep hundreds of. */
export interface FeedStep {
  index: number;
  alarm: boolean;
  onset: number;
  watched: Record<string, number>;
  /** Probability of each bin of run lengths, `binStart` telling where it begins; null where the detector knows none. */
  posterior: number[] | null;
}

/** Bins of run lengths: two an octave, up to about a million samples. */
export const runLengthBins = 40;

/** Shortest run length of a bin; bins below 1 hold none. */
export const binStart = (bin: number): number => Math.ceil(2 ** (bin / 2) - 1e-9);

const binOf = (length: number): number => Math.min(runLengthBins - 1, Math.floor(2 * Math.log2(length) + 1e-9));

/**
 * Gives samples to a detector one by one.
 * @param samples one list of channel values a sample, finite.
 */
export function feed(detector: OnlineDetector, samples: readonly (readonly number[])[]): FeedStep[] {
  return samples.map((sample) => {
    const { runLengths, index, alarm, onset, watched } = detector.push(sample);
    if (!runLengths) return { index, alarm, onset, watched, posterior: null };
    const posterior = new Array<number>(runLengthBins).fill(0);
    runLengths.lengths.forEach((length, i) => (posterior[binOf(length)]! += runLengths.probabilities[i]!));
    return { index, alarm, onset, watched, posterior };
  });
}
