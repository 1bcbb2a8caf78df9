import type { Definition } from "../define/registry";

/**
 * An explicit Runge–Kutta method, given by its Butcher tableau. A back end forms stage i from
 * `u + (dt·a[i][0])·k0 + (dt·a[i][1])·k1 + …`, left to right, zero coefficients left out, and the result likewise with b.
 */
export interface Solver extends Definition {
  source: string;
  order: number;
  a: readonly (readonly number[])[];
  b: readonly number[];
  c: readonly number[];
  /** Length of the stability interval on the negative real axis: dt·|λ| may not exceed it. */
  realStability: number;
  /** Half-length of the stability interval on the imaginary axis. */
  imaginaryStability: number;
}

export const defineSolver = (solver: Solver): Solver => solver;
