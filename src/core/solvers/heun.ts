import { defineSolver } from "./solver";

export const heun = defineSolver({
  family: "runge-kutta",
  id: "heun",
  title: "Heun (order 2)",
  source: "Hairer, Nørsett, Wanner 1993, Solving Ordinary Differential Equations I, §II.1, doi:10.1007/978-3-540-78862-1",
  order: 2,
  a: [[], [1]],
  b: [0.5, 0.5],
  c: [0, 1],
  realStability: 2,
  imaginaryStability: 0,
});
