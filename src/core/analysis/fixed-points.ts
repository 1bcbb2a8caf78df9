import type { EquationModel } from "../define/model";
import { solve } from "./linear-algebra";
import type { Linearisation } from "./linearisation";

/** Starts of Newton's method: a lattice for one and two species, a low-discrepancy set beyond. */
const latticeSide: Record<number, number> = { 1: 161, 2: 15 };
const scatteredStarts = 400;
const maxIterations = 60;

/**
 * The uniform states that do not move, within the declared ranges of the species, positive ones first. Newton's method
 * with damping from many starts and the symbolic Jacobian; a root counts when its rates vanish to rounding.
 */
export function fixedPoints(model: EquationModel, linear: Linearisation): Float64Array[] {
  const ranges = linear.species.map((name) => model.species[name]!.range);
  const found: Float64Array[] = [];
  for (const start of starts(ranges)) {
    const root = newton(linear, start, ranges);
    if (root && inside(root, ranges) && !found.some((other) => near(root, other, ranges))) found.push(root);
  }
  return found.sort(positiveFirst);
}

function* starts(ranges: readonly (readonly [number, number])[]): Iterable<Float64Array> {
  const n = ranges.length;
  const at = (fractions: readonly number[]) => Float64Array.from(ranges, ([low, high], i) => low + fractions[i]! * (high - low));
  const side = latticeSide[n];
  if (side === undefined) {
    for (let i = 0; i < scatteredStarts; i++) yield at(ranges.map((_, axis) => radicalInverse(i + 1, primes[axis % primes.length]!)));
    return;
  }
  for (let i = 0; i < side ** n; i++) yield at(ranges.map((_, axis) => (Math.floor(i / side ** axis) % side) / (side - 1)));
}

const primes = [2, 3, 5, 7, 11, 13, 17, 19];

/** Halton 1960, Numer. Math. 2:84, doi:10.1007/BF01386213. */
function radicalInverse(index: number, base: number): number {
  let [result, digit] = [0, 1 / base];
  for (let i = index; i > 0; i = Math.floor(i / base), digit /= base) result += (i % base) * digit;
  return result;
}

function newton(linear: Linearisation, start: Float64Array, ranges: readonly (readonly [number, number])[]): Float64Array | null {
  const n = start.length;
  let state = start;
  let rates = linear.rates(state);
  let size = norm(rates);
  for (let iteration = 0; iteration < maxIterations && size > 0; iteration++) {
    const jacobian = linear.jacobian(state);
    const step = jacobian.every(Number.isFinite) ? solve(jacobian, rates) : null;
    if (!step) break;
    let accepted = false;
    for (let damping = 1; damping > 1e-4 && !accepted; damping /= 2) {
      const trial = state.map((value, i) => value - damping * step[i]!);
      const trialRates = linear.rates(trial);
      const trialSize = norm(trialRates);
      if (!(trialSize < size)) continue;
      [state, rates, size, accepted] = [trial, trialRates, trialSize, true];
    }
    if (!accepted) break;
  }
  // Rates that vanish to rounding: against the size of the terms that cancel, for which ‖J‖·‖u‖ stands.
  const jacobian = linear.jacobian(state);
  const scale = Math.max(...ranges.map(([low, high]) => high - low));
  const terms = Math.max(1e-300, ...jacobian.map(Math.abs)) * Math.max(scale * 1e-3, norm(state));
  if (!(size <= 1e-12 * n * terms)) return null;
  return state.map((value, i) => (Math.abs(value) < 1e-12 * (ranges[i]![1] - ranges[i]![0]) ? 0 : value));
}

const norm = (values: Float64Array) => Math.hypot(...values);

/** Within the ranges, with a hair's breadth for states that sit on an edge. */
const inside = (state: Float64Array, ranges: readonly (readonly [number, number])[]) =>
  state.every(
    (value, i) => value >= ranges[i]![0] - 1e-9 * (ranges[i]![1] - ranges[i]![0]) && value <= ranges[i]![1] + 1e-9 * (ranges[i]![1] - ranges[i]![0]),
  );

const near = (a: Float64Array, b: Float64Array, ranges: readonly (readonly [number, number])[]) =>
  a.every((value, i) => Math.abs(value - b[i]!) < 1e-5 * (ranges[i]![1] - ranges[i]![0]));

function positiveFirst(a: Float64Array, b: Float64Array): number {
  const rank = (state: Float64Array) => (state.every((value) => value > 0) ? 0 : 1);
  return rank(a) - rank(b) || [...a].reduce((order, value, i) => order || value - b[i]!, 0);
}
