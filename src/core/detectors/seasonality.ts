import { spanOf } from "../series/finite";
import { median } from "../series/median";

/** A period is believed only where this many of its cycles fit into the series. */
const fewestCycles = 4;
/** Share of the range below which a difference is a rounding error. */
const rounding = 1e-12;
/** Fewer samples than this give every phase of every period too few values for a median. */
const fewestSamples = 16;

/**
 * The period, in samples, of a pattern that repeats exactly, or null. Sought among 2 … n/4 in the first differences, where a trend is
 * a constant, a step one outlier, and a random walk white noise: the median of each phase is taken away, and the period kept whose
 * Laplace likelihood `2 n log(mean |residual|)` gains most over its price, log n for each further phase and 2 log n for the search.
 * A cycle of uneven length is not found.
 */
export function seasonalPeriod(series: Float64Array): number | null {
  if (series.length < fewestSamples) return null;
  const steps = series.subarray(1).map((x, i) => x - series[i]!);
  const centre = median(steps);
  const changes = steps.map((step) => step - centre);
  const n = changes.length;
  const base = meanAbsolute(changes);
  // In a straight line the differences differ by rounding alone.
  if (!(base > rounding * spanOf(series))) return null;
  let least = 0;
  let period: number | null = null;
  for (let p = 2; p <= Math.floor(series.length / fewestCycles); p++) {
    const pattern = phaseMedians(changes, p, 0);
    const rest = meanAbsolute(changes.map((x, i) => x - pattern[i % p]!));
    const price = (p + 1) * Math.log(n);
    const criterion = 2 * n * Math.log(Math.max(rest / base, 1e-9)) + price;
    if (criterion < least) [least, period] = [criterion, p];
  }
  return period;
}

/**
 * The series less its seasonal pattern: the median, phase by phase, of what a centred moving average over one period leaves (half
 * weights at both ends where the period is even). The pattern sums to zero, so levels and trends stay.
 * @param period 2 … n/4 samples.
 */
export function withoutSeason(series: Float64Array, period: number): Float64Array {
  const half = Math.floor(period / 2);
  const weights = new Float64Array(2 * half + 1).fill(1 / period);
  if (period % 2 === 0) weights[0] = weights[2 * half] = 1 / (2 * period);
  const rest = new Float64Array(series.length - 2 * half);
  for (let i = 0; i < rest.length; i++) {
    let average = 0;
    for (let j = 0; j < weights.length; j++) average += weights[j]! * series[i + j]!;
    rest[i] = series[i + half]! - average;
  }
  const pattern = phaseMedians(rest, period, half);
  const middle = pattern.reduce((sum, value) => sum + value / period, 0);
  return series.map((x, i) => x - (pattern[i % period]! - middle));
}

/** Median of the values at each phase; the first value has phase `from` mod the period. */
function phaseMedians(values: Float64Array, period: number, from: number): Float64Array {
  const phases = Array.from({ length: period }, (): number[] => []);
  values.forEach((value, i) => phases[(i + from) % period]!.push(value));
  return Float64Array.from(phases, median);
}

const meanAbsolute = (values: Float64Array): number => values.reduce((sum, x) => sum + Math.abs(x), 0) / values.length;
