import type { Field } from "../define/metric";
import { WorkbenchError } from "../errors";
import { changeLanes } from "./lanes";

/**
 * What is left of a field above its background: the top-hat, its values less their grey opening by a flat square (in 3D cube) of edge
 * 2 · radius + 1. It does what a ball rolled under the surface does (Sternberg 1983, doi:10.1109/MC.1983.1654163), with a flat
 * probe: narrower peaks stay, wider ones are taken for background. Each axis costs three comparisons a cell whatever the radius
 * (van Herk 1992, doi:10.1016/0167-8655(92)90069-C). Of the square only the part inside the field counts, and cells that are not
 * finite are left out and stay what they are.
 * @param radius in cells, whole, 1 or more: larger than half the widest structure that is to stay.
 * @param background `dark` for bright structures before it; `bright` for dark ones, of which the result is how far they lie below.
 * @throws WorkbenchError `parameter/out-of-range` for another radius.
 */
export function subtractBackground(field: Field, radius: number, background: "dark" | "bright" = "dark"): Field & { values: Float64Array } {
  if (!Number.isInteger(radius) || radius < 1)
    throw new WorkbenchError("parameter/out-of-range", ["radius"], `the radius is ${radius} cells; a whole number of at least 1 is needed`);
  const { shape, values } = field;
  const sign = background === "dark" ? 1 : -1;
  const opened = new Float64Array(values.length);
  for (let i = 0; i < opened.length; i++) opened[i] = Number.isFinite(values[i]) ? sign * values[i]! : Infinity;
  smallestAround(opened, shape, radius);
  // The largest is the smallest of the opposite; a window without any finite cell must not count there.
  for (let i = 0; i < opened.length; i++) opened[i] = opened[i] === Infinity ? Infinity : -opened[i]!;
  smallestAround(opened, shape, radius);
  for (let i = 0; i < opened.length; i++) opened[i] = Number.isFinite(values[i]) ? sign * values[i]! + opened[i]! : values[i]!;
  return { shape, values: opened };
}

/** Each value becomes the smallest of those around it, axis by axis. */
function smallestAround(values: Float64Array, shape: readonly number[], radius: number): void {
  for (let axis = 0; axis < shape.length; axis++) {
    const side = shape[axis]!;
    // A window beyond both ends is no different from one that just reaches them.
    const reach = Math.min(radius, side - 1);
    if (reach < 1) continue;
    const window = 2 * reach + 1;
    const padded = Math.ceil((side + 2 * reach) / window) * window;
    const lane = new Float64Array(padded).fill(Infinity);
    const [upTo, from] = [new Float64Array(padded), new Float64Array(padded)];
    changeLanes(values, shape, axis, (cells) => {
      lane.set(cells, reach);
      for (let block = 0; block < padded; block += window) {
        let smallest = Infinity;
        for (let k = block; k < block + window; k++) upTo[k] = smallest = lane[k]! < smallest ? lane[k]! : smallest;
        smallest = Infinity;
        for (let k = block + window - 1; k >= block; k--) from[k] = smallest = lane[k]! < smallest ? lane[k]! : smallest;
      }
      for (let k = 0; k < side; k++) cells[k] = from[k]! < upTo[k + window - 1]! ? from[k]! : upTo[k + window - 1]!;
    });
  }
}
