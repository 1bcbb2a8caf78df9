import type { Field } from "../define/metric";
import { WorkbenchError } from "../errors";

/**
 * The part of a field in a region of interest.
 * @param region from (inclusive) and to (exclusive) along each axis, in cells.
 * @throws WorkbenchError `parameter/out-of-range` for a region that is empty, reaches beyond the field, or has another number of axes.
 */
export function cropField({ shape, values }: Field, region: readonly (readonly [from: number, to: number])[]): Field & { values: Float64Array } {
  if (region.length !== shape.length)
    throw new WorkbenchError(
      "parameter/out-of-range",
      ["region"],
      `the region has ${region.length} axes, the field ${shape.length}: give from and to along each`,
    );
  region.forEach(([from, to], axis) => {
    if (Number.isInteger(from) && Number.isInteger(to) && from >= 0 && from < to && to <= shape[axis]!) return;
    throw new WorkbenchError(
      "parameter/out-of-range",
      ["region", axis],
      `the region goes from ${from} to ${to}, the field from 0 to ${shape[axis]}: whole numbers with 0 ≤ from < to ≤ ${shape[axis]} are needed`,
    );
  });
  const sides = region.map(([from, to]) => to - from);
  const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((product, side) => product * side, 1));
  const cropped = new Float64Array(sides.reduce((product, side) => product * side, 1));
  const width = sides.at(-1)!;
  for (let to = 0; to < cropped.length; to += width) {
    let [rest, source] = [to / width, region.at(-1)![0]];
    for (let axis = sides.length - 2; axis >= 0; axis--) {
      source += ((rest % sides[axis]!) + region[axis]![0]) * strides[axis]!;
      rest = Math.floor(rest / sides[axis]!);
    }
    for (let k = 0; k < width; k++) cropped[to + k] = values[source + k]!;
  }
  return { shape: sides, values: cropped };
}
