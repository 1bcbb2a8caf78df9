import type { TableInput } from "./csv";
import { axesOf, type GridPlace, type GridState } from "./grid-state";

/**
 * A state as a table with a row a cell: the middle of the cell, the first at 0 as in our formulas, then one column a field. A field called like an axis keeps its name; the axis gets `_`.
 * @param names the fields; all unless given.
 */
export function fieldTable({ shape, spacing, fields }: GridPlace & GridState, names: readonly string[] = Object.keys(fields)): TableInput {
  const cells = shape.reduce((product, extent) => product * extent, 1);
  const free = (axis: string): string => (names.includes(axis) ? free(`${axis}_`) : axis);
  const strides = shape.map((_, i) => shape.slice(i + 1).reduce((product, extent) => product * extent, 1));
  const axes = axesOf(shape).map((axis, i) => ({
    name: free(axis),
    values: Float64Array.from({ length: cells }, (_, cell) => (Math.floor(cell / strides[i]!) % shape[i]!) * spacing[i]!),
  }));
  return { columns: [...axes.reverse(), ...names.map((name) => ({ name, values: fields[name]! }))] };
}
