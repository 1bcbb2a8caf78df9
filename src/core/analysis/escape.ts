import type { Linearisation } from "./linearisation";
import type { Range } from "./roots";

/** A solution of the uniform kinetics that reaches infinity. */
export interface Escape {
  /** Index of the species that leads. */
  species: number;
  /** When. */
  time: number;
}

/** Relative error allowed in a step, and steps tried at most. */
const tolerance = 1e-5;
const mostSteps = 2500;
/** Far out is beyond so many widths of the ranges. */
const farOut = 8;
/** The rate |u′|/|u| has to rise by this factor: faster than linear growth, whose rate stays, and than u·log u, whose rate hardly rises. */
const rise = 1e6;

/**
 * Follows the well-mixed equations from a state and tells whether they reach infinity in finite time; null where they do not,
 * or where it cannot be told. Steps are even in σ, dσ = |u′|/(1 + |u|)·dt with |u| in widths of the ranges: the state then moves at most
 * e-fold per unit, and a time that ends passes as ∫ dσ (1 + |u|)/|u′|. That |u′|/|u| rises without bound, not that u is large,
 * tells that it ends. Bogacki & Shampine's pair of orders 3 and 2 (1989, Appl. Math. Lett. 2:321).
 */
export function escapeFrom(linear: Linearisation, ranges: readonly Range[], start: Float64Array): Escape | null {
  const n = ranges.length;
  const widths = ranges.map(([low, high]) => high - low);
  const reach = (state: Float64Array) => state.reduce((most, value, i) => Math.max(most, Math.abs(value) / widths[i]!), 0);
  const rates = new Float64Array(n);
  /** The rate |u′|/(1 + |u|), and the direction and the time per σ; NaN where it is not defined. */
  const slopeAt = (state: Float64Array, into: Float64Array): number => {
    linear.rates(state, rates);
    const speed = reach(rates);
    const size = 1 + reach(state);
    for (let i = 0; i < n; i++) into[i] = (rates[i]! * size) / speed;
    into[n] = size / speed;
    return speed / size;
  };

  let [state, next] = [Float64Array.of(...start, 0), new Float64Array(n + 1)];
  let [k0, k3] = [new Float64Array(n + 1), new Float64Array(n + 1)];
  const [k1, k2, ahead] = [new Float64Array(n + 1), new Float64Array(n + 1), new Float64Array(n + 1)];
  const values = (from: Float64Array) => from.subarray(0, n);
  const advance = (weights: readonly [number, number, number], h: number, into: Float64Array) => {
    for (let i = 0; i <= n; i++) into[i] = state[i]! + h * (weights[0] * k0[i]! + weights[1] * k1[i]! + weights[2] * k2[i]!);
  };

  let rate = slopeAt(values(state), k0);
  /** The fastest that was seen while the state was no further out than the ranges are wide, twice over. */
  let usual = 0;
  let step = 1e-3;
  for (let tried = 0; tried < mostSteps; tried++) {
    if (!(rate > 0) || !Number.isFinite(rate)) return null;
    const size = reach(values(state));
    if (size <= 2) usual = Math.max(usual, rate);
    const isFar = size > farOut && rate > rise * usual;
    if (isFar) return { species: leading(state, widths), time: state[n]! };
    advance([1 / 2, 0, 0], step, ahead);
    slopeAt(values(ahead), k1);
    advance([0, 3 / 4, 0], step, ahead);
    slopeAt(values(ahead), k2);
    advance([2 / 9, 1 / 3, 4 / 9], step, next);
    const nextRate = slopeAt(values(next), k3);
    let error = 0;
    for (let i = 0; i <= n; i++) {
      const part = step * ((-5 / 72) * k0[i]! + (1 / 12) * k1[i]! + (1 / 9) * k2[i]! - (1 / 8) * k3[i]!);
      // Next to a state at rest time runs off: no step leads across one.
      const scale = i < n ? widths[i]! + Math.abs(state[i]!) : next[n]!;
      error = Math.max(error, Math.abs(part) / scale);
    }
    // Beyond the largest numbers, or next to a pole, nothing is defined: the step is halved until it stays within.
    if (!Number.isFinite(error) || !(nextRate >= 0)) {
      step /= 4;
      if (step < 1e-12) return null;
      continue;
    }
    if (error <= tolerance) {
      [state, next, k0, k3, rate] = [next, state, k3, k0, nextRate];
    }
    step *= Math.min(4, Math.max(0.2, 0.9 * (tolerance / Math.max(error, 1e-300)) ** (1 / 3)));
    if (step > 0.5) step = 0.5;
  }
  return null;
}

function leading(state: Float64Array, widths: readonly number[]): number {
  return widths.reduce((best, width, i) => (Math.abs(state[i]!) / width > Math.abs(state[best]!) / widths[best]! ? i : best), 0);
}
