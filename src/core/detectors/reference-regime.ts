import { numpyMoments } from "../field/numpy-sum";
import type { NumpyGenerator } from "../field/numpy-random";
import { referenceIfs } from "../field/reference-ifs";
import { referenceBoxCounting } from "../metrics/reference-box-counting";
import { referenceMapping } from "../series-fields/reference-mapping";
import { seriesScale, voltsOf } from "../series-fields/series-frame";

export type ReferenceRegimeName = "high_complexity" | "low_complexity" | "normal";

/** What MFN v4.1 says of a series: one word for the whole of it. */
export interface ReferenceRegime {
  regime: ReferenceRegimeName;
  confidence: "high" | "medium";
  /** Of the cells above −65 mV, by the reference's box counting. */
  dimension: number;
  /** Population standard deviation of the series. */
  volatility: number;
  /** Of the field, mV. */
  mean: number;
  deviation: number;
  /** Of an iterated function system drawn at random: has nothing to do with the series (faults F8 and F19). */
  lyapunov: number;
}

const side = 32;
const activeVolts = -0.065;
const ifsPoints = 5000;

/** Dimension and moments of the field that the reference makes of a series: `side` cells along each side. */
export function referenceFieldOf(series: Float64Array): { volts: Float64Array; dimension: number; mean: number; deviation: number } {
  const volts = voltsOf(referenceMapping, series, seriesScale(series), { side });
  const mask = { shape: [side, side], cells: Uint8Array.from(volts, (v) => (v > activeVolts ? 1 : 0)) };
  const { mean, deviation } = numpyMoments(volts);
  return { volts, dimension: referenceBoxCounting(mask).dimension, mean: 1000 * mean, deviation: 1000 * deviation };
}

/**
 * The regime classifier of MFN v4.1's finance example, kept for comparison. It cannot see volatility: the field's deviation is 4.5 … 5 mV whatever the
 * series, so that its rules at 3 and 8 mV never fire, and λ is below 0 by construction (fault F19).
 * @param generator where the reference's stands after it has drawn the series; λ hangs on it alone.
 */
export function referenceRegime(series: Float64Array, generator: NumpyGenerator): ReferenceRegime {
  const { dimension, mean, deviation } = referenceFieldOf(series);
  const { lyapunov } = referenceIfs(generator, ifsPoints);
  const signs = [dimension > 1.6, deviation > 8, lyapunov > 0].filter(Boolean).length;
  const low = signs === 0 && dimension < 1 && deviation < 3;
  return {
    regime: signs > 0 ? "high_complexity" : low ? "low_complexity" : "normal",
    confidence: signs > 1 || (low && lyapunov < -2) ? "high" : "medium",
    dimension,
    volatility: numpyMoments(series).deviation,
    mean,
    deviation,
    lyapunov,
  };
}
