import type { Mask } from "../define/metric";

/**
 * Edge of the largest box of set cells that ends in each cell, at most `largest`: 0 outside the set.
 * @param largest ≥ 1 and < 65 536, in cells.
 */
export function fullBoxes({ shape, cells }: Mask, largest: number): Uint16Array {
  const deep = shape.length === 3;
  const [nz, ny, nx] = deep ? (shape as [number, number, number]) : [1, shape[0]!, shape[1] ?? 1];
  const plane = ny * nx;
  const sides = new Uint16Array(cells.length);
  for (let z = 0, at = 0; z < nz; z++)
    for (let y = 0; y < ny; y++)
      for (let x = 0; x < nx; x++, at++) {
        if (cells[at] === 0) continue;
        if (x === 0 || y === 0 || (deep && z === 0)) {
          sides[at] = 1;
          continue;
        }
        let side = Math.min(largest - 1, sides[at - 1]!, sides[at - nx]!, sides[at - nx - 1]!);
        if (deep) {
          const below = at - plane;
          side = Math.min(side, sides[below]!, sides[below - 1]!, sides[below - nx]!, sides[below - nx - 1]!);
        }
        sides[at] = side + 1;
      }
  return sides;
}

/**
 * `mean[s]`: boxes of edge s that lie wholly within a set, averaged over all origins of their grid: the positions of boxes that fit, over s^d. It
 * is the volume of the set eroded by the box, where the boxes that touch the set give that of its dilation. Index 0 is unused.
 * @param sides of `fullBoxes`, to the same `largest`.
 */
export function countWithin(sides: Uint16Array, largest: number, embedding: number): Float64Array {
  const histogram = new Uint32Array(largest + 1);
  for (const side of sides) histogram[side]!++;
  const mean = new Float64Array(largest + 1);
  for (let s = largest, volume = 0; s >= 1; s--) {
    volume += histogram[s]!;
    mean[s] = volume / s ** embedding;
  }
  return mean;
}
