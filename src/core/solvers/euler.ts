import { defineSolver } from "./solver";

export const euler = defineSolver({
  family: "runge-kutta",
  id: "euler",
  title: "Euler (order 1)",
  source: "Hairer, Nørsett, Wanner 1993, Solving Ordinary Differential Equations I, §II.1, doi:10.1007/978-3-540-78862-1",
  order: 1,
  a: [[]],
  b: [1],
  c: [0],
  realStability: 2,
  imaginaryStability: 0,
});
