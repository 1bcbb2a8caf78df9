/** Moments in windows of one length; entry i belongs to the window [i, i + window). */
export interface SlidingMoments {
  /** Over window − 1. */
  variance: Float64Array;
  /** Pearson's correlation of each sample with the next inside the window; NaN where the window is constant. */
  memory: Float64Array;
  /** Third central moment over the 3/2 power of the second, both over window; NaN where the window is constant. */
  skewness: Float64Array;
}

/** Variance, as a share of that of the whole series, below which a window counts as constant: cumulative sums know no better. */
const leastVariance = 1e-9;

/**
 * Variance, lag-1 autocorrelation and skewness in every window of a series, from cumulative sums: O(n) whatever the window.
 * @param series of mean 0 and variance about 1, which keeps the sums exact to about n·10⁻¹⁶.
 * @param window samples, 3 … n.
 */
export function slidingMoments(series: Float64Array, window: number): SlidingMoments {
  const n = series.length;
  const powers = [cumulated(n, (t) => series[t]!), cumulated(n, (t) => series[t]! ** 2), cumulated(n, (t) => series[t]! ** 3)] as const;
  const products = cumulated(n - 1, (t) => series[t]! * series[t + 1]!);
  const count = n - window + 1;
  const [variance, memory, skewness] = [new Float64Array(count), new Float64Array(count).fill(NaN), new Float64Array(count).fill(NaN)];
  for (let i = 0; i < count; i++) {
    const end = i + window;
    const [mean, square, cube] = powers.map((sums) => (sums[end]! - sums[i]!) / window) as [number, number, number];
    const second = square - mean * mean;
    if (!(second > leastVariance)) continue;
    variance[i] = (second * window) / (window - 1);
    skewness[i] = (cube - 3 * mean * square + 2 * mean ** 3) / second ** 1.5;
    memory[i] = lagOne(powers, products, i, end);
  }
  return { variance, memory, skewness };
}

function lagOne([sums, squares]: readonly [Float64Array, Float64Array, Float64Array], products: Float64Array, from: number, end: number): number {
  const pairs = end - from - 1;
  const over = (of: Float64Array, shift: number) => of[end - 1 + shift]! - of[from + shift]!;
  const [now, next] = [over(sums, 0), over(sums, 1)];
  const together = products[end - 1]! - products[from]! - (now * next) / pairs;
  const ofNow = over(squares, 0) - (now * now) / pairs;
  const ofNext = over(squares, 1) - (next * next) / pairs;
  const scale = Math.sqrt(ofNow) * Math.sqrt(ofNext);
  return scale > leastVariance * pairs ? Math.max(-1, Math.min(1, together / scale)) : NaN;
}

function cumulated(n: number, of: (t: number) => number): Float64Array {
  const sums = new Float64Array(n + 1);
  for (let t = 0; t < n; t++) sums[t + 1] = sums[t]! + of(t);
  return sums;
}
