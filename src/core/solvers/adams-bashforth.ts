import { defineSolver } from "./solver";

export const adamsBashforth = defineSolver({
  family: "adams-bashforth",
  id: "adams-bashforth",
  title: "Adams–Bashforth (order 2, two steps)",
  source: "Hairer, Nørsett, Wanner 1993, Solving Ordinary Differential Equations I, §III.1, doi:10.1007/978-3-540-78862-1",
  order: 2,
  b: [3 / 2, -1 / 2],
  realStability: 1,
  imaginaryStability: 0,
});
