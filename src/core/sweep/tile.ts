import type { FieldValues } from "../simulation";
import type { Tile } from "./point";

const levels = 254;
const clear = 255;

/**
 * A plane as a small picture: every so manieth cell of the middle plane along z, from the lowest value to the highest.
 * @param side of the picture at most, in cells.
 */
export function tileOf(values: FieldValues, shape: readonly number[], mask: Uint8Array | null, side: number): Tile {
  const [ny, nx] = shape.slice(-2) as [number, number];
  const first = shape.length === 3 ? Math.floor(shape[0]! / 2) * ny * nx : 0;
  const stride = Math.max(1, Math.ceil(Math.max(nx, ny) / side));
  const [width, height] = [Math.ceil(nx / stride), Math.ceil(ny / stride)];
  const cellAt = (i: number) => first + Math.floor(i / width) * stride * nx + (i % width) * stride;
  const indices = Array.from({ length: width * height }, (_, i) => cellAt(i)).map((cell) => (mask?.[cell] === 0 ? -1 : cell));
  let [low, high] = [Infinity, -Infinity];
  for (const cell of indices) {
    if (cell < 0) continue;
    low = Math.min(low, values[cell]!);
    high = Math.max(high, values[cell]!);
  }
  if (low > high) [low, high] = [0, 0];
  const scale = high > low ? levels / (high - low) : 0;
  return { width, height, cells: Uint8Array.from(indices, (cell) => (cell < 0 ? clear : Math.round((values[cell]! - low) * scale))), low, high };
}
