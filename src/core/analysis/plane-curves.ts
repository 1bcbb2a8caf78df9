import type { PlaneState, PlaneStates } from "./plane-states";
import type { UniformCharacter } from "./uniform-character";

export type CurveKind = "turing" | "hopf" | "saddle-node";

/** A line in the plane along which uniform states bifurcate. */
export interface PlaneCurve {
  kind: CurveKind;
  points: [number, number][];
}

type Place = readonly [number, number];

/** Where a curve crosses an edge between two samples. */
interface Crossing {
  kind: CurveKind;
  place: [number, number];
  /** Of the state that bifurcates. */
  values: Float64Array;
  /** The crossings beside it on its curve. */
  beside: Crossing[];
}

/** Halvings of an edge: a curve is found to 1e-11 of it. */
const halvings = 36;
/** At the end of two branches their states are nearer than this share of the ranges; those of one that was only lost are not. */
const together = 1e-3;
/** A branch does not move further than this share of the ranges within half an edge. */
const longestMove = 0.2;
/** Crossings of one edge nearer than this share of it are one: states come in mirror images, and a saddle ends where its node does. */
const sameShare = 1e-6;

/**
 * The curves over a lattice of samples, by marching squares over the states rather than one function: branches are matched
 * along every edge, the place where a branch's character changes is bisected on the branch itself, and what enters a cell
 * is joined with what leaves it.
 */
export function planeCurves(sampler: PlaneStates, states: readonly PlaneState[][], xs: readonly number[], ys: readonly number[]): PlaneCurve[] {
  const nx = xs.length;
  const placeOf = (sample: number): Place => [xs[sample % nx]!, ys[Math.floor(sample / nx)]!];
  const across = (a: number, b: number) => crossingsOf(sampler, { place: placeOf(a), states: states[a]! }, { place: placeOf(b), states: states[b]! });
  const horizontal = ys.map((_, j) => xs.slice(1).map((_, i) => across(j * nx + i, j * nx + i + 1)));
  const vertical = ys.slice(1).map((_, j) => xs.map((_, i) => across(j * nx + i, (j + 1) * nx + i)));
  const cell = [xs[1]! - xs[0]!, ys[1]! - ys[0]!] as const;
  for (let j = 0; j + 1 < ys.length; j++)
    for (let i = 0; i + 1 < nx; i++) {
      const around = [...horizontal[j]![i]!, ...vertical[j]![i + 1]!, ...horizontal[j + 1]![i]!, ...vertical[j]![i]!];
      if (around.length > 1) join(sampler, around, cell);
    }
  return polylines([...horizontal.flat(2), ...vertical.flat(2)]);
}

interface Sample {
  place: Place;
  states: readonly PlaneState[];
}

function crossingsOf(sampler: PlaneStates, a: Sample, b: Sample): Crossing[] {
  const found: { at: number; crossing: Crossing }[] = [];
  const keep = (kind: CurveKind, at: number, values: Float64Array | null): void => {
    if (!values || !sampler.isWithin(values)) return;
    if (found.some((other) => other.crossing.kind === kind && Math.abs(other.at - at) < sameShare)) return;
    found.push({ at, crossing: { kind, place: between(a.place, b.place, at), values, beside: [] } });
  };
  const { pairs, left, right } = matched(sampler, a.states, b.states);
  /** @param share of the edge that the branch covers, from `origin` on. */
  const keepChanges = (origin: 0 | 1, share: number, from: PlaneState, to: PlaneState): void => {
    const [start, end] = origin === 0 ? [a.place, b.place] : [b.place, a.place];
    for (const [kind, isAsBefore] of changes(from.character, to.character)) {
      const { at, values } = bisectedChange(sampler, start, between(start, end, share), from, to, isAsBefore);
      keep(kind, Math.abs(origin - at * share), values);
    }
  };
  const keepEnds = (origin: 0 | 1, alone: readonly PlaneState[]): void => {
    const [start, end] = origin === 0 ? [a.place, b.place] : [b.place, a.place];
    for (const state of alone.filter(isCalm)) {
      const saddle = nearestOf(
        sampler,
        state,
        alone.filter((other) => !isCalm(other)),
      );
      const fold = saddle && foldOf(sampler, start, end, state, saddle);
      if (!fold) continue;
      keep("saddle-node", Math.abs(origin - fold.at), fold.state.values);
      keepChanges(origin, fold.at, state, fold.state);
    }
  };
  for (const [from, to] of pairs) keepChanges(0, 1, from, to);
  keepEnds(0, left);
  keepEnds(1, right);
  return found.map(({ crossing }) => crossing);
}

/** An even number of growing modes: no saddle. */
const isCalm = ({ character }: PlaneState): boolean => character.unstable % 2 === 0;

function nearestOf(sampler: PlaneStates, state: PlaneState, others: readonly PlaneState[]): PlaneState | null {
  return others.reduce<PlaneState | null>(
    (best, other) => (best && sampler.distance(best.values, state.values) <= sampler.distance(other.values, state.values) ? best : other),
    null,
  );
}

/** States of two neighbouring samples that are one branch: each the other's nearest among those with the same sign of det J. */
function matched(sampler: PlaneStates, a: readonly PlaneState[], b: readonly PlaneState[]) {
  const nearest = (state: PlaneState, others: readonly PlaneState[]) =>
    nearestOf(
      sampler,
      state,
      others.filter((other) => isCalm(other) === isCalm(state)),
    );
  const pairs: [PlaneState, PlaneState][] = [];
  for (const state of a) {
    const other = nearest(state, b);
    if (other && nearest(other, a) === state) pairs.push([state, other]);
  }
  return {
    pairs,
    left: a.filter((state) => pairs.every(([from]) => from !== state)),
    right: b.filter((state) => pairs.every(([, to]) => to !== state)),
  };
}

