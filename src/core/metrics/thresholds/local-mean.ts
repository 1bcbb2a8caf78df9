import type { Field } from "../../define/metric";
import { changeLanes } from "../lanes";

/**
 * Mean of the finite cells in a cube of edge `window` around each cell, of which only the part inside the array counts; NaN where no
 * cell of it is finite. Running sums axis by axis, so that the effort does not grow with the window.
 * @param window odd, in cells.
 */
export function localMean({ shape, values }: Field, window: number): Float64Array {
  // Around the overall mean the running sums lose the fewest digits.
  const level = meanOfFinite(values);
  const sums = new Float64Array(values.length);
  const counts = new Float64Array(values.length);
  for (let i = 0; i < sums.length; i++) {
    if (!Number.isFinite(values[i])) continue;
    sums[i] = values[i]! - level;
    counts[i] = 1;
  }
  for (let axis = 0; axis < shape.length; axis++) {
    sumWindows(sums, shape, axis, window);
    sumWindows(counts, shape, axis, window);
  }
  for (let i = 0; i < sums.length; i++) sums[i] = counts[i]! > 0 ? level + sums[i]! / counts[i]! : NaN;
  return sums;
}

function meanOfFinite(values: ArrayLike<number>): number {
  let [sum, count] = [0, 0];
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(values[i])) continue;
    sum += values[i]!;
    count++;
  }
  return count > 0 ? sum / count : 0;
}

/** Each cell becomes the sum over the window around it along one axis. */
function sumWindows(values: Float64Array, shape: readonly number[], axis: number, window: number): void {
  const half = (window - 1) / 2;
  const before = new Float64Array(shape[axis]! + 1);
  changeLanes(values, shape, axis, (lane) => {
    const { length } = lane;
    for (let k = 0; k < length; k++) before[k + 1] = before[k]! + lane[k]!;
    for (let k = 0; k < length; k++) lane[k] = before[Math.min(length, k + half + 1)]! - before[Math.max(0, k - half)]!;
  });
}
