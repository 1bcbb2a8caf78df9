import { NumpyGenerator } from "../field/numpy-random";
import { meanAndDeviation } from "../series/finite";
import { referenceRegime, type ReferenceRegime } from "./reference-regime";

/** One series that the reference was shown. */
export interface BlindnessRow extends Pick<ReferenceRegime, "regime" | "dimension" | "deviation"> {
  /** What was done to the series, or which part of it this is. */
  shown: string;
  /** Its standard deviation. */
  volatility: number;
}

const factors = [1, 100, 10_000];

/**
 * What MFN v4.1's classifier says of a series, of the same one many times as loud, and of each known regime alone: the volatility changes by orders of
 * magnitude, its answer does not (fault F19).
 * @param seed of the reference's random maps; its λ is below 0 with any, so that the answer does not hang on it.
 */
export function volatilityBlindness(series: Float64Array, known: readonly string[], truth: ArrayLike<number>, seed = 0): BlindnessRow[] {
  const row = (shown: string, x: Float64Array): BlindnessRow => {
    const { regime, dimension, deviation } = referenceRegime(x, new NumpyGenerator(seed));
    return { shown, volatility: meanAndDeviation(x).deviation, regime, dimension, deviation };
  };
  const louder = factors.map((factor) =>
    row(
      factor === 1 ? "all of it" : `all of it × ${factor}`,
      series.map((x) => factor * x),
    ),
  );
  const parts = known.flatMap((name, k) => {
    const part = series.filter((_, t) => truth[t] === k);
    return part.length > 1 ? [row(`${name} alone`, part)] : [];
  });
  return [...louder, ...parts];
}
