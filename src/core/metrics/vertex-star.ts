import type { Filtration } from "./filtration";

/** A cell of the cubical complex as seen from one of its vertices. Slots name the 27 places around that vertex, itself in the middle. */
export interface StarCell {
  /** Its least vertex along every axis. */
  base: number;
  /** Its vertices but the one it is seen from. */
  others: readonly number[];
  /** Axes along which it extends: bit 0 for x. */
  axes: number;
}

/** A cell of one dimension less than the space, with the two cells of full dimension on either side of it. */
export interface Wall extends StarCell {
  /** Least vertex of the cell before it along the axis across it. */
  before: number;
  /** Vertex that exists where the cell after it does; that cell's least vertex is `base`. */
  after: number;
  /** The axis across it: 0 for x. */
  across: number;
}

const slotOf = (x: number, y: number, z: number): number => 9 * (z + 1) + 3 * (y + 1) + x + 1;
/** The slot `axes` steps from another: backwards along each of them, or forwards. */
const moved = (slot: number, axes: number, step: 1 | -1): number => slot + step * ((axes & 1 ? 1 : 0) + (axes & 2 ? 3 : 0) + (axes & 4 ? 9 : 0));
const slotColumn = (slot: number): number => (slot % 3) - 1;
const slotRow = (slot: number): number => (Math.floor(slot / 3) % 3) - 1;
const slotDepth = (slot: number): number => Math.floor(slot / 9) - 1;
const centre = slotOf(0, 0, 0);
const bitCount = (axes: number): number => (axes & 1) + ((axes >> 1) & 1) + ((axes >> 2) & 1);

/** Places of the lowest and the highest bit that is set. */
export const lowestBit = (bits: number): number => 31 - Math.clz32(bits & -bits);
export const highestBit = (bits: number): number => 31 - Math.clz32(bits);

/** All sets of axes within a set, the empty one first. */
export const subsetsOf = (axes: number): number[] =>
  Array.from({ length: axes + 1 }, (_, subset) => subset).filter((subset) => (subset & ~axes) === 0);

/**
 * All cells of a dimension that have a given vertex, ordered by axes and then by how far they begin before the vertex. An edge along axis a
 * has place 2a here when it begins at the vertex and 2a + 1 when it ends there.
 */
export function starCells(space: 2 | 3, dimension: number): StarCell[] {
  const spans = subsetsOf((1 << space) - 1).filter((axes) => bitCount(axes) === dimension);
  return spans.flatMap((axes) =>
    subsetsOf(axes).map((back) => {
      const base = moved(centre, back, -1);
      const vertices = subsetsOf(axes).map((forth) => moved(base, forth, 1));
      return { base, axes, others: vertices.filter((slot) => slot !== centre) };
    }),
  );
}

/** The cells between two of full dimension that have a given vertex: edges of a plane, squares of a volume. */
export function starWalls(space: 2 | 3): Wall[] {
  return starCells(space, space - 1).map((cell) => {
    const across = ((1 << space) - 1) & ~cell.axes;
    return { ...cell, before: moved(cell.base, across, -1), after: moved(cell.base, across, 1), across: lowestBit(across) };
  });
}

/** Slots of the vertices of the four edges of a square, each as [begin, end, axis]. */
export function edgesOf({ base, axes }: StarCell): (readonly [begin: number, end: number, axis: number])[] {
  const sides = [0, 1, 2].filter((axis) => axes & (1 << axis));
  return sides.flatMap((axis) => {
    const opposite = moved(base, axes & ~(1 << axis), 1);
    return [base, opposite].map((begin) => [begin, moved(begin, 1 << axis, 1), axis] as const);
  });
}

/** The vertices around one vertex of a grid of two or three axes, C order. */
export class Surroundings {
  private readonly nx: number;
  private readonly ny: number;
  private readonly nz: number;
  private readonly periodic: boolean;
  private readonly offsets: Int32Array;
  private readonly isPlane: boolean;
  private vertex = -2;
  private x = 0;
  private y = 0;
  private z = 0;
  private isInnerRow = false;
  private isInner = false;

  constructor(shape: readonly number[], periodic: boolean) {
    const [nx, ny, nz] = [shape.at(-1)!, shape.at(-2)!, shape.length === 3 ? shape[0]! : 1];
    [this.nx, this.ny, this.nz, this.periodic, this.isPlane] = [nx, ny, nz, periodic, shape.length === 2];
    this.offsets = Int32Array.from({ length: 27 }, (_, slot) => (slotDepth(slot) * ny + slotRow(slot)) * nx + slotColumn(slot));
  }

  moveTo(vertex: number): void {
    const { nx, ny, nz } = this;
    if (vertex === this.vertex + 1 && this.x < nx - 1) this.x++;
    else {
      this.x = vertex % nx;
      const row = (vertex - this.x) / nx;
      this.y = row % ny;
      this.z = (row - this.y) / ny;
      this.isInnerRow = this.y > 0 && this.y < ny - 1 && (this.isPlane || (this.z > 0 && this.z < nz - 1));
    }
    this.vertex = vertex;
    this.isInner = this.isInnerRow && this.x > 0 && this.x < nx - 1;
  }

  /** The vertex in a slot; -1 where the grid ends. */
  at(slot: number): number {
    return this.isInner ? this.vertex + this.offsets[slot]! : this.atRim(slot);
  }

  private atRim(slot: number): number {
    const x = this.placed(this.x + slotColumn(slot), this.nx);
    const y = this.placed(this.y + slotRow(slot), this.ny);
    const z = this.placed(this.z + slotDepth(slot), this.nz);
    return x < 0 || y < 0 || z < 0 ? -1 : (z * this.ny + y) * this.nx + x;
  }

  /** An index one step outside is that of the other side when periodic. A ring of one has one edge, which is seen from its beginning alone. */
  private placed(index: number, side: number): number {
    if (index >= 0 && index < side) return index;
    if (!this.periodic || (side === 1 && index < 0)) return -1;
    return index < 0 ? side - 1 : 0;
  }
}

/** For each vertex, bits of those of the given cells around it that exist and have it as their largest: that enter with it. At most 16 cells. */
export function enteringCells({ shape, periodic, values }: Filtration, cells: readonly StarCell[]): Uint16Array {
  const around = new Surroundings(shape, periodic);
  const width = cells[0]!.others.length;
  const others = Int32Array.from(cells.flatMap((cell) => cell.others));
  const entering = new Uint16Array(values.length);
  for (let vertex = 0; vertex < values.length; vertex++) {
    around.moveTo(vertex);
    const value = values[vertex]!;
    let bits = 0;
    for (let place = 0, i = 0; place < cells.length; place++) {
      const end = i + width;
      while (i < end) {
        const other = around.at(others[i]!);
        if (other < 0 || values[other]! > value || (values[other] === value && other > vertex)) break;
        i++;
      }
      if (i === end) bits |= 1 << place;
      i = end;
    }
    entering[vertex] = bits;
  }
  return entering;
}
