import { defineSeriesMetric, undefinedBecause } from "../define/metric";
import { completeValues, num } from "../define/params";
import { higuchiSpread } from "./sampling-spread";
import { fitScaling } from "./scaling-fit";
import { unusable } from "./usable";

/** Samples a lag needs: with fewer than four steps per sub-series its length is an accident. */
const samplesPerLag = 4;

const params = {
  kMax: num(10, {
    title: "Longest lag",
    unit: "samples",
    min: 2,
    max: 512,
    integer: true,
    help: "Lengths are measured at lags 1 … this. Longer lags average over more of the curve, but need a longer series.",
  }),
};

/**
 * Higuchi's length of the curve at lags k = 1 … kMax, from index 0 (k = 1): the mean over the k starting points m of
 * `Σ |x[m + ik] − x[m + (i−1)k]| · (n − 1) / (⌊(n − m)/k⌋ k²)`, m = 1 … k as in the paper.
 */
export function curveLengths(series: ArrayLike<number>, kMax: number): number[] {
  const n = series.length;
  return Array.from({ length: kMax }, (_, index) => {
    const k = index + 1;
    let mean = 0;
    for (let m = 0; m < k; m++) {
      const steps = Math.floor((n - 1 - m) / k);
      let sum = 0;
      for (let i = 1; i <= steps; i++) sum += Math.abs(series[m + i * k]! - series[m + (i - 1) * k]!);
      mean += (sum * (n - 1)) / (steps * k * k) / k;
    }
    return mean;
  });
}

/**
 * Dimension of the graph of a series: minus the slope of log length over log lag. 1 for a smooth curve, 2 for noise, 2 − H for
 * fractional Brownian motion. Never clipped: a value above 2 says that the lags see a period, not a fractal.
 * Undefined for fewer than 4 kMax samples, for constant series, and where the series repeats itself so exactly that a length is 0.
 */
export const higuchi = defineSeriesMetric({
  id: "higuchi",
  title: "Fractal dimension (Higuchi)",
  unit: "1",
  source: "Higuchi 1988, Physica D 31:277, doi:10.1016/0167-2789(88)90081-4",
  help: "How rough the graph of the series is: 1 smooth, 1.5 a random walk, 2 noise. The interval is what 95 of 100 fractional Brownian motions of this length would give.",
  params,
  measure(series, given = {}) {
    const { kMax } = completeValues(params, given, ["options"]) as { kMax: number };
    const n = series.length;
    const refusal = unusable(series, samplesPerLag * kMax, `a longest lag of ${kMax}`);
    if (refusal) return refusal;
    const lengths = curveLengths(series, kMax);
    const flat = lengths.findIndex((length) => !(length > 0));
    if (flat >= 0) return undefinedBecause(`the series repeats itself exactly at lag ${flat + 1}, so the curve has no length there`);
    const lags = lengths.map((_, i) => i + 1);
    const fit = fitScaling(lags, lengths);
    const value = -fit.slope;
    const half = 1.96 * higuchiSpread(value, n, kMax);
    return { value, interval: [value - half, value + half] as const, range: [1, kMax] as const, detail: { lags, lengths, fit } };
  },
});
