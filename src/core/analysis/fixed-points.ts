import type { EquationModel } from "../define/model";
import { regularityOf, solve } from "./linear-algebra";
import type { Linearisation } from "./linearisation";
import { rootFinder, type Range } from "./roots";

/** Grid lines an axis is cut by in the search for changes of sign, besides those that crowd towards 0. */
const linesPerAxis: Record<number, number> = { 1: 512, 2: 40 };
/** Halvings towards 0: concentrations spread over decades. */
const halvings = 14;
/** A cell that may hold several roots is cut into four, so many times. */
const thorough = 4;
/** The bend of a rate over a cell is taken to be so many times what its corners show. */
const bendMargin = 2;
/** Newton starts: all of the search for three or more species, a safety net for fewer. */
const scatteredStarts = { few: 24, many: 400 };
/** So many roots at which the Jacobian is singular are no coincidence: they lie on a line or a surface of fixed points. */
const continuumFrom = 6;
const singularKept = 120;
/** A Jacobian is singular below this, see `regularityOf`: roots of a continuum are known to half the digits. */
const singularBelow = 1e-7;
/** Of so many species every combination is tried without. */
const mostVanishing = 6;

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
 * @param cuts how often a cell of the grid is cut into four in the search for roots that lie close together.
 */
export function fixedPoints(model: EquationModel, linear: Linearisation, cuts = thorough): FixedPointSearch {
  const ranges = linear.species.map((name) => model.species[name]!.range);
  const lines = ranges.map((range) => linesOf(range, linesPerAxis[ranges.length] ?? 2));
  const widths = ranges.map(([low, high]) => high - low);
  const { rootFrom, areOne } = rootFinder(linear, ranges, typicalRates(linear, lines));
  const isSingularAt = (state: Float64Array) => {
    const jacobian = linear.jacobian(state);
    return solve(jacobian, state) === null || Math.abs(regularityOf(jacobian, widths)) < singularBelow;
  };
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
  if (ranges.length > 2) for (const start of withSpeciesGone(ranges)) search(start);
  if (ranges.length === 1) searchIntervals(linear, lines[0]!, search);
  if (ranges.length === 2) searchCells(linear, lines as [number[], number[]], search, () => (singular.length < singularKept / 2 ? cuts : 0));

  const continuum = singular.length >= continuumFrom;
  const points = continuum ? [...regular, representative(singular)] : once([...regular, ...singular], areOne);
  return { points: points.sort(positiveFirst), continuum, members: continuum ? singular : [] };
}

