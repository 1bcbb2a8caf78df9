import type { EquationModel } from "../define/model";
import { solve } from "./linear-algebra";
import type { Linearisation } from "./linearisation";
import { rootFinder, type Range } from "./roots";

/** Grid lines an axis is cut by in the search for changes of sign, besides those that crowd towards 0. */
const linesPerAxis: Record<number, number> = { 1: 512, 2: 40 };
/** Halvings towards 0: concentrations spread over decades. */
const halvings = 14;
/** A cell whose centre leads nowhere is cut into four, so many times. */
const maxDepth = 4;
/** Newton starts: all of the search for three or more species, a safety net for fewer. */
const scatteredStarts = { few: 24, many: 400 };
/** So many roots at which the Jacobian is singular are no coincidence: they lie on a line or a surface of fixed points. */
const continuumFrom = 6;
const singularKept = 60;

export interface FixedPointSearch {
  /** Positive states first, then those without a negative value, then the rest; each in ascending order. */
  points: Float64Array[];
  /** Fixed points fill a line or more, as where something is conserved: one of them then stands for all. */
  continuum: boolean;
  /** Some of such a continuum. */
  members: Float64Array[];
}

/**
 * The uniform states that do not move, within the declared ranges of the species, edges included. For one and two
 * species a grid brackets every change of sign, so that roots further apart than its lines are not missed; beyond,
 * damped Newton iterations start from a low-discrepancy set.
 */
export function fixedPoints(model: EquationModel, linear: Linearisation): FixedPointSearch {
  const ranges = linear.species.map((name) => model.species[name]!.range);
  const lines = ranges.map((range) => linesOf(range, linesPerAxis[ranges.length] ?? 2));
  const { rootFrom } = rootFinder(linear, ranges, typicalRates(linear, lines));
  const isSingularAt = (state: Float64Array) => solve(linear.jacobian(state), state) === null;
  const seen = new Set<Float64Array>();
  const regular: Float64Array[] = [];
  const singular: Float64Array[] = [];
  const search = (start: Float64Array): Float64Array | null => {
    // One more of a continuum is of no interest.
    if (singular.length === singularKept && linear.rates(start).every((rate) => rate === 0) && isSingularAt(start)) return start;
    const root = rootFrom(start);
    if (!root || seen.has(root)) return root;
    seen.add(root);
    if (!isSingularAt(root)) regular.push(root);
    else if (singular.length < singularKept) singular.push(root);
    return root;
  };

  for (const start of scattered(ranges, ranges.length > 2 ? scatteredStarts.many : scatteredStarts.few)) search(start);
  if (ranges.length === 1) searchIntervals(linear, lines[0]!, search);
  if (ranges.length === 2) searchCells(linear, lines as [number[], number[]], search);

  const continuum = singular.length >= continuumFrom;
  const points = [...regular, ...(continuum ? [representative(singular)] : singular)];
  return { points: points.sort(positiveFirst), continuum, members: continuum ? singular : [] };
}

/** The middle one of the positive states, if there are any. */
function representative(states: Float64Array[]): Float64Array {
  const positive = states.filter((state) => state.every((value) => value > 0));
  const candidates = (positive.length > 0 ? positive : states).sort(positiveFirst);
  return candidates[Math.floor(candidates.length / 2)]!;
}

/** Even lines over the range, and lines that halve their distance to 0 where the range holds it. */
function linesOf([low, high]: Range, count: number): number[] {
  const even = Array.from({ length: count }, (_, i) => low + ((high - low) * i) / (count - 1));
  const crowded = [low, high].flatMap((end) => Array.from({ length: halvings }, (_, i) => end / 2 ** (i + 1)));
  return [...new Set([...even, ...crowded.filter((value) => value > low && value < high)])].sort((a, b) => a - b);
}

/** Median size of the rates over a few states: what a rate is small against. */
function typicalRates(linear: Linearisation, lines: readonly number[][]): number {
  const sizes = Array.from({ length: 31 }, (_, i) => {
    const state = lines.map((axis, j) => axis[Math.floor(radicalInverse(i + 1, primes[j % primes.length]!) * axis.length)]!);
    return Math.hypot(...linear.rates(state));
  });
  const finite = sizes.filter(Number.isFinite).sort((a, b) => a - b);
  return finite[Math.floor(finite.length / 2)] ?? 0;
}

