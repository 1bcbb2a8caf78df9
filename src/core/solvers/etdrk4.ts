import { defineSolver } from "./solver";

/** The linear part exactly, the rest by Runge–Kutta of order 4 in the variable e^(−tL)·u. */
export const etdrk4 = defineSolver({
  family: "spectral",
  id: "etdrk4",
  title: "Exponential Runge–Kutta in Fourier space (order 4)",
  source:
    "Cox, Matthews 2002, J. Comput. Phys. 176:430, doi:10.1006/jcph.2002.6995; coefficients as in Kassam, Trefethen 2005, doi:10.1137/S1064827502410633",
  order: 4,
  scheme: "etdrk4",
  realStability: 2.785293563405282,
  imaginaryStability: 2.8284271247461903,
});
