import { solve } from "./linear-algebra";
import type { Linearisation } from "./linearisation";

export type Range = readonly [number, number];

/** Enough for a double root, to which Newton's method only halves its distance. */
const maxIterations = 60;

/** Newton's method for the uniform states of a model, and what counts as one root. */
export interface RootFinder {
  /** The root within the ranges that the iteration reaches from here, to rounding; null when it reaches none. */
  rootFrom(start: Float64Array): Float64Array | null;
  /** Whether two results are one root: multiple roots are known to half the digits only. */
  isNear(a: Float64Array, b: Float64Array): boolean;
}

/** @param typical usual size of the rates over the ranges, against which rounding is measured at multiple roots. */
export function rootFinder(linear: Linearisation, ranges: readonly Range[], typical: number): RootFinder {
  const widths = ranges.map(([low, high]) => high - low);
  /** Size of a value for comparisons: its own, or a thousandth of its range near 0. */
  const scaleOf = (state: Float64Array, i: number) => Math.max(Math.abs(state[i]!), 1e-3 * widths[i]!);
  const astray = (state: Float64Array) => state.some((value, i) => !(value > ranges[i]![0] - widths[i]! && value < ranges[i]![1] + widths[i]!));

  /** Rates that vanish to rounding: against the terms that cancel in them, or at a multiple root against the usual rates. */
  const vanishes = (state: Float64Array, size: number): boolean => {
    const jacobian = linear.jacobian(state);
    if (!Number.isFinite(size) || !jacobian.every(Number.isFinite)) return false;
    const n = state.length;
    const terms = Math.max(...jacobian.map((value, k) => Math.abs(value) * scaleOf(state, k % n)));
    if (size <= 1e-12 * terms) return true;
    if (!(size <= 1e-13 * typical)) return size === 0;
    const step = solve(jacobian, linear.rates(state));
    return !step || step.every((value, i) => Math.abs(value) <= 1e-6 * scaleOf(state, i));
  };

  return {
    rootFrom(start) {
      const { state, size } = newton(linear, start, astray);
      if (!vanishes(state, size)) return null;
      // Next to 0/0, as at u = v = 0 for u²/v, rates can vanish without a root.
      if (!linear.rates(withZeros(state, widths)).every(Number.isFinite)) return null;
      const root = rounded(linear, state, size, widths);
      const inside = root.every((value, i) => value >= ranges[i]![0] - 1e-9 * widths[i]! && value <= ranges[i]![1] + 1e-9 * widths[i]!);
      return inside ? root.map((value, i) => Math.min(Math.max(value, ranges[i]![0]), ranges[i]![1]) + 0) : null;
    },
    isNear: (a, b) => a.every((value, i) => Math.abs(value - b[i]!) <= 1e-6 * Math.max(scaleOf(a, i), scaleOf(b, i))),
  };
}

const norm = (values: Float64Array): number => Math.hypot(...values);

/** Newton's method; a step that does not make the rates smaller is halved. */
function newton(linear: Linearisation, start: Float64Array, astray: (state: Float64Array) => boolean): { state: Float64Array; size: number } {
  let state = start;
  let rates = linear.rates(state);
  let size = norm(rates);
  for (let iteration = 0; iteration < maxIterations && size > 0; iteration++) {
    const jacobian = linear.jacobian(state);
    const step = jacobian.every(Number.isFinite) ? solve(jacobian, rates) : null;
    if (!step) break;
    let accepted = false;
    for (let damping = 1; damping > 1e-3 && !accepted; damping /= 2) {
      const trial = state.map((value, i) => value - damping * step[i]!);
      const trialRates = linear.rates(trial);
      const trialSize = norm(trialRates);
      if (!(trialSize < size)) continue;
      [state, rates, size, accepted] = [trial, trialRates, trialSize, true];
    }
    if (!accepted || astray(state)) break;
  }
  return { state, size };
}

/** The same root in fewer digits where that is no worse: 1 for 0.9999999999999998, and 0 for what is 0 to rounding. */
function rounded(linear: Linearisation, root: Float64Array, size: number, widths: readonly number[]): Float64Array {
  let best = root;
  for (const digits of [12, 9, 6]) {
    const candidate = withZeros(best, widths).map((value) => Number(value.toPrecision(digits)));
    if (norm(linear.rates(candidate)) <= size) best = candidate;
  }
  return best;
}

/** The state with 0 for values that are tiny in their range. */
const withZeros = (state: Float64Array, widths: readonly number[]) => state.map((value, i) => (Math.abs(value) < 1e-7 * widths[i]! ? 0 : value));
