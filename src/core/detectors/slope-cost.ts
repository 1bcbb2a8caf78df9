import type { SegmentCost } from "./segment-cost";

/**
 * Sum of squared deviations from the segment's own straight line, level and slope by least squares: sensitive to changes of level, of slope, or of both; neighbouring
 * lines need not meet. From cumulative sums about the series' mean and middle, so that neither an offset nor a late start costs digits.
 */
export function slopeCost(series: ArrayLike<number>): SegmentCost {
  const n = series.length;
  let mean = 0;
  for (let i = 0; i < n; i++) mean += series[i]! / n;
  const middle = (n - 1) / 2;
  const [sum, square, moment] = [new Float64Array(n + 1), new Float64Array(n + 1), new Float64Array(n + 1)];
  for (let i = 0; i < n; i++) {
    const x = series[i]! - mean;
    sum[i + 1] = sum[i]! + x;
    square[i + 1] = square[i]! + x * x;
    moment[i + 1] = moment[i]! + (i - middle) * x;
  }
  return {
    kind: "slope",
    n,
    of(from, to) {
      const m = to - from;
      if (m < 3) return 0;
      const s = sum[to]! - sum[from]!;
      const about = square[to]! - square[from]! - (s * s) / m;
      const along = moment[to]! - moment[from]! - ((from + to - 1) / 2 - middle) * s;
      // Σ (t − t̄)² over m equal steps.
      return Math.max(0, about - (12 * along * along) / (m * (m * m - 1)));
    },
  };
}
