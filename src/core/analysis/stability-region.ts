import type { AdamsBashforth, RungeKutta } from "../solvers/solver";
import type { Complex } from "./linear-algebra";

/** A method whose stability is a matter of dt·λ alone. */
export type ExplicitSolver = RungeKutta | AdamsBashforth;

/** A mode whose decay is this small beside its frequency is undamped. */
const undamped = 1e-9;
/** Growth per step allowed to an undamped wave under a method that amplifies every such wave. */
const toleratedGrowth = 1e-4;

/**
 * The largest dt for which a mode with eigenvalue λ does not grow by the method's own doing: |R(dt·λ)| ≤ 1 from 0 on, R
 * being the factor of one step. Infinite where the mode grows in truth or stands still.
 *
 * Euler's and Heun's methods and Adams–Bashforth amplify an undamped wave whatever the step; there, dt is the step that
 * amplifies it by 0.01 % and no more.
 * @param atMost a limit known from elsewhere: one beyond it is of no interest, and given as infinite.
 */
export function stepLimit({ re, im }: Complex, solver: ExplicitSolver, atMost = Infinity): number {
  const size = Math.hypot(re, im);
  if (size === 0 || re > undamped * size) return Infinity;
  if (Math.abs(im) <= undamped * size) return solver.realStability / -re;
  if (re < -undamped * size) return reach(re / size, im / size, solver, 1e-13, atMost * size) / size;
  return solver.imaginaryStability > 0 ? solver.imaginaryStability / size : reach(0, 1, solver, toleratedGrowth, atMost * size) / size;
}

/** Largest r for which |R(s·e^{iθ})| ≤ 1 + slack for all s ≤ r; infinite where it is beyond `atMost`. */
function reach(cos: number, sin: number, solver: ExplicitSolver, slack: number, atMost: number): number {
  const factor = solver.family === "runge-kutta" ? polynomialFactor(solver, cos, sin) : twoStepFactor(solver, cos, sin);
  const grows = (r: number) => factor(r) > 1 + slack;
  // Finely near 0, where the region is thin beside the imaginary axis; no explicit method here reaches as far as 100.
  let [low, high] = [0, 1e-7];
  while (high < 100 && !grows(high)) {
    if (high > atMost) return Infinity;
    [low, high] = [high, high + Math.min(0.01, high / 4)];
  }
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (grows(middle)) high = middle;
    else low = middle;
  }
  return low;
}

/** |R| of a Runge–Kutta method at distance r along a ray. */
function polynomialFactor(solver: RungeKutta, cos: number, sin: number): (r: number) => number {
  const coefficients = stabilityPolynomial(solver).toReversed();
  return (r) => {
    let [re, im] = [0, 0];
    for (const coefficient of coefficients) [re, im] = [coefficient + r * (re * cos - im * sin), r * (re * sin + im * cos)];
    return Math.hypot(re, im);
  };
}

/** The larger root of ζ² = (1 + b₀z)·ζ + b₁z. */
function twoStepFactor({ b }: AdamsBashforth, cos: number, sin: number): (r: number) => number {
  return (r) => {
    const half = { re: (1 + b[0] * r * cos) / 2, im: (b[0] * r * sin) / 2 };
    const square = { re: half.re ** 2 - half.im ** 2 + b[1] * r * cos, im: 2 * half.re * half.im + b[1] * r * sin };
    const modulus = Math.hypot(square.re, square.im);
    const root = { re: Math.sqrt(Math.max(0, (modulus + square.re) / 2)), im: Math.sqrt(Math.max(0, (modulus - square.re) / 2)) };
    if (square.im < 0) root.im = -root.im;
    return Math.max(Math.hypot(half.re + root.re, half.im + root.im), Math.hypot(half.re - root.re, half.im - root.im));
  };
}

/** Coefficients of R(z) = 1 + Σ z^{j+1} bᵀ Aʲ 1, constant term first. Hairer, Wanner 1996, §IV.2, doi:10.1007/978-3-642-05221-7. */
function stabilityPolynomial({ a, b }: RungeKutta): number[] {
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
