import type { EquationModel } from "../define/model";
import type { Grid } from "../field/grid";
import { eigenvalues } from "./eigenvalues";
import { fixedPoints, type FixedPointSearch } from "./fixed-points";
import { gridModes } from "./grid-waves";
import { modeMatrix, type Linearisation } from "./linearisation";
import type { Range } from "./roots";

/** States of which a time step has to be stable. */
export interface VisitedStates {
  /** Uniform states that rest; where there are none, the middle of the ranges. */
  resting: readonly Float64Array[];
  /** Others that a pattern takes on, of which the operators alone matter; none where these are the same in all states. */
  passed: readonly Float64Array[];
}

/** Roots that lie close together bound a step alike: their search is cut short. */
const closeRoots = 1;
/** Of a continuum of fixed points, so many are looked at. */
const continuumMembers = 9;
/** Of one species, the whole line is searched for states on which waves grow: so many, and halvings to the edges. */
const lineMembers = 129;
const edgeHalvings = 12;
/** Steps in the angle along each axis between the waves that are asked for growth. */
const growthAngles = 4;
/** More species than these are not looked at in every combination of their ends. */
const mostCombined = 4;

export function visitedStates(model: EquationModel, linear: Linearisation, grid: Grid): VisitedStates {
  const ranges = linear.species.map((name) => model.species[name]!.range);
  const search = fixedPoints(model, linear, closeRoots);
  const members = search.continuum
    ? [...search.points.filter((state) => !search.members.includes(state)), ...spreadOut(search.members)]
    : search.points;
  const resting = members.length > 0 ? members : [Float64Array.from(ranges, ([low, high]) => (low + high) / 2)];
  if (!linear.operatorsVary) return { resting, passed: [] };
  const box = reachOfPatterns(linear, search, ranges, grid);
  const isWithin = (state: Float64Array) => state.every((value, i) => value >= box[i]![0] && value <= box[i]![1]);
  return { resting: search.continuum ? resting.filter(isWithin) : resting, passed: statesWithin(box) };
}

function spreadOut(members: readonly Float64Array[]): Float64Array[] {
  const sorted = [...members].sort((a, b) => a[0]! - b[0]!);
  const count = Math.min(continuumMembers, sorted.length);
  return Array.from({ length: count }, (_, i) => sorted[Math.round((i * (sorted.length - 1)) / Math.max(1, count - 1))]!);
}

/**
 * What the values of a pattern keep within: twice the box that several fixed points span, or in a continuum those on which
 * waves grow, as phases separate beyond them; the ranges of the species where that says nothing.
 */
function reachOfPatterns(linear: Linearisation, { points, members, continuum }: FixedPointSearch, ranges: readonly Range[], grid: Grid): Range[] {
  const states = continuum ? (ranges.length === 1 ? growingOnLine(linear, ranges[0]!, grid) : growing(linear, members, grid)) : points;
  return ranges.map(([least, most], i): Range => {
    const values = states.map((state) => state[i]!);
    const [low, high] = [Math.min(...values), Math.max(...values)];
    const margin = (high - low) / 2;
    return margin > 0 ? [Math.max(least, low - margin), Math.min(most, high + margin)] : [least, most];
  });
}

/** The members of a continuum of one species on which waves grow: the least and the greatest, where there are any. */
function growingOnLine(linear: Linearisation, [low, high]: Range, grid: Grid): Float64Array[] {
  const at = (index: number) => low + ((high - low) * index) / (lineMembers - 1);
  const grows = (value: number) => linear.rates([value])[0] === 0 && growing(linear, [Float64Array.of(value)], grid).length > 0;
  const found = Array.from({ length: lineMembers }, (_, i) => i).filter((i) => grows(at(i)));
  if (found.length === 0) return [];
  const edge = (within: number, outside: number): Float64Array => {
    let [inside, out] = [at(within), at(outside)];
    if (outside < 0 || outside === lineMembers) return Float64Array.of(inside);
    for (let i = 0; i < edgeHalvings; i++) {
      const middle = (inside + out) / 2;
      if (grows(middle)) inside = middle;
      else out = middle;
    }
    return Float64Array.of(inside);
  };
  return [edge(found[0]!, found[0]! - 1), edge(found.at(-1)!, found.at(-1)! + 1)];
}

/** Those on which some wave grows. */
export function growing(linear: Linearisation, states: readonly Float64Array[], grid: Grid): Float64Array[] {
  return states.filter((state) => {
    const local = linear.about(state);
    const chains = local.terms.map(({ chain }) => chain);
    for (const mode of gridModes(chains, grid, growthAngles)) {
      const [leading] = eigenvalues(modeMatrix(local, mode));
      if (leading && leading.re > 1e-9 * Math.hypot(leading.re, leading.im)) return true;
    }
    return false;
  });
}

/** The ends and the middle of each species, in every combination; of many species all low, all in the middle, all high. */
function statesWithin(box: readonly Range[]): Float64Array[] {
  const levels = box.map(([low, high]) => [low, (low + high) / 2, high]);
  if (box.length > mostCombined) return [0, 1, 2].map((level) => Float64Array.from(levels, (values) => values[level]!));
  return levels
    .reduce<number[][]>((states, values) => states.flatMap((state) => values.map((value) => [...state, value])), [[]])
    .map((state) => Float64Array.from(state));
}
