import type { FieldValues } from "../core/simulation";
import { WorkbenchError } from "../core/errors";

/** An array with its shape, `[ny, nx]` or `[nz, ny, nx]`, C order. */
export interface ShapedValues {
  shape: readonly number[];
  values: FieldValues;
}

/**
 * a − b, cell by cell, in double precision. Not finite where either is not.
 * @throws WorkbenchError `data/unreadable` when the shapes differ.
 */
export function difference(a: ShapedValues, b: ShapedValues): Float64Array<ArrayBuffer> {
  if (a.shape.join() !== b.shape.join())
    throw new WorkbenchError(
      "data/unreadable",
      [],
      `grids of ${a.shape.join(" × ")} and ${b.shape.join(" × ")} cells have no cell-by-cell difference`,
    );
  return Float64Array.from(a.values, (value, i) => value - b.values[i]!);
}

/** Root of the mean square of the finite values; null without any. */
export function rootMeanSquare(values: ArrayLike<number>): number | null {
  let [sum, count] = [0, 0];
  for (let i = 0; i < values.length; i++) {
    const square = values[i]! ** 2;
    if (square - square === 0) [sum, count] = [sum + square, count + 1];
  }
  return count === 0 ? null : Math.sqrt(sum / count);
}
