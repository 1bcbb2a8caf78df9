import { defineSeriesMetric, undefinedBecause, type MetricResult } from "../define/metric";
import { periodogram } from "./periodogram";
import { standardised, unusable } from "./usable";

/** Terms of the sum over aliases that are added one by one; the rest is an integral. */
const aliases = 30;

/** Shape of the spectrum of fractional Gaussian noise at ω in (0, π]: `(1 − cos ω) Σ |ω + 2πj|^(−2H−1)` over all whole j. */
export function noiseSpectrum(omega: number, H: number): number {
  const e = -2 * H - 1;
  let sum = omega ** e;
  for (let j = 1; j <= aliases; j++) sum += (2 * Math.PI * j + omega) ** e + (2 * Math.PI * j - omega) ** e;
  // Terms beyond, as an integral from half a step on.
  const from = 2 * Math.PI * (aliases + 0.5);
  sum += ((from + omega) ** (e + 1) + (from - omega) ** (e + 1)) / (2 * Math.PI * 2 * H);
  return (1 - Math.cos(omega)) * sum;
}

/** Whittle's likelihood, its scale fitted: `log mean(I/f) + mean(log f)`. */
function contrast(frequencies: Float64Array, power: Float64Array, H: number): number {
  let [ratio, log] = [0, 0];
  for (let k = 0; k < power.length; k++) {
    const shape = noiseSpectrum(frequencies[k]!, H);
    ratio += power[k]! / shape / power.length;
    log += Math.log(shape) / power.length;
  }
  return Math.log(ratio) + log;
}

/** Least of a function of one hollow on [low, high], by golden section. */
function leastAt(of: (x: number) => number, low: number, high: number): number {
  const golden = (Math.sqrt(5) - 1) / 2;
  let [a, b] = [low, high];
  let [c, d] = [b - golden * (b - a), a + golden * (b - a)];
  let [atC, atD] = [of(c), of(d)];
  while (b - a > 1e-6) {
    if (atC < atD) {
      [b, d, atD] = [d, c, atC];
      c = b - golden * (b - a);
      atC = of(c);
    } else {
      [a, c, atC] = [c, d, atD];
      d = a + golden * (b - a);
      atD = of(d);
    }
  }
  return (a + b) / 2;
}

/** The exponent of the fractional Gaussian noise whose spectrum fits best. The interval is that of the likelihood's curvature. */
export const whittle = defineSeriesMetric({
  id: "whittle",
  title: "Hurst exponent (Whittle)",
  unit: "1",
  source: "Fox, Taqqu 1986, Annals of Statistics 14:517, doi:10.1214/aos/1176349936; Beran 1994, Statistics for Long-Memory Processes",
  help: "Three times as sharp as DFA for a series that is a fractional noise at every scale, and misled by one that is not: see whether the two agree.",
  params: {},
  measure(series): MetricResult {
    const refusal = unusable(series, 128, "the fit of a spectrum");
    if (refusal) return refusal;
    const { frequencies, power } = periodogram(standardised(series));
    if (power.some((value) => !(value > 1e-28)))
      return undefinedBecause("some frequencies hold no power: the series is periodic or quantised to a pattern");
    const of = (H: number) => contrast(frequencies, power, H);
    const value = leastAt(of, 0.01, 0.99);
    const step = 0.01;
    const at = Math.min(0.98, Math.max(0.02, value));
    const curvature = (of(at + step) - 2 * of(at) + of(at - step)) / step ** 2;
    const standardError = 1 / Math.sqrt(Math.max(curvature, 1e-9) * power.length);
    const warnings =
      value > 0.97 || value < 0.03 ? ["At the edge of 0 … 1: the series is no fractional noise; if it is a walk, take its differences."] : [];
    return {
      value,
      interval: [Math.max(0, value - 1.96 * standardError), Math.min(1, value + 1.96 * standardError)] as const,
      standardError,
      range: [2, series.length] as const,
      warnings,
    };
  },
});
