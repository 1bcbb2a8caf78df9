import type { Mask } from "../define/metric";
import { fullBoxes } from "./full-boxes";

/** Share of the cells that must lie in some full box of the stroke's width. */
const share = 0.95;
/** Boxes twice as wide cover at most this share of what a brush drew, and more of an area. */
const strokeShare = 0.5;

/**
 * Width of the brush that a set looks drawn with, in cells: the largest w for which boxes of edge w that lie within the set
 * cover 95 % of it (an opening; Serra 1982, Image Analysis and Mathematical Morphology, ch. II). Boxes twice as wide must not cover
 * half of it, or it is an area and no stroke. 1 for an area, a set drawn in single cells and an empty one.
 * @param widest largest width to look for, ≥ 1.
 * @param sides of the full boxes of the mask, to at least twice the widest.
 */
export function strokeWidth(mask: Mask, widest: number, sides: Uint16Array = fullBoxes(mask, Math.max(1, 2 * widest))): number {
  if (widest < 2) return 1;
  const [nz, ny, nx] = mask.shape.length === 3 ? (mask.shape as [number, number, number]) : [1, mask.shape[0]!, mask.shape[1] ?? 1];
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

/** Cells within any full box of edge `width`: a box that ends further on along each axis, by less than its edge. */
function covered(sides: Uint16Array, nz: number, ny: number, nx: number, deep: boolean, width: number): number {
  const plane = ny * nx;
  /** For each column of the plane, rows still to be covered along y; for each cell of a plane, planes still along z. */
  const alongY = new Uint16Array(nx);
  const alongZ = new Uint16Array(deep ? plane : 0);
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
