import { defineSeriesMetric, undefinedBecause, type MetricResult } from "../define/metric";
import { logSizes } from "./dfa";
import { logGamma } from "./log-gamma";
import { rescaledRangeSpread } from "./sampling-spread";
import { fitScaling } from "./scaling-fit";
import { standardised, unusable } from "./usable";

const shortestWindow = 16;
const windowsAtLeast = 4;

/** Range of the running sum of deviations over the standard deviation, averaged over windows of a size; those that are constant are left out. */
function meanRescaledRange(series: Float64Array, size: number): number {
  let [total, used] = [0, 0];
  for (let from = 0; from + size <= series.length; from += size) {
    let mean = 0;
    for (let i = 0; i < size; i++) mean += series[from + i]! / size;
    let [sum, low, high, square] = [0, 0, 0, 0];
    for (let i = 0; i < size; i++) {
      const x = series[from + i]! - mean;
      square += x * x;
      sum += x;
      low = Math.min(low, sum);
      high = Math.max(high, sum);
    }
    const deviation = Math.sqrt(square / size);
    if (!(deviation > 1e-12)) continue;
    total += (high - low) / deviation;
    used++;
  }
  return used > 0 ? total / used : 0;
}

/** What windows of m independent normal samples give on average (Anis, Lloyd 1976, Biometrika 63:111, doi:10.1093/biomet/63.1.111). */
export function expectedRescaledRange(m: number): number {
  let sum = 0;
  for (let i = 1; i < m; i++) sum += Math.sqrt((m - i) / i);
  return (Math.exp(logGamma((m - 1) / 2) - logGamma(m / 2)) / Math.sqrt(Math.PI)) * sum;
}

/** Hurst's own exponent, its bias in short windows taken out: 0.5 + the slope of log(R/S ÷ what independent samples give). */
export const rescaledRange = defineSeriesMetric({
  id: "rescaled-range",
  title: "Hurst exponent (R/S, historical)",
  unit: "1",
  source: "Hurst 1951, Transactions of the ASCE 116:770; correction of Anis, Lloyd 1976, doi:10.1093/biomet/63.1.111",
  help: "The oldest estimate of long memory, here with the correction for short windows. Still off by up to 0.1, and fooled by trends: trust DFA or Whittle more, and see whether the three agree. The interval is what 95 of 100 fractional noises of this length would give.",
  params: {},
  measure(series): MetricResult {
    const refusal = unusable(series, 2 * shortestWindow * windowsAtLeast, `windows of ${shortestWindow} … n/${windowsAtLeast} samples`);
    if (refusal) return refusal;
    const sizes = logSizes(shortestWindow, Math.floor(series.length / windowsAtLeast), 12);
    const scaled = standardised(series);
    const ratios = sizes.map((size) => meanRescaledRange(scaled, size));
    const flat = ratios.findIndex((ratio) => !(ratio > 0));
    if (flat >= 0) return undefinedBecause(`windows of ${sizes[flat]} samples hold no fluctuation: the series is flat almost everywhere`);
    const corrected = ratios.map((ratio, i) => ratio / expectedRescaledRange(sizes[i]!));
    const fit = fitScaling(sizes, corrected);
    const value = 0.5 + fit.slope;
    const half = 1.96 * rescaledRangeSpread(value, series.length);
    const warnings = value >= 0.95 ? ["Near 1 this estimate saturates: a walk, a trend and strong memory look the same to it."] : [];
    return {
      value,
      interval: [value - half, value + half] as const,
      range: [sizes[0]!, sizes.at(-1)!] as const,
      warnings,
      detail: { sizes, rescaledRanges: ratios, corrected, fit },
    };
  },
});