/** Which curves run between two states of one branch, with what tells the sides apart. */
function changes(from: UniformCharacter, to: UniformCharacter): [CurveKind, (character: UniformCharacter) => boolean][] {
  const found: [CurveKind, (character: UniformCharacter) => boolean][] = [];
  const { unstable } = from;
  if (unstable !== to.unstable) found.push(["hopf", (character) => character.unstable === unstable]);
  const { stationaryWaves } = from;
  if (stationaryWaves !== to.stationaryWaves) found.push(["turing", (character) => character.stationaryWaves === stationaryWaves]);
  else if (unstable === 0 && to.unstable === 0 && from.waves !== to.waves) found.push(["turing", (character) => character.waves === from.waves]);
  return found;
}

/** The share of the way from a to b at which the branch changes, and the state there; null where the branch is lost on the way. */
function bisectedChange(
  sampler: PlaneStates,
  a: Place,
  b: Place,
  from: PlaneState,
  to: PlaneState,
  isAsBefore: (character: UniformCharacter) => boolean,
): { at: number; values: Float64Array | null } {
  let [low, high] = [0, 1];
  let [below, above] = [from.values, to.values];
  for (let i = 0; i < halvings; i++) {
    const at = (low + high) / 2;
    const place = between(a, b, at);
    const values = sampler.refine(
      place,
      below.map((value, species) => (value + above[species]!) / 2),
    );
    const character = values && sampler.characterAt(place, values);
    if (!character || sampler.distance(values, below) > longestMove) return { at, values: null };
    if (isAsBefore(character)) [low, below] = [at, values];
    else [high, above] = [at, values];
  }
  return { at: (low + high) / 2, values: below };
}

/**
 * Where a state and a saddle that start at a meet on the way to b, and the state just before; null where they do not. As long
 * as both exist det J has one sign on the one and the other on the other; beyond their end Newton's method leads both elsewhere.
 */
function foldOf(sampler: PlaneStates, a: Place, b: Place, state: PlaneState, saddle: PlaneState): { at: number; state: PlaneState } | null {
  const regularityAt = (at: number, values: Float64Array) => sampler.regularity(between(a, b, at), values);
  const side = Math.sign(regularityAt(0, state.values));
  const follow = (at: number, from: readonly [Float64Array, Float64Array]): [Float64Array, Float64Array] | null => {
    const [one, other] = from.map((values) => sampler.refine(between(a, b, at), values));
    const exist = one && other && regularityAt(at, one) * side > 0 && regularityAt(at, other) * side < 0;
    return exist ? [one, other] : null;
  };
  let pair: [Float64Array, Float64Array] = [state.values, saddle.values];
  if (follow(1, pair)) return null;
  let [low, high] = [0, 1];
  for (let i = 0; i < halvings; i++) {
    const at = (low + high) / 2;
    const next = follow(at, pair);
    if (next) [low, pair] = [at, next];
    else high = at;
  }
  // What ends at a sample itself ends with the plane, as where a rate is 0 along its edge.
  const isFold = low > sameShare && low < 1 - sameShare && sampler.distance(...pair) < together;
  const character = isFold ? sampler.characterAt(between(a, b, low), pair[0]) : null;
  return character && { at: low, state: { values: pair[0], character } };
}

const between = (a: Place, b: Place, at: number): [number, number] => [a[0] + at * (b[0] - a[0]), a[1] + at * (b[1] - a[1])];

/** Joins the crossings around a cell in pairs, those first whose states and places lie nearest. */
function join(sampler: PlaneStates, around: readonly Crossing[], cell: readonly [number, number]): void {
  const pairs = around.flatMap((a, i) =>
    around.slice(i + 1).flatMap((b) => {
      if (a.kind !== b.kind) return [];
      const apart = Math.hypot((a.place[0] - b.place[0]) / cell[0], (a.place[1] - b.place[1]) / cell[1]);
      return [{ a, b, cost: apart + 40 * sampler.distance(a.values, b.values) }];
    }),
  );
  const taken = new Set<Crossing>();
  for (const { a, b } of pairs.sort((p, q) => p.cost - q.cost)) {
    if (taken.has(a) || taken.has(b)) continue;
    taken.add(a).add(b);
    a.beside.push(b);
    b.beside.push(a);
  }
}

/** Follows the crossings from neighbour to neighbour: open lines from their ends, then rings. */
function polylines(crossings: readonly Crossing[]): PlaneCurve[] {
  const done = new Set<Crossing>();
  const curves: PlaneCurve[] = [];
  const walk = (start: Crossing): void => {
    const points: [number, number][] = [];
    let at: Crossing | undefined = start;
    let last = start;
    while (at) {
      done.add(at);
      points.push(at.place);
      last = at;
      at = at.beside.find((next) => !done.has(next));
    }
    if (points.length > 2 && last.beside.includes(start)) points.push(start.place);
    if (points.length > 1) curves.push({ kind: start.kind, points });
  };
  for (const crossing of crossings) if (crossing.beside.length === 1 && !done.has(crossing)) walk(crossing);
  for (const crossing of crossings) if (crossing.beside.length === 2 && !done.has(crossing)) walk(crossing);
  return curves;
}
