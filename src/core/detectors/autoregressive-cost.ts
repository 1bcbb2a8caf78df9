import type { SegmentCost } from "./segment-cost";

/** Smallest residual variance that a segment may claim, as a share of the variance of the whole series. */
const varianceFloor = 1e-4;

/**
 * Minus twice the conditional log-likelihood of a first-order autoregression `x_t = c + φ x_(t−1) + e` with the segment's own c, φ and
 * variance, less a constant: `m log σ²` for the m samples of the segment that have one before them in the series. The sample before a
 * segment stands before its first, so that a split leaves every sample where it was and never raises the sum of costs. The variance has a
 * floor as in the normal cost.
 */
export function autoregressiveCost(series: ArrayLike<number>): SegmentCost {
  const n = series.length;
  let mean = 0;
  for (let i = 0; i < n; i++) mean += series[i]! / n;
  // Cumulative sums over t of y = x_t, z = x_(t−1), and their products, from t = 1 on.
  const [y, z, yy, zz, yz] = Array.from({ length: 5 }, () => new Float64Array(n + 1)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  for (let t = 1; t < n; t++) {
    const now = series[t]! - mean;
    const before = series[t - 1]! - mean;
    y[t + 1] = y[t]! + now;
    z[t + 1] = z[t]! + before;
    yy[t + 1] = yy[t]! + now * now;
    zz[t + 1] = zz[t]! + before * before;
    yz[t + 1] = yz[t]! + now * before;
  }
  const floor = Math.max((varianceFloor * yy[n]!) / Math.max(1, n - 1), Number.MIN_VALUE);
  const logFloor = Math.log(floor);
  return {
    kind: "ar",
    n,
    of(from, to) {
      const first = Math.max(from, 1);
      const m = to - first;
      if (m <= 0) return 0;
      const over = (sums: Float64Array) => sums[to]! - sums[first]!;
      const [sy, sz] = [over(y), over(z)];
      const ofNow = Math.max(0, over(yy) - (sy * sy) / m);
      const ofBefore = over(zz) - (sz * sz) / m;
      const together = over(yz) - (sy * sz) / m;
      const explained = ofBefore > 1e-12 * over(zz) ? (together * together) / ofBefore : 0;
      const variance = Math.max(0, ofNow - explained) / m;
      return variance > floor ? m * Math.log(variance) : m * (logFloor + variance / floor - 1);
    },
  };
}
