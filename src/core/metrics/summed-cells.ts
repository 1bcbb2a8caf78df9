import type { Mask } from "../define/metric";

/** Summed table with a plane, row and column of zeros before the first. */
export interface SummedCells {
  embedding: number;
  shape: readonly [number, number, number];
  table: Uint32Array;
}

/** The sums of a mask's cells over all boxes that begin at the first cell: a box's sum is had from its corners (Crow 1984, doi:10.1145/800031.808600). */
export function summedCells({ shape, cells }: Mask): SummedCells {
  const [nz, ny, nx] = shape.length === 3 ? (shape as [number, number, number]) : [1, shape[0]!, shape[1] ?? 1];
  const [row, plane] = [nx + 1, (ny + 1) * (nx + 1)];
  const table = new Uint32Array((nz + 1) * plane);
  for (let z = 0, at = 0; z < nz; z++)
    for (let y = 0; y < ny; y++) {
      let to = (z + 1) * plane + (y + 1) * row + 1;
      for (let x = 0, sum = 0; x < nx; x++, at++, to++) {
        sum += cells[at]!;
        table[to] = sum + table[to - row]! + table[to - plane]! - table[to - row - plane]!;
      }
    }
  return { embedding: shape.length, shape: [nz, ny, nx], table };
}

/** Set cells of a box, ends excluded. */
export function boxSum({ shape: [, ny, nx], table }: SummedCells, z0: number, z1: number, y0: number, y1: number, x0: number, x1: number): number {
  const [row, plane] = [nx + 1, (ny + 1) * (nx + 1)];
  const face = (z: number) => {
    const at = z * plane;
    return table[at + y1 * row + x1]! - table[at + y0 * row + x1]! - table[at + y1 * row + x0]! + table[at + y0 * row + x0]!;
  };
  return face(z1) - face(z0);
}

/** Set cells not further than `reach` along any axis, the cell itself counted. */
export function cellsAround(sums: SummedCells, z: number, y: number, x: number, reach: number): number {
  const [nz, ny, nx] = sums.shape;
  return boxSum(
    sums,
    Math.max(0, z - reach),
    Math.min(nz, z + reach + 1),
    Math.max(0, y - reach),
    Math.min(ny, y + reach + 1),
    Math.max(0, x - reach),
    Math.min(nx, x + reach + 1),
  );
}
