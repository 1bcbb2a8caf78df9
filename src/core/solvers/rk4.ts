import { defineSolver } from "./solver";

export const rk4 = defineSolver({
  family: "runge-kutta",
  id: "rk4",
  title: "Runge–Kutta (order 4)",
  source: "Kutta 1901, Z. Math. Phys. 46:435; stability interval from Hairer, Wanner 1996, §IV.2, doi:10.1007/978-3-642-05221-7",
  order: 4,
  a: [[], [0.5], [0, 0.5], [0, 0, 1]],
  b: [1 / 6, 1 / 3, 1 / 3, 1 / 6],
  c: [0, 0.5, 0.5, 1],
  realStability: 2.785293563405282,
  imaginaryStability: 2.8284271247461903,
});
