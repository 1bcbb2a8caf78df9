import type { Mask } from "../define/metric";
import { bitsIn } from "./neighbourhood";

/** Elements of a set of cells seen as a complex: `elements[k]` of dimension k, so corners, edges, faces and, in 3D, cubes. */
export interface CellComplex {
  dimension: 2 | 3;
  elements: readonly number[];
  /** Pairs of cells 1, √2 and, in 3D, √3 apart of which one belongs to the set and one does not. */
  crossings: readonly number[];
}

/** Which elements belong to the set: all that touch a cell of it, or only those whose every cell is in it. */
export type Closure = "closed" | "open";

/**
 * How often each pattern of 2 × 2 or 2 × 2 × 2 cells surrounds a corner of the lattice (Gray 1971, doi:10.1109/T-C.1971.223289).
 * Bit b of a pattern is the cell at x = b & 1, y = b >> 1 & 1, z = b >> 2 seen from the pattern's first cell.
 * @param mask two- or three-dimensional. Cells outside the frame are empty, or with `periodic` those of the opposite side.
 * @returns 16 or 256 counts, over (nx + 1)(ny + 1)… corners, with `periodic` nx · ny ….
 */
export function configurationCounts({ shape, cells }: Mask, periodic: boolean): Float64Array {
  const [nx, ny, nz] = [shape.at(-1)!, shape.at(-2)!, shape.length === 3 ? shape[0]! : 1];
  const flat = shape.length === 2;
  const counts = new Float64Array(flat ? 16 : 256);
  const extra = periodic ? 0 : 1;
  /** Where a row begins, -1 for one outside the frame. */
  const rowAt = (z: number, y: number): number => {
    if (periodic) return (((z + nz) % nz) * ny + ((y + ny) % ny)) * nx;
    return z < 0 || y < 0 || z >= nz || y >= ny ? -1 : (z * ny + y) * nx;
  };
  for (let z = 0; z < (flat ? 1 : nz + extra); z++) {
    for (let y = 0; y < ny + extra; y++) {
      const rows = flat ? [rowAt(0, y - 1), rowAt(0, y)] : [rowAt(z - 1, y - 1), rowAt(z - 1, y), rowAt(z, y - 1), rowAt(z, y)];
      countRow(counts, cells, rows, nx, periodic);
    }
  }
  return counts;
}

/** Adds the patterns along two or four neighbouring rows, of which the window's odd bits are its right column. */
function countRow(counts: Float64Array, cells: Uint8Array, rows: readonly number[], nx: number, periodic: boolean): void {
  const column = (x: number): number => {
    let bits = 0;
    for (let row = 0; row < rows.length; row++) if (rows[row]! >= 0 && cells[rows[row]! + x]) bits |= 2 << (2 * row);
    return bits;
  };
  let pattern = periodic ? column(nx - 1) : 0;
  for (let x = 0; x < nx; x++) {
    pattern = ((pattern & 0xaa) >> 1) | column(x);
    counts[pattern]!++;
  }
  if (!periodic) counts[(pattern & 0xaa) >> 1]!++;
}

/**
 * The set as a complex of corners, edges, faces and cubes, from its local patterns: an element of dimension k is seen from
 * each of its 2ᵏ corners. With `periodic` elements are those of the torus, whatever the sides.
 */
export function cellComplex(mask: Mask, { closure, periodic }: { closure: Closure; periodic: boolean }): CellComplex {
  const dimension = mask.shape.length === 2 ? 2 : 3;
  const counts = configurationCounts(mask, periodic);
  const around = elementsAround(dimension);
  const apart = pairsAround(dimension);
  const elements = Array.from({ length: dimension + 1 }, () => 0);
  const crossings = Array.from({ length: dimension }, () => 0);
  counts.forEach((count, pattern) => {
    if (count === 0) return;
    for (const { order, cells } of around) {
      const present = closure === "closed" ? (pattern & cells) !== 0 : (pattern & cells) === cells;
      if (present) elements[order]! += count / 2 ** order;
    }
    for (const { axes, a, b } of apart) if (((pattern & a) === 0) !== ((pattern & b) === 0)) crossings[axes - 1]! += count / 2 ** (dimension - axes);
  });
  return { dimension, elements, crossings };
}

/** The elements that meet in a corner: their dimension, and the cells of the pattern that touch each. */
function elementsAround(dimension: 2 | 3): { order: number; cells: number }[] {
  const corners = Array.from({ length: 2 ** dimension }, (_, b) => b);
  return corners.flatMap((axes) =>
    corners
      .filter((signs) => (signs & ~axes) === 0)
      .map((signs) => ({ order: bitsIn(axes), cells: corners.filter((b) => (b & axes) === signs).reduce((bits, b) => bits | (1 << b), 0) })),
  );
}

/** All pairs of cells of a pattern, by the number of axes along which they differ. */
function pairsAround(dimension: 2 | 3): { axes: number; a: number; b: number }[] {
  const corners = Array.from({ length: 2 ** dimension }, (_, b) => b);
  return corners.flatMap((b) => corners.slice(0, b).map((a) => ({ axes: bitsIn(a ^ b), a: 1 << a, b: 1 << b })));
}

/** Vertices − edges + faces − cubes of a closed complex; of an open one the same sum counted from the cells down. */
export function eulerOf({ dimension, elements }: CellComplex, closure: Closure): number {
  const highest = closure === "closed" ? 0 : dimension;
  return elements.reduce((sum, count, order) => sum + ((order - highest) % 2 === 0 ? count : -count), 0);
}
