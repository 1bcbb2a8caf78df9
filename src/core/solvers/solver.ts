import type { Definition } from "../define/registry";

interface Method extends Definition {
  source: string;
  order: number;
  /**
   * Length of the stability interval on the negative real axis: dt·|λ| may not exceed it. Of a spectral method, whose
   * linear part sets no bound, that of what it treats explicitly.
   */
  realStability: number;
  /** Half-length of the stability interval on the imaginary axis, likewise. */
  imaginaryStability: number;
}

/**
 * An explicit Runge–Kutta method, given by its Butcher tableau. A back end forms stage i from
 * `u + (dt·a[i][0])·k0 + (dt·a[i][1])·k1 + …`, left to right, zero coefficients left out, and the result likewise with b.
 */
export interface RungeKutta extends Method {
  family: "runge-kutta";
  a: readonly (readonly number[])[];
  b: readonly number[];
  c: readonly number[];
  /**
   * Adaptive methods: weights b̂ of a second result from the same slopes, of its own order. The error of a step is
   * `Σ dt·(b[i] − b̂[i])·k_i`. Here a last row of `a` equal to `b`, with b = 0 and c = 1, is the slope at the new state:
   * it enters the error alone and is the first slope of the next step.
   */
  embedded?: { b: readonly number[]; order: number };
}

/** A method that uses slopes of earlier steps: `u + (dt·b[0])·k + (dt·b[1])·k₋₁`, k₋₁ that of the step before. */
export interface AdamsBashforth extends Method {
  family: "adams-bashforth";
  b: readonly [number, number];
}

/**
 * A method in Fourier space that treats linear parts with constant coefficients exactly or implicitly and the rest
 * explicitly. Needs periodic sides, no mask and no random terms.
 */
export interface Spectral extends Method {
  family: "spectral";
  scheme: "etdrk4" | "sbdf2";
}

export type Solver = RungeKutta | AdamsBashforth | Spectral;

/** Whether the method chooses its steps from an estimate of their error; `dt` is then the first step alone. */
export const isAdaptive = (solver: Solver): boolean => solver.family === "runge-kutta" && solver.embedded !== undefined;

export function defineSolver(solver: RungeKutta): RungeKutta;
export function defineSolver(solver: AdamsBashforth): AdamsBashforth;
export function defineSolver(solver: Spectral): Spectral;
export function defineSolver(solver: Solver): Solver {
  return solver;
}
