import type { Thumbnail } from "./record";

/** Longest side of a thumbnail, in cells. */
export const thumbnailSide = 96;
/** Stands for a cell that is outside the domain or not finite. */
export const clearCell = 255;
const levels = 254;

/**
 * A plane of values as a small picture: every so manieth cell, from the lowest value to the highest. Cheap: it reads each value once.
 * @param values `nx × ny` values in C order.
 * @param inside 1 for each cell of the domain; null when all are.
 */
export function thumbnailOf(values: ArrayLike<number>, nx: number, ny: number, inside: ArrayLike<number> | null = null): Thumbnail {
  const stride = Math.max(1, Math.ceil(Math.max(nx, ny) / thumbnailSide));
  const [width, height] = [Math.ceil(nx / stride), Math.ceil(ny / stride)];
  const sampled = new Float64Array(width * height).fill(NaN);
  let [low, high] = [Infinity, -Infinity];
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      const from = y * stride * nx + x * stride;
      const value = values[from]!;
      if ((inside && inside[from] === 0) || !Number.isFinite(value)) continue;
      sampled[at] = value;
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  if (low > high) [low, high] = [0, 1];
  const scale = high > low ? levels / (high - low) : 0;
  const cells = Uint8Array.from(sampled, (value) => (Number.isNaN(value) ? clearCell : Math.round((value - low) * scale)));
  return { width, height, cells, low, high };
}
