import { defineSeriesMetric, type MetricResult } from "../define/metric";
import { dfa, dfaParams } from "./dfa";

/**
 * Hurst exponent by detrended fluctuation analysis: H = α of a stationary noise; where α > 1 the series is taken for a walk, H = α − 1,
 * and a warning says so. Never clipped. Undefined where α is.
 */
export const hurst = defineSeriesMetric({
  id: "hurst",
  title: "Hurst exponent (by DFA)",
  unit: "1",
  source: "Kantelhardt et al. 2001, Physica A 295:441, doi:10.1016/S0378-4371(01)00144-3",
  help: "How long the series remembers: 0.5 not at all, above 0.5 rises follow rises, below 0.5 falls follow rises. A walk is told from a noise by α above 1.",
  params: dfaParams,
  measure(series, options = {}): MetricResult {
    const alpha = dfa.measure(series, options);
    if (alpha.value === null) return alpha;
    const walk = alpha.value > 1;
    const shift = walk ? 1 : 0;
    const value = alpha.value - shift;
    const warnings = [
      ...(walk ? [`DFA gives α = ${alpha.value.toFixed(2)}, above 1: taken as a walk, H = α − 1.`] : []),
      ...(value <= 0 || value >= 1
        ? [`H = ${value.toFixed(2)} lies outside 0 … 1, where no fractional noise has it: the series is not scale-free.`]
        : []),
      ...(Math.abs(alpha.value - 1) < 0.1 ? ["α is near 1, where a noise (H near 1) and a walk (H near 0) cannot be told apart."] : []),
    ];
    return {
      ...alpha,
      value,
      ...(alpha.interval ? { interval: [alpha.interval[0] - shift, alpha.interval[1] - shift] as const } : {}),
      warnings,
      detail: { ...alpha.detail, alpha: alpha.value, takenAs: walk ? "walk" : "noise" },
    };
  },
});
