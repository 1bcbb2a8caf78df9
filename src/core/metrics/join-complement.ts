import { identity, isAbove, noClasses, record, rootOf, type Classes, type Filtration } from "./filtration";
import { ascendingOrder } from "./value-order";
import { highestBit, starCells, Surroundings, type Wall } from "./vertex-star";

/** Classes that components of the complement stand for, and the walls that part them. */
export interface Complement {
  /** Of one dimension less than the space. */
  classes: Classes;
  /** For each vertex, bits of the walls that enter with it and part the complement. */
  dividing: Uint16Array;
}

/**
 * Components of the complement of the sublevel sets, from the top down (Alexander duality: Delfinado, Edelsbrunner 1995,
 * doi:10.1016/0167-8396(95)00016-Y): cells of full dimension, joined across their walls, with what lies outside a grid that is not
 * periodic as the oldest of them. A component is born as a class when the walls around it close and dies when it is filled.
 *
 * A full cell opens with its largest vertex, and so does a wall to another; so all such walls are taken in one scan, and only
 * those between what comes of it are sorted, as in `joinComponents`.
 * @param walls those around a vertex, and for each vertex bits of those that enter with it.
 */
export function joinComplement(filtration: Filtration, walls: readonly Wall[], entering: Uint16Array): Complement {
  const { values } = filtration;
  const outside = values.length;
  const sides = new Sides(filtration, walls);
  const largest = largestVertices(filtration);
  const parents = identity(outside + 1);
  const dividing = new Uint16Array(outside);
  const classes = noClasses();
  const isElder = (a: number, b: number): boolean =>
    a === outside || (b !== outside && (largest[a] === largest[b] ? a > b : isAbove(values, largest[a]!, largest[b]!)));
  const join = (a: number, b: number, vertex: number, place: number): void => {
    const [elder, younger] = isElder(a, b) ? [a, b] : [b, a];
    parents[younger] = elder;
    dividing[vertex]! |= 1 << place;
    record(classes, values[vertex]!, values[largest[younger]!]!);
  };

  for (let vertex = 0; vertex < outside; vertex++) {
    if (entering[vertex] === 0) continue;
    sides.around.moveTo(vertex);
    for (let left = entering[vertex]!; left > 0; left ^= 1 << highestBit(left)) {
      const place = highestBit(left);
      const a = leaving(parents, largest, sides.before(place), vertex);
      const b = leaving(parents, largest, sides.after(place), vertex);
      const [opensA, opensB] = [largest[a] === vertex, largest[b] === vertex];
      if (a === b || !(opensA || opensB)) continue;
      if (opensA && !(opensB && a > b)) parents[a] = b;
      else parents[b] = a;
      dividing[vertex]! |= 1 << place;
    }
  }

  const saddles: number[] = [];
  for (let vertex = 0; vertex < outside; vertex++) {
    const rest = entering[vertex]! & ~dividing[vertex]!;
    if (rest === 0) continue;
    sides.around.moveTo(vertex);
    for (let left = rest; left > 0; left ^= 1 << highestBit(left)) {
      const place = highestBit(left);
      if (rootOf(parents, sides.before(place)) === rootOf(parents, sides.after(place))) continue;
      saddles.push(vertex);
      break;
    }
  }
  for (const index of ascendingOrder(Float64Array.from(saddles, (vertex) => values[vertex]!)).reverse()) {
    const vertex = saddles[index]!;
    sides.around.moveTo(vertex);
    for (let left = entering[vertex]! & ~dividing[vertex]!; left > 0; left ^= 1 << highestBit(left)) {
      const place = highestBit(left);
      const [a, b] = [rootOf(parents, sides.before(place)), rootOf(parents, sides.after(place))];
      if (a !== b) join(a, b, vertex, place);
    }
  }
  return { classes, dividing };
}

/** From a cell along the tree to where it leaves those that open with a vertex, or to their root. */
function leaving(parents: Int32Array, largest: Int32Array, cell: number, vertex: number): number {
  let at = cell;
  while (largest[at] === vertex && parents[at] !== at) at = parents[at]!;
  return at;
}

/** The cells on both sides of the walls around a vertex, by their least vertex. */
class Sides {
  readonly around: Surroundings;
  private readonly outside: number;
  private readonly slots: { base: Int32Array; before: Int32Array; after: Int32Array };
  /** In a ring of one cell, both sides of a wall are that cell. */
  private readonly isRing: Uint8Array;

  constructor({ shape, periodic, values }: Filtration, walls: readonly Wall[]) {
    this.around = new Surroundings(shape, periodic);
    this.outside = values.length;
    this.slots = {
      base: Int32Array.from(walls, ({ base }) => base),
      before: Int32Array.from(walls, ({ before }) => before),
      after: Int32Array.from(walls, ({ after }) => after),
    };
    this.isRing = Uint8Array.from(walls, ({ across }) => (periodic && shape.at(-1 - across) === 1 ? 1 : 0));
  }

  before(place: number): number {
    if (this.isRing[place] === 1) return this.outside;
    const cell = this.around.at(this.slots.before[place]!);
    return cell < 0 ? this.outside : cell;
  }

  after(place: number): number {
    if (this.isRing[place] === 1 || this.around.at(this.slots.after[place]!) < 0) return this.outside;
    return this.around.at(this.slots.base[place]!);
  }
}

/** The vertex with which each cell of full dimension enters, by the cell's least vertex; some vertex of it where the grid has no such cell. */
function largestVertices({ shape, periodic, values }: Filtration): Int32Array {
  const around = new Surroundings(shape, periodic);
  const corners = Int32Array.from(starCells(shape.length as 2 | 3, shape.length)[0]!.others);
  const largest = new Int32Array(values.length + 1);
  for (let cell = 0; cell < values.length; cell++) {
    around.moveTo(cell);
    let best = cell;
    for (let i = 0; i < corners.length; i++) {
      const corner = around.at(corners[i]!);
      if (corner >= 0 && isAbove(values, corner, best)) best = corner;
    }
    largest[cell] = best;
  }
  largest[values.length] = values.length;
  return largest;
}
