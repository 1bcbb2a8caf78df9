import type { Field, Mask } from "../../define/metric";
import { finiteAbove } from "./finite-above";

/**
 * The cells above `low` that hang together, across faces, with one above `high`: faint threads are kept where they lead to bright
 * ones, and specks of noise are not (Canny 1986, doi:10.1109/TPAMI.1986.4767851). What is not finite never belongs to the set.
 * @param field of any number of axes; `low` ≤ `high`, in its own units.
 */
export function hysteresisMask(field: Field, low: number, high: number): Mask {
  const { shape, values } = field;
  const { cells: candidates } = finiteAbove(field, low);
  const cells = new Uint8Array(values.length);
  const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((product, side) => product * side, 1));
  const waiting: number[] = [];
  const take = (cell: number) => {
    if (candidates[cell] === 0 || cells[cell] === 1) return;
    cells[cell] = 1;
    waiting.push(cell);
  };
  for (let seed = 0; seed < cells.length; seed++) {
    if (!(values[seed]! > high)) continue;
    take(seed);
    for (let cell = waiting.pop(); cell !== undefined; cell = waiting.pop()) {
      for (let axis = 0; axis < shape.length; axis++) {
        const [stride, side] = [strides[axis]!, shape[axis]!];
        const place = Math.floor(cell / stride) % side;
        if (place > 0) take(cell - stride);
        if (place < side - 1) take(cell + stride);
      }
    }
  }
  return { shape, cells };
}
