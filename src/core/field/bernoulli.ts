import { exp, log } from "./elementary";

/**
 * B(x) = x/(eˣ − 1), the generating function of Bernoulli's numbers, with B(0) = 1. Every exponential quotient of electro-diffusion and
 * of channel rates is one of it, and so has no 0/0 at its middle and no ∞/∞ at its ends: B falls to 0 for large x and to −x for small.
 *
 * Near 0 the error of eˣ is undone by the logarithm (Kahan's way of forming eˣ − 1; Higham 2002, Accuracy and Stability of Numerical
 * Algorithms, §1.14.1, doi:10.1137/1.9780898718027). A few units of the last place everywhere.
 */
export function bernoulli(x: number): number {
  const u = exp(x);
  if (u === 1) return 1 - x / 2;
  return (x < 1 && x > -1 ? log(u) : x) / (u - 1);
}

/** B′(x), between −1 and 0; B′(0) = −1/2. */
export function bernoulliSlope(x: number): number {
  if (x > 0.5 || x < -0.5) return (bernoulli(x) * (1 - bernoulli(-x))) / x;
  const y = x * x;
  return (
    -0.5 + x * (1 / 6 + y * (-1 / 180 + y * (1 / 5040 + y * (-1 / 151200 + y * (1 / 4790016 + y * (-691 / 108972864000 + y * (7 / 37362124800)))))))
  );
}
