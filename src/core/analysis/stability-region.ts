import type { Solver } from "../solvers/solver";
import type { Complex } from "./linear-algebra";

/** A mode whose decay is this small beside its frequency is undamped. */
const undamped = 1e-9;
/** Growth per step allowed to an undamped wave under a method that amplifies every such wave. */
const toleratedGrowth = 1e-4;

/**
 * The largest dt for which a mode with eigenvalue λ does not grow by the method's own doing: |R(dt·λ)| ≤ 1 from 0 on, R
 * being the stability polynomial. Infinite where the mode grows in truth or stands still.
 *
 * Euler's and Heun's methods amplify an undamped wave whatever the step; there, dt is the step that amplifies it by
 * 0.01 % and no more.
 */
export function stepLimit({ re, im }: Complex, solver: Solver): number {
  const size = Math.hypot(re, im);
  if (size === 0 || re > undamped * size) return Infinity;
  if (Math.abs(im) <= undamped * size) return solver.realStability / -re;
  if (re < -undamped * size) return reach(re / size, im / size, solver, 1e-13) / size;
  return solver.imaginaryStability > 0 ? solver.imaginaryStability / size : reach(0, 1, solver, toleratedGrowth) / size;
}

/** Largest r for which |R(s·e^{iθ})| ≤ 1 + slack for all s ≤ r. */
function reach(cos: number, sin: number, solver: Solver, slack: number): number {
  const coefficients = stabilityPolynomial(solver).toReversed();
  const grows = (r: number): boolean => {
    let [re, im] = [0, 0];
    for (const coefficient of coefficients) [re, im] = [coefficient + r * (re * cos - im * sin), r * (re * sin + im * cos)];
    return Math.hypot(re, im) > 1 + slack;
  };
  // Finely near 0, where the region is thin beside the imaginary axis; no explicit method here reaches as far as 100.
  let [low, high] = [0, 1e-7];
  while (high < 100 && !grows(high)) [low, high] = [high, high + Math.min(0.01, high / 4)];
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (grows(middle)) high = middle;
    else low = middle;
  }
  return low;
}

/** Coefficients of R(z) = 1 + Σ z^{j+1} bᵀ Aʲ 1, constant term first. Hairer, Wanner 1996, §IV.2, doi:10.1007/978-3-642-05221-7. */
function stabilityPolynomial({ a, b }: Solver): number[] {
  let vector = b.map(() => 1);
  return [
    1,
    ...b.map(() => {
      const coefficient = b.reduce((sum, weight, i) => sum + weight * vector[i]!, 0);
      vector = a.map((row) => row.reduce((sum, weight, i) => sum + weight * vector[i]!, 0));
      return coefficient;
    }),
  ];
}