type Search = (start: Float64Array) => Float64Array | null;

function searchIntervals(linear: Linearisation, lines: readonly number[], search: Search): void {
  const rate = (value: number) => linear.rates([value])[0]!;
  const rates = lines.map(rate);
  for (let i = 0; i + 1 < lines.length; i++) {
    const [here, next] = [rates[i]!, rates[i + 1]!];
    // A touching root leaves no change of sign, but a smallest rate.
    if (here === 0 || (i > 0 && Math.abs(here) <= Math.abs(rates[i - 1]!) && Math.abs(here) <= Math.abs(next))) search(Float64Array.of(lines[i]!));
    if (here * next >= 0) continue;
    let [low, high] = [lines[i]!, lines[i + 1]!];
    for (let halving = 0; halving < 40; halving++) {
      const middle = (low + high) / 2;
      if (rate(middle) * here > 0) low = middle;
      else high = middle;
    }
    search(Float64Array.of((low + high) / 2));
  }
  search(Float64Array.of(lines.at(-1)!));
}

/** The rates at the corners of a rectangle. */
type Corners = readonly [Float64Array, Float64Array, Float64Array, Float64Array];

function searchCells(linear: Linearisation, [us, vs]: [number[], number[]], search: Search): void {
  const rates = vs.map((v) => us.map((u) => linear.rates([u, v])));
  for (let j = 0; j + 1 < vs.length; j++) {
    for (let i = 0; i + 1 < us.length; i++) {
      const corners: Corners = [rates[j]![i]!, rates[j]![i + 1]!, rates[j + 1]![i]!, rates[j + 1]![i + 1]!];
      if (mayHoldRoot(corners)) searchCell(linear, [us[i]!, us[i + 1]!], [vs[j]!, vs[j + 1]!], search, 0);
    }
  }
}

function searchCell(linear: Linearisation, [u0, u1]: Range, [v0, v1]: Range, search: Search, depth: number): void {
  const [u, v] = [(u0 + u1) / 2, (v0 + v1) / 2];
  const root = search(Float64Array.of(u, v));
  // A root elsewhere says nothing about this cell.
  if (root && root[0]! >= u0 && root[0]! <= u1 && root[1]! >= v0 && root[1]! <= v1) return;
  if (depth === maxDepth) return;
  for (const uRange of [[u0, u] as const, [u, u1] as const]) {
    for (const vRange of [[v0, v] as const, [v, v1] as const]) {
      const corners: Corners = [
        linear.rates([uRange[0], vRange[0]]),
        linear.rates([uRange[1], vRange[0]]),
        linear.rates([uRange[0], vRange[1]]),
        linear.rates([uRange[1], vRange[1]]),
      ];
      if (mayHoldRoot(corners)) searchCell(linear, uRange, vRange, search, depth + 1);
    }
  }
}

/** Both rates change sign, or vanish, over the corners that are defined. */
function mayHoldRoot(corners: Corners): boolean {
  return [0, 1].every((rate) => {
    const values = corners.map((corner) => corner[rate]!);
    return values.some((value) => value >= 0) && values.some((value) => value <= 0);
  });
}

function* scattered(ranges: readonly Range[], count: number): Iterable<Float64Array> {
  for (let i = 1; i <= count; i++)
    yield Float64Array.from(ranges, ([low, high], axis) => low + (high - low) * radicalInverse(i, primes[axis % primes.length]!));
}

const primes = [2, 3, 5, 7, 11, 13, 17, 19];

/** Halton 1960, Numer. Math. 2:84, doi:10.1007/BF01386213. */
function radicalInverse(index: number, base: number): number {
  let [result, digit] = [0, 1 / base];
  for (let i = index; i > 0; i = Math.floor(i / base), digit /= base) result += (i % base) * digit;
  return result;
}

function positiveFirst(a: Float64Array, b: Float64Array): number {
  const rank = (state: Float64Array) => (state.every((value) => value > 0) ? 0 : state.every((value) => value >= 0) ? 1 : 2);
  return rank(a) - rank(b) || [...a].reduce((order, value, i) => order || value - b[i]!, 0);
}
