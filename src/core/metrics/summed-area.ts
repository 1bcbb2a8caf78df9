import type { Mask } from "../define/metric";

/** Sides along z, y and x; a 2D array is one plane. */
export type Sides = readonly [nz: number, ny: number, nx: number];

/** The part of an array that just holds its set. */
export interface CroppedSet {
  /** 2 or 3: the dimension of the array. */
  embedding: 2 | 3;
  /** Set cells. */
  occupied: number;
  /** 0 along every axis for an empty set. */
  sides: Sides;
  /** C order, 1 in the set. */
  cells: Uint8Array;
}

/** The array's sides with one plane added to an image. */
export const sidesOf = (shape: readonly number[]): Sides =>
  shape.length === 3 ? (shape as [number, number, number]) : [1, shape[0]!, shape[1] ?? 1];

export function cropToSet({ shape, cells }: Mask): CroppedSet {
  const [nz, ny, nx] = sidesOf(shape);
  const low = [nz, ny, nx];
  const high = [-1, -1, -1];
  let occupied = 0;
  for (let z = 0, row = 0; z < nz; z++)
    for (let y = 0; y < ny; y++, row += nx) {
      let [first, last] = [nx, -1];
      for (let x = 0; x < nx; x++) {
        if (cells[row + x] === 0) continue;
        occupied++;
        if (last < 0) first = x;
        last = x;
      }
      if (last < 0) continue;
      [z, y, first].forEach((place, axis) => (low[axis] = Math.min(low[axis]!, place)));
      [z, y, last].forEach((place, axis) => (high[axis] = Math.max(high[axis]!, place)));
    }
  const embedding = shape.length === 3 ? 3 : 2;
  if (occupied === 0) return { embedding, occupied, sides: [0, 0, 0], cells: new Uint8Array(0) };
  const sides = low.map((from, axis) => high[axis]! - from + 1) as [number, number, number];
  const kept = new Uint8Array(sides[0] * sides[1] * sides[2]);
  for (let z = 0, to = 0; z < sides[0]; z++)
    for (let y = 0; y < sides[1]; y++, to += sides[2]) {
      const from = ((z + low[0]!) * ny + y + low[1]!) * nx + low[2]!;
      for (let x = 0; x < sides[2]; x++) kept[to + x] = cells[from + x] === 0 ? 0 : 1;
    }
  return { embedding, occupied, sides, cells: kept };
}

/**
 * Sums over all blocks that begin at a corner, from which the mass of any block follows (Crow 1984, doi:10.1145/800031.808600).
 * Exact for up to 2³² cells.
 */
export class SummedArea {
  /** `[nz + 1][ny + 1][nx + 1]`, 0 on the three faces through the corner. */
  private readonly sums: Uint32Array;
  private readonly row: number;
  private readonly plane: number;

  /** @param cells 0 or 1, C order. */
  constructor(
    cells: Uint8Array,
    readonly sides: Sides,
  ) {
    const [nz, ny, nx] = sides;
    this.row = nx + 1;
    this.plane = this.row * (ny + 1);
    this.sums = new Uint32Array(this.plane * (nz + 1));
    const { sums, row, plane } = this;
    for (let z = 0, from = 0; z < nz; z++)
      for (let y = 0; y < ny; y++) {
        const at = (z + 1) * plane + (y + 1) * row;
        let line = 0;
        for (let x = 1; x <= nx; x++, from++) {
          line += cells[from]!;
          sums[at + x] = line + sums[at + x - row]! + sums[at + x - plane]! - sums[at + x - row - plane]!;
        }
      }
  }

  /**
   * `beam[x]` becomes the mass of the block of planes z0 … z1 − 1, rows y0 … y1 − 1 and columns 0 … x − 1, so that the
   * block of columns x0 … x1 − 1 holds `beam[x1] − beam[x0]`.
   * @param beam nx + 1 long.
   */
  beam(z0: number, z1: number, y0: number, y1: number, beam: Uint32Array): void {
    const { sums, row, plane } = this;
    const [a, b] = [z1 * plane + y1 * row, z1 * plane + y0 * row];
    if (z0 === 0) {
      for (let x = 0; x < row; x++) beam[x] = sums[a + x]! - sums[b + x]!;
      return;
    }
    const [c, d] = [z0 * plane + y1 * row, z0 * plane + y0 * row];
    for (let x = 0; x < row; x++) beam[x] = sums[a + x]! - sums[b + x]! - sums[c + x]! + sums[d + x]!;
  }
}
