import { extentOf } from "./contrast";
import type { Picture } from "./picture";

/** How often pairs of values occur: counts in `size` × `size` bins, row 0 at the low end of the second. */
export interface Density {
  size: number;
  counts: Uint32Array;
  most: number;
  x: readonly [low: number, high: number];
  y: readonly [low: number, high: number];
}

/** Pairs counted, at most; of a larger field every so many cells. */
const pairsAtMost = 262_144;

/** Two fields held against each other cell by cell; null where either has no finite value. Limits get a little room. */
export function densityOf(u: Picture, v: Picture, size: number): Density | null {
  if (u.values.length !== v.values.length) return null;
  const [x, y] = [limitsOf(u), limitsOf(v)];
  if (!x || !y) return null;
  const counts = new Uint32Array(size * size);
  const stride = Math.ceil(u.values.length / pairsAtMost);
  const [sx, sy] = [size / (x[1] - x[0]), size / (y[1] - y[0])];
  let most = 0;
  for (let i = 0; i < u.values.length; i += stride) {
    if (u.inside && u.inside[i] === 0) continue;
    const column = Math.floor((u.values[i]! - x[0]) * sx);
    const row = Math.floor((v.values[i]! - y[0]) * sy);
    // Comparisons with NaN are false.
    if (!(column >= 0 && column < size && row >= 0 && row < size)) continue;
    most = Math.max(most, ++counts[row * size + column]!);
  }
  return { size, counts, most, x, y };
}

function limitsOf({ values, inside }: Picture): [number, number] | null {
  const { low, high } = extentOf(values, inside);
  if (low > high) return null;
  const room = 0.04 * (high - low) || Math.abs(low) * 1e-3 || 1e-3;
  return [low - room, high + room];
}
