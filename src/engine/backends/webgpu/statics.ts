import { Formulas } from "../plan/formulas";
import { layoutOf } from "../plan/layout";
import type { Plan, PlaneId } from "../plan/plan";
import { fillStatic, type Arrays } from "../plan/statics";
import { extents, type Arrangement } from "./arrangement";

/** Planes that vary in space alone, computed here as for every back end, as they lie on the device. */
export function staticPlanes(plan: Plan, { places }: Arrangement, parameters: Readonly<Record<string, number>>, arrays: Arrays) {
  const layout = layoutOf(plan.grid);
  const formulas = new Formulas(plan.grid, parameters);
  const cells = new Float32Array(layout.size);
  return plan.statics.map((source): { plane: PlaneId; values: Float32Array<ArrayBuffer> } => {
    fillStatic(cells, 0, plan, layout, source, formulas, arrays);
    const { padded } = places[source.plane]!;
    const [width, height, depth] = extents(plan, padded);
    const values = new Float32Array(width * height * depth);
    const outside = padded ? 1 : 0;
    for (let row = 0; row < height * depth; row++) {
      const z = Math.floor(row / height) - (depth === plan.grid.nz ? 0 : outside);
      const start = layout.at(z, (row % height) - outside) - outside;
      values.set(cells.subarray(start, start + width), row * width);
    }
    return { plane: source.plane, values };
  });
}