/** Each but once: what Newton's method finds of a multiple root scatters. */
function once(states: readonly Float64Array[], areOne: (a: Float64Array, b: Float64Array) => boolean): Float64Array[] {
  const kept: Float64Array[] = [];
  for (const state of states) if (!kept.some((other) => areOne(other, state))) kept.push(state);
  return kept;
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

/** A rectangle between lines. */
interface Cell {
  u: Range;
  v: Range;
  /** The rates at its corners. */
  corners: readonly [Float64Array, Float64Array, Float64Array, Float64Array];
}

/**
 * First one start a cell, over the whole rectangle; then cells are cut, where a continuum has not been found by then: its
 * members would all come from the corner that is cut first.
 */
function searchCells(linear: Linearisation, [us, vs]: [number[], number[]], search: Search, cuts: () => number): void {
  const rates = vs.map((v) => us.map((u) => linear.rates([u, v])));
  const found: [Cell, Float64Array][] = [];
  for (let j = 0; j + 1 < vs.length; j++) {
    for (let i = 0; i + 1 < us.length; i++) {
      const corners = [rates[j]![i]!, rates[j]![i + 1]!, rates[j + 1]![i]!, rates[j + 1]![i + 1]!] as const;
      const cell: Cell = { u: [us[i]!, us[i + 1]!], v: [vs[j]!, vs[j + 1]!], corners };
      const centre = searchCell(linear, cell, search);
      if (centre) found.push([cell, centre]);
    }
  }
  const depth = cuts();
  if (depth > 0) for (const [cell, centre] of found) searchParts(linear, cell, centre, search, depth);
}

/** Returns the rates at the centre, or null where the cell holds no root. */
function searchCell(linear: Linearisation, cell: Cell, search: Search): Float64Array | null {
  const [u, v] = [(cell.u[0] + cell.u[1]) / 2, (cell.v[0] + cell.v[1]) / 2];
  const centre = linear.rates([u, v]);
  if (!mayHoldRoot(cell, centre, linear.jacobian([u, v], jacobian))) return null;
  search(Float64Array.of(u, v));
  return centre;
}

/** A root that was found says nothing about others in the cell: its quarters are searched, and theirs. */
function searchParts(linear: Linearisation, { u: [u0, u1], v: [v0, v1], corners }: Cell, centre: Float64Array, search: Search, cuts: number): void {
  const [u, v] = [(u0 + u1) / 2, (v0 + v1) / 2];
  const [left, right, below, above] = [linear.rates([u0, v]), linear.rates([u1, v]), linear.rates([u, v0]), linear.rates([u, v1])];
  const [a, b, c, d] = corners;
  const parts: Cell[] = [
    { u: [u0, u], v: [v0, v], corners: [a, below, left, centre] },
    { u: [u, u1], v: [v0, v], corners: [below, b, centre, right] },
    { u: [u0, u], v: [v, v1], corners: [left, centre, c, above] },
    { u: [u, u1], v: [v, v1], corners: [centre, right, above, d] },
  ];
  for (const part of parts) {
    const middle = searchCell(linear, part, search);
    if (middle && cuts > 1) searchParts(linear, part, middle, search, cuts - 1);
  }
}

const jacobian = new Float64Array(4);

/**
 * Whether both rates may vanish within: they change sign or vanish over the corners that are defined, or their slope at the
 * centre and the bend that the corners show lead to 0.
 */
function mayHoldRoot({ u, v, corners }: Cell, centre: Float64Array, slopes: Float64Array): boolean {
  for (let rate = 0; rate < 2; rate++) {
    let [least, most, sum] = [Infinity, -Infinity, 0];
    for (const corner of corners) {
      const value = corner[rate]!;
      sum += value;
      if (value < least) least = value;
      if (value > most) most = value;
    }
    if (least <= 0 && most >= 0) continue;
    const bend = Math.abs(sum / 4 - centre[rate]!);
    const reach = (Math.abs(slopes[2 * rate]!) * (u[1] - u[0]) + Math.abs(slopes[2 * rate + 1]!) * (v[1] - v[0])) / 2 + bendMargin * bend;
    if (Math.abs(centre[rate]!) > reach) return false;
  }
  return true;
}

function* scattered(ranges: readonly Range[], count: number): Iterable<Float64Array> {
  for (let i = 1; i <= count; i++)
    yield Float64Array.from(ranges, ([low, high], axis) => low + (high - low) * radicalInverse(i, primes[axis % primes.length]!));
}

/**
 * Starts with some or all species at 0. Where what is not there cannot grow, Newton's method keeps it at 0: the states without
 * some of the species lie at the rim of the range and draw few starts from within.
 */
function* withSpeciesGone(ranges: readonly Range[]): Iterable<Float64Array> {
  const vanishing = ranges.flatMap(([low, high], i) => (low <= 0 && high >= 0 ? [i] : [])).slice(0, mostVanishing);
  for (let subset = 1; subset < 1 << vanishing.length; subset++) {
    const gone = new Set(vanishing.filter((_, i) => subset & (1 << i)));
    for (const start of scattered(ranges, gone.size === ranges.length ? 1 : scatteredStarts.few))
      yield start.map((value, i) => (gone.has(i) ? 0 : value));
  }
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
