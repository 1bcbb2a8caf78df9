import { solve, solveInPlace } from "./linear-algebra";
import type { Linearisation } from "./linearisation";

export type Range = readonly [number, number];

/** Enough for a double root, to which Newton's method only halves its distance. */
const maxIterations = 60;

/** Roots kept to be recognised: more lie in a continuum. */
const mostKept = 1000;

/** Newton's method for the uniform states of a model, and what counts as one root. */
export interface RootFinder {
  /** The root within the ranges that the iteration reaches from here, to rounding; null when it reaches none. Roots found before are given out again. */
  rootFrom(start: Float64Array): Float64Array | null;
  /** Whether two roots are one multiple root, found twice: the rates vanish between them, too. Says nothing in a continuum. */
  areOne(a: Float64Array, b: Float64Array): boolean;
}

/** @param typical usual size of the rates over the ranges, against which rounding is measured at multiple roots. */
export function rootFinder(linear: Linearisation, ranges: readonly Range[], typical: number): RootFinder {
  const n = ranges.length;
  const widths = ranges.map(([low, high]) => high - low);
  const found: Float64Array[] = [];
  const newton = newtonFor(linear);
  /** Size of a value for comparisons: its own, or a thousandth of its range near 0. */
  const scaleOf = (state: Float64Array, i: number) => Math.max(Math.abs(state[i]!), 1e-3 * widths[i]!);
  const isAstray = (state: Float64Array): boolean => {
    for (let i = 0; i < n; i++) if (!(state[i]! > ranges[i]![0] - widths[i]! && state[i]! < ranges[i]![1] + widths[i]!)) return true;
    return false;
  };
  /** Whether two results are one root: multiple roots are known to half the digits only. */
  const isNear = (a: Float64Array, b: Float64Array): boolean => {
    for (let i = 0; i < n; i++) if (!(Math.abs(a[i]! - b[i]!) <= 1e-6 * Math.max(scaleOf(a, i), scaleOf(b, i)))) return false;
    return true;
  };
  const foundNear = (state: Float64Array) => found.find((root) => isNear(state, root)) ?? null;

  /** Rates that vanish to rounding: against the terms that cancel in them, or at a multiple root against the usual rates. */
  const vanishes = (state: Float64Array, size: number): boolean => {
    const jacobian = linear.jacobian(state);
    if (!Number.isFinite(size) || !jacobian.every(Number.isFinite)) return false;
    const terms = jacobian.reduce((most, value, k) => Math.max(most, Math.abs(value) * scaleOf(state, k % n)), -Infinity);
    if (size <= 1e-12 * terms) return true;
    if (!(size <= 1e-13 * typical)) return size === 0;
    const step = solve(jacobian, linear.rates(state));
    return !step || step.every((value, i) => Math.abs(value) <= 1e-6 * scaleOf(state, i));
  };

  const rootAt = (state: Float64Array, size: number): Float64Array | null => {
    if (!vanishes(state, size)) return null;
    // Next to 0/0, as at u = v = 0 for u²/v, rates can vanish without a root.
    if (!linear.rates(withZeros(state, widths)).every(Number.isFinite)) return null;
    const root = rounded(linear, state, size, widths);
    const inside = root.every((value, i) => value >= ranges[i]![0] - 1e-9 * widths[i]! && value <= ranges[i]![1] + 1e-9 * widths[i]!);
    return inside ? root.map((value, i) => Math.min(Math.max(value, ranges[i]![0]), ranges[i]![1]) + 0) : null;
  };

  return {
    rootFrom(start) {
      // Near a root that is known the rest of the way is known too.
      const { state, size, known } = newton(start, isAstray, foundNear);
      if (known) return known;
      const root = rootAt(state, size);
      if (!root) return null;
      const before = foundNear(root);
      if (!before && found.length < mostKept) found.push(root);
      return before ?? root;
    },
    areOne(a, b) {
      if (a.some((value, i) => Math.abs(value - b[i]!) > 1e-3 * widths[i]!)) return false;
      // Half way there may be a third.
      const between = a.map((value, i) => value + (b[i]! - value) / 2.618);
      return norm(linear.rates(between)) <= 1e-15 * typical;
    },
  };
}

function norm(values: Float64Array): number {
  const [a, b, c] = values as unknown as [number, number, number];
  if (values.length === 1) return Math.abs(a);
  if (values.length === 2) return Math.hypot(a, b);
  return values.length === 3 ? Math.hypot(a, b, c) : Math.hypot(...values);
}

interface Arrival {
  state: Float64Array;
  size: number;
  /** A root from before that the iteration was heading for. */
  known: Float64Array | null;
}

type Newton = (start: Float64Array, isAstray: (state: Float64Array) => boolean, foundNear: (state: Float64Array) => Float64Array | null) => Arrival;

/** Newton's method; a step that does not make the rates smaller is halved. */
function newtonFor(linear: Linearisation): Newton {
  const n = linear.species.length;
  const jacobian = new Float64Array(n * n);
  const step = new Float64Array(n);
  const buffers = Array.from({ length: 4 }, () => new Float64Array(n));
  return (start, isAstray, foundNear) => {
    let [state, rates, trial, trialRates] = buffers as [Float64Array, Float64Array, Float64Array, Float64Array];
    state.set(start);
    linear.rates(state, rates);
    let size = norm(rates);
    for (let iteration = 0; iteration < maxIterations && size > 0; iteration++) {
      const known = foundNear(state);
      if (known) return { state, size, known };
      linear.jacobian(state, jacobian);
      step.set(rates);
      if (!jacobian.every(Number.isFinite) || !solveInPlace(jacobian, step)) break;
      let accepted = false;
      for (let damping = 1; damping > 1e-3 && !accepted; damping /= 2) {
        for (let i = 0; i < n; i++) trial[i] = state[i]! - damping * step[i]!;
        linear.rates(trial, trialRates);
        const trialSize = norm(trialRates);
        if (!(trialSize < size)) continue;
        [state, trial, rates, trialRates] = [trial, state, trialRates, rates];
        [size, accepted] = [trialSize, true];
      }
      if (!accepted || isAstray(state)) break;
    }
    return { state: state.slice(), size, known: null };
  };
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
