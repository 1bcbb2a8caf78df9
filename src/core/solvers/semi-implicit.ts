import { defineSolver } from "./solver";

/** `(3u₊ − 4u + u₋)/(2dt) = L·u₊ + 2N(u) − N(u₋)`: the linear part implicitly, the rest extrapolated. */
export const semiImplicit = defineSolver({
  family: "spectral",
  id: "semi-implicit",
  title: "Semi-implicit in Fourier space (order 2, two steps)",
  source: "Ascher, Ruuth, Wetton 1995, SIAM J. Numer. Anal. 32:797, doi:10.1137/0732037 (SBDF2)",
  order: 2,
  scheme: "sbdf2",
  realStability: 4 / 3,
  imaginaryStability: 0,
});
