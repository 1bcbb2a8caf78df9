import { complexArray, type ComplexArray } from "../../../core/field/spectral-fft";
import { exponentialWeights, type ModeTable } from "../../../core/field/spectral-weights";
import type { ExplicitPart } from "./explicit-part";
import { addMultiplied, addScaled, multiply } from "./modes";
import type { Scheme } from "./scheme";

/**
 * ETDRK4: with E = e^(dt·L/2) and the weights of `exponentialWeights`,
 * a = E·u + Q·N(u), b = E·u + Q·N(a), c = E·a + Q·(2N(b) − N(u)),
 * u₊ = E²·u + f₁·N(u) + 2f₂·(N(a) + N(b)) + f₃·N(c), at times t, t + dt/2 twice, and t + dt.
 * Cox, Matthews 2002, doi:10.1006/jcph.2002.6995; Kassam, Trefethen 2005, doi:10.1137/S1064827502410633.
 */
export function etdrk4(linear: readonly ModeTable[], explicit: ExplicitPart, dt: number): Scheme {
  const weights = linear.map((table) => exponentialWeights(table, dt));
  const planes = () => linear.map((table) => complexArray(explicit.empty ? 0 : table.re.length));
  const [a, b, atU, atA, atB, atC] = [planes(), planes(), planes(), planes(), planes(), planes()];

  function step(state: readonly ComplexArray[], time: number): void {
    explicit.evaluate(state, time, atU);
    for (const [s, { half, stage }] of weights.entries()) {
      multiply(a[s]!, half, state[s]!);
      addMultiplied(a[s]!, stage, atU[s]!);
    }
    explicit.evaluate(a, time + dt / 2, atA);
    for (const [s, { half, stage }] of weights.entries()) {
      multiply(b[s]!, half, state[s]!);
      addMultiplied(b[s]!, stage, atA[s]!);
    }
    explicit.evaluate(b, time + dt / 2, atB);
    for (const [s, { half, stage }] of weights.entries()) {
      multiply(b[s]!, half, a[s]!);
      addMultiplied(b[s]!, stage, atB[s]!, 2);
      addMultiplied(b[s]!, stage, atU[s]!, -1);
    }
    explicit.evaluate(b, time + dt, atC);
    for (const [s, { whole, first, middle, last }] of weights.entries()) {
      multiply(state[s]!, whole, state[s]!);
      addMultiplied(state[s]!, first, atU[s]!);
      addScaled(atA[s]!, atB[s]!, 1);
      addMultiplied(state[s]!, middle, atA[s]!, 2);
      addMultiplied(state[s]!, last, atC[s]!);
    }
  }

  /** The linear part alone is exact. */
  function linearStep(state: readonly ComplexArray[]): void {
    for (const [s, { whole }] of weights.entries()) multiply(state[s]!, whole, state[s]!);
  }

  return { step: explicit.empty ? linearStep : step, saveHistory: () => null, restoreHistory: () => {} };
}
