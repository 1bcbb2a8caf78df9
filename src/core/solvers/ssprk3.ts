import { defineSolver } from "./solver";

/** Convex combinations of Euler steps: what Euler's method keeps bounded or monotone under a smaller step, this keeps too. */
export const ssprk3 = defineSolver({
  family: "runge-kutta",
  id: "ssprk3",
  title: "Strong-stability-preserving Runge–Kutta (order 3)",
  source: "Shu, Osher 1988, J. Comput. Phys. 77:439, doi:10.1016/0021-9991(88)90177-5",
  order: 3,
  a: [[], [1], [0.25, 0.25]],
  b: [1 / 6, 1 / 6, 2 / 3],
  c: [0, 1, 0.5],
  realStability: 2.5127453266183286,
  imaginaryStability: 1.7320508075688772,
});
