import type { Mask } from "../define/metric";

/**
 * A plane set with its holes of a single cell, whose eight neighbours all belong to it, closed: pepper, which no box of two cells misses. Space is
 * left as it is.
 */
export function withoutPepper(mask: Mask): Mask {
  if (mask.shape.length === 3) return mask;
  const [ny, nx] = mask.shape as [number, number];
  const { cells } = mask;
  const closed = cells.slice();
  for (let y = 1; y + 1 < ny; y++)
    for (let x = 1, at = y * nx + 1; x + 1 < nx; x++, at++) {
      if (cells[at] !== 0 || cells[at - 1] === 0 || cells[at + 1] === 0) continue;
      const [above, below] = [at - nx, at + nx];
      if (cells[above - 1]! + cells[above]! + cells[above + 1]! + cells[below - 1]! + cells[below]! + cells[below + 1]! === 6) closed[at] = 1;
    }
  return { shape: mask.shape, cells: closed };
}
