/** The kinds of change a segment's cost is sensitive to. */
export type CostKind = "mean" | "normal" | "slope" | "rank" | "poisson" | "ar";

/** Cumulative sums of a series about its mean and of their squares, n + 1 each, and the range of the values about it. */
export interface CumulativeSums {
  sum: Float64Array;
  square: Float64Array;
  low: number;
  high: number;
}

/** What a stretch `[from, to)` of a series costs as one segment, in O(1). Splitting a segment never raises the sum of costs. */
export interface SegmentCost {
  readonly kind: CostKind | "kernel";
  /** Number of samples. */
  readonly n: number;
  /** @param from first index; @param to one past the last; `0 ≤ from < to ≤ n`. */
  of(from: number, to: number): number;
  /** Where the cost is the squared deviation from the segment's mean: what it is computed from. */
  readonly sums?: CumulativeSums;
}

/** Shortest segment for which each cost says something: a variance needs more samples than a mean. */
export const shortestSegment: Readonly<Record<CostKind, number>> = { mean: 2, normal: 10, slope: 5, rank: 2, poisson: 2, ar: 15 };

/** Smallest variance that a segment may claim, as a share of the variance of the whole series: 1 % of its standard deviation. */
const varianceFloor = 1e-4;

/** Cumulative sums of `x − mean` and of its square. Without the subtraction a large offset eats the digits of every difference. */
function cumulativeSums(series: ArrayLike<number>): CumulativeSums {
  const n = series.length;
  let mean = 0;
  for (let i = 0; i < n; i++) mean += series[i]! / n;
  const sum = new Float64Array(n + 1);
  const square = new Float64Array(n + 1);
  let [low, high] = [Infinity, -Infinity];
  for (let i = 0; i < n; i++) {
    const x = series[i]! - mean;
    sum[i + 1] = sum[i]! + x;
    square[i + 1] = square[i]! + x * x;
    low = Math.min(low, x);
    high = Math.max(high, x);
  }
  return { sum, square, low, high };
}

/** Sum of squared deviations from the segment's mean: sensitive to steps of the mean under equal noise. */
export function meanCost(series: ArrayLike<number>): SegmentCost {
  const sums = cumulativeSums(series);
  const { sum, square } = sums;
  return {
    kind: "mean",
    sums,
    n: series.length,
    of(from, to) {
      const s = sum[to]! - sum[from]!;
      return Math.max(0, square[to]! - square[from]! - (s * s) / (to - from));
    },
  };
}

/**
 * Minus twice the log-likelihood of a normal distribution with the segment's own mean and variance, less the constant
 * `n (log 2π + 1)`: `m log σ²` for m samples. The variance is at least a floor f: below it the cost is that of the most
 * likely σ² ≥ f, which is `m (log f + σ²/f − 1)`. That, unlike `m log max(σ², f)`, still never rises when a segment is split.
 */
export function normalCost(series: ArrayLike<number>): SegmentCost {
  const { sum, square } = cumulativeSums(series);
  const n = series.length;
  const floor = Math.max((varianceFloor * square[n]!) / n, Number.MIN_VALUE);
  const logFloor = Math.log(floor);
  return {
    kind: "normal",
    n,
    of(from, to) {
      const m = to - from;
      const s = sum[to]! - sum[from]!;
      const variance = Math.max(0, (square[to]! - square[from]! - (s * s) / m) / m);
      return variance > floor ? m * Math.log(variance) : m * (logFloor + variance / floor - 1);
    },
  };
}

/**
 * The mean cost of the ranks, standardised, ties sharing their middle rank: steps of the level whatever the distribution, outliers and units.
 * Lung-Yut-Fong, Lévy-Leduc, Cappé 2015, Journal de la SFdS 156:133.
 */
export function rankCost(series: ArrayLike<number>): SegmentCost {
  const ranks = middleRanks(series);
  const { square } = cumulativeSums(ranks);
  const deviation = Math.sqrt(square[ranks.length]! / ranks.length) || 1;
  return { ...meanCost(ranks.map((rank) => rank / deviation)), kind: "rank" };
}

/** Rank of each sample from 1; equal samples share the mean of their ranks. */
function middleRanks(series: ArrayLike<number>): Float64Array {
  const order = Array.from({ length: series.length }, (_, i) => i).sort((a, b) => series[a]! - series[b]!);
  const ranks = new Float64Array(series.length);
  for (let from = 0; from < order.length;) {
    let to = from + 1;
    while (to < order.length && series[order[to]!] === series[order[from]!]) to++;
    for (let k = from; k < to; k++) ranks[order[k]!] = (from + 1 + to) / 2;
    from = to;
  }
  return ranks;
}

/** Channels divided together: the sum of what each costs. */
export function sumOfCosts(costs: readonly SegmentCost[]): SegmentCost {
  const [first, ...rest] = costs;
  if (!first) throw new Error("no channel to divide");
  if (rest.length === 0) return first;
  return { kind: first.kind, n: first.n, of: (from, to) => rest.reduce((sum, cost) => sum + cost.of(from, to), first.of(from, to)) };
}
