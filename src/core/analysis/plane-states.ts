import type { EquationModel } from "../define/model";
import { fixedPoints } from "./fixed-points";
import { regularityOf } from "./linear-algebra";
import type { Linearisation } from "./linearisation";
import { rootFinder, type Range } from "./roots";
import { characterOf, type UniformCharacter } from "./uniform-character";

/** A uniform state at one place of the plane. */
export interface PlaneState {
  values: Float64Array;
  character: UniformCharacter;
}

/** Every so many samples along each axis all fixed points are looked for; from there they are followed. */
const searchStride = 10;
/** A branch need not be followed to a sample with as many states within this share of the ranges. */
const nearby = 0.05;
/** A state of a continuum: see `regularityOf`. */
const singularBelow = 1e-7;

/** Uniform states over a plane of two free parameters. */
export class PlaneStates {
  private readonly ranges: readonly Range[];
  /** Branches are followed beyond the ranges, so that leaving them is not taken for an end. */
  private readonly wide: readonly Range[];
  private readonly typical: number;
  private readonly widths: readonly number[];

  /** @param linear with the two parameters free, in the order of the axes. */
  constructor(
    private readonly model: EquationModel,
    private readonly linear: Linearisation,
    centre: readonly [number, number],
  ) {
    this.ranges = linear.species.map((name) => model.species[name]!.range);
    this.widths = this.ranges.map(([low, high]) => high - low);
    this.wide = this.ranges.map(([low, high]): Range => [low - (high - low), high + (high - low)]);
    linear.setFree(centre);
    const corners = this.ranges.map(([low, high]) => (low + 2 * high) / 3);
    this.typical = Math.hypot(...linear.rates(corners)) || 1;
  }

  /** All that a full search finds. */
  search(place: readonly [number, number]): { values: Float64Array[]; continuum: boolean } {
    this.linear.setFree(place);
    const { points, continuum } = fixedPoints(this.model, this.linear);
    return { values: points, continuum };
  }

  /** The state that Newton's method reaches from here; null when it reaches none. */
  refine(place: readonly [number, number], start: Float64Array): Float64Array | null {
    this.linear.setFree(place);
    return rootFinder(this.linear, this.wide, this.typical).rootFrom(start);
  }

  characterAt(place: readonly [number, number], values: Float64Array): UniformCharacter | null {
    this.linear.setFree(place);
    return characterOf(this.linear.about(values));
  }

  /** See `regularityOf`: 0 where two states meet. */
  regularity(place: readonly [number, number], values: Float64Array): number {
    this.linear.setFree(place);
    return regularityOf(this.linear.jacobian(values), this.widths);
  }

  /** Whether a state lies within the declared ranges. */
  isWithin(values: Float64Array): boolean {
    return values.every((value, i) => {
      const [low, high] = this.ranges[i]!;
      const slack = 1e-9 * (high - low);
      return value >= low - slack && value <= high + slack;
    });
  }

  /** Greatest difference, in shares of the ranges. */
  distance(a: Float64Array, b: Float64Array): number {
    let most = 0;
    for (let i = 0; i < a.length; i++) most = Math.max(most, Math.abs(a[i]! - b[i]!) / this.widths[i]!);
    return most;
  }

  /**
   * The states at every sample of a lattice, C order [ny][nx]: found by full searches on a coarse lattice and one cheap try
   * at every sample, then followed from neighbour to neighbour until nothing new turns up. None where most searches find a continuum.
   */
  over(xs: readonly number[], ys: readonly number[]): { states: PlaneState[][]; continua: number; searches: number } {
    const nx = xs.length;
    const found: Float64Array[][] = Array.from({ length: nx * ys.length }, () => []);
    const queue: { sample: number; values: Float64Array }[] = [];
    const add = (sample: number, values: Float64Array | null): void => {
      if (!values || found[sample]!.some((other) => this.distance(other, values) < 1e-6)) return;
      // Where some are of a continuum, one more of it is no branch to follow.
      if (continua > 0 && isSingular(sample, values)) return;
      found[sample]!.push(values);
      queue.push({ sample, values });
    };
    const placeOf = (sample: number): [number, number] => [xs[sample % nx]!, ys[Math.floor(sample / nx)]!];
    const isCoarse = (sample: number) => (sample % nx) % searchStride === 0 && Math.floor(sample / nx) % searchStride === 0;
    const searched = new Map(found.flatMap((_, sample) => (isCoarse(sample) ? [[sample, this.search(placeOf(sample))] as const] : [])));
    const fruitful = [...searched].filter(([, { values }]) => values.length > 0);
    const isSingular = (sample: number, values: Float64Array) => Math.abs(this.regularity(placeOf(sample), values)) < singularBelow;
    // Where there is one, a search that found but a few singular states has met it too.
    const some = fruitful.some(([, { continuum }]) => continuum);
    const met = fruitful.filter(([sample, { values, continuum }]) => continuum || (some && values.every((each) => isSingular(sample, each))));
    const [continua, searches] = [met.length, fruitful.length];
    // A continuum has a state of its own wherever one is looked for: following them all would not end.
    if (continua > searches / 2) return { states: found.map(() => []), continua, searches };
    for (let sample = 0; sample < found.length; sample++) {
      const here = searched.get(sample);
      if (here) for (const each of here.values) add(sample, each);
      else add(sample, this.refine(placeOf(sample), this.scattered(sample)));
    }
    for (let at = 0; at < queue.length; at++) {
      const { sample, values } = queue[at]!;
      const countNear = (all: readonly Float64Array[]) => all.filter((other) => this.distance(other, values) < nearby).length;
      for (const neighbour of neighboursOf(sample, nx, ys.length)) {
        if (countNear(found[neighbour]!) >= countNear(found[sample]!)) continue;
        add(neighbour, this.refine(placeOf(neighbour), values));
      }
    }
    const states = found.map((all, sample) =>
      all.flatMap((values): PlaneState[] => {
        const character = this.characterAt(placeOf(sample), values);
        return character ? [{ values, character }] : [];
      }),
    );
    return { states, continua, searches };
  }

  /** A place in the ranges that differs from sample to sample: multiples of irrational numbers fill them evenly. */
  private scattered(sample: number): Float64Array {
    return Float64Array.from(this.ranges, ([low, high], i) => low + (high - low) * (((sample + 1) * Math.sqrt(2 + 3 * i)) % 1));
  }
}

function neighboursOf(sample: number, nx: number, ny: number): number[] {
  const [i, j] = [sample % nx, Math.floor(sample / nx)];
  return [...(i > 0 ? [sample - 1] : []), ...(i + 1 < nx ? [sample + 1] : []), ...(j > 0 ? [sample - nx] : []), ...(j + 1 < ny ? [sample + nx] : [])];
}
