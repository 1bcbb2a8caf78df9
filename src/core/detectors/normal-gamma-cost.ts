import { logGamma } from "../series/log-gamma";
import type { NormalGamma } from "./run-lengths";
import type { SegmentCost } from "./segment-cost";

/**
 * Minus the logarithm of a segment's marginal likelihood under a Normal–Gamma prior of its mean and precision, in O(1).
 * Murphy 2007, "Conjugate Bayesian analysis of the Gaussian distribution", eq. 95.
 */
export function normalGammaCost(series: ArrayLike<number>, { mean, kappa, alpha, beta }: NormalGamma): SegmentCost {
  const n = series.length;
  const sum = new Float64Array(n + 1);
  const square = new Float64Array(n + 1);
  for (let i = 0; i < n; i++) {
    const x = series[i]! - mean;
    sum[i + 1] = sum[i]! + x;
    square[i + 1] = square[i]! + x * x;
  }
  const norms = Float64Array.from(
    { length: n + 1 },
    (_, m) =>
      logGamma(alpha) - logGamma(alpha + m / 2) - alpha * Math.log(beta) + 0.5 * Math.log((kappa + m) / kappa) + (m / 2) * Math.log(2 * Math.PI),
  );
  return {
    kind: "normal",
    n,
    of(from, to) {
      const m = to - from;
      const s = sum[to]! - sum[from]!;
      const within = Math.max(0, square[to]! - square[from]! - (s * s) / m);
      const left = beta + within / 2 + (kappa * s * s) / (2 * m * (kappa + m));
      return norms[m]! + (alpha + m / 2) * Math.log(left);
    },
  };
}
