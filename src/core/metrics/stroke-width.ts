import type { Mask } from "../define/metric";

/** Share of the cells that must lie in some full box of the stroke's width. */
const share = 0.95;
/** Boxes twice as wide cover at most this share of what a brush drew, and more of an area. */
const strokeShare = 0.5;

/**
 * Width of the brush that a set looks drawn with, in cells: the largest w for which boxes of edge w that lie within the set
 * cover 95 % of it (an opening; Serra 1982, Image Analysis and Mathematical Morphology, ch. II). Boxes twice as wide must not cover
 * half of it, or it is an area and no stroke. 1 for an area, a set drawn in single cells and an empty one.
 * @param widest largest width to look for, ≥ 1.
 */
export function strokeWidth(mask: Mask, widest: number): number {
  if (widest < 2) return 1;
  const [nz, ny, nx] = mask.shape.length === 3 ? (mask.shape as [number, number, number]) : [1, mask.shape[0]!, mask.shape[1] ?? 1];
  const sides = fullBoxes(mask.cells, nz, ny, nx, mask.shape.length === 3, 2 * widest);
  let set = 0;
  for (const cell of mask.cells) set += cell;
  const covers = (width: number) => covered(sides, nz, ny, nx, mask.shape.length === 3, width) / set;
  let [low, high] = [1, widest + 1];
  while (set > 0 && high - low > 1) {
    const middle = low === 1 ? 2 : Math.min(2 * low, (low + high) >> 1);
    if (covers(middle) >= share) low = middle;
    else high = middle;
  }
  return low > 1 && covers(2 * low) <= strokeShare ? low : 1;
}

/** Edge of the largest box of set cells that ends in each cell, at most `widest`. */
function fullBoxes(cells: Uint8Array, nz: number, ny: number, nx: number, deep: boolean, widest: number): Uint8Array {
  const sides = new Uint8Array(cells.length);
  const plane = ny * nx;
  for (let z = 0, at = 0; z < nz; z++)
    for (let y = 0; y < ny; y++)
      for (let x = 0; x < nx; x++, at++) {
        if (cells[at] === 0) continue;
        if (x === 0 || y === 0 || (deep && z === 0)) {
          sides[at] = 1;
          continue;
        }
        let side = Math.min(widest - 1, sides[at - 1]!, sides[at - nx]!, sides[at - nx - 1]!);
        if (deep) {
          const below = at - plane;
          side = Math.min(side, sides[below]!, sides[below - 1]!, sides[below - nx]!, sides[below - nx - 1]!);
        }
        sides[at] = side + 1;
      }
  return sides;
}

/** Cells within any full box of edge `width`: a box that ends further on along each axis, by less than its edge. */
function covered(sides: Uint8Array, nz: number, ny: number, nx: number, deep: boolean, width: number): number {
  const plane = ny * nx;
  /** For each column of the plane, rows still to be covered along y; for each cell of a plane, planes still along z. */
  const alongY = new Uint8Array(nx);
  const alongZ = new Uint8Array(deep ? plane : 0);
  let count = 0;
  for (let z = nz - 1; z >= 0; z--) {
    alongY.fill(0);
    for (let y = ny - 1; y >= 0; y--) {
      const row = z * plane + y * nx;
      for (let x = nx - 1, alongX = 0; x >= 0; x--) {
        if (deep) {
          const at = y * nx + x;
          if (sides[row + x]! >= width) alongZ[at] = width;
          if (alongZ[at]! > 0) {
            alongZ[at]!--;
            alongY[x] = width;
          }
        } else if (sides[row + x]! >= width) alongY[x] = width;
        if (alongY[x]! > 0) {
          alongY[x]!--;
          alongX = width;
        }
        if (alongX > 0) {
          alongX--;
          count++;
        }
      }
    }
  }
  return count;
}
