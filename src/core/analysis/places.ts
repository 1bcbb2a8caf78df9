import type { EquationModel } from "../define/model";
import type { Grid } from "../field/grid";
import type { Linearisation } from "./linearisation";

/** Where along an axis, in parts of its extent, and when equations that name places or time are looked at. */
const parts = [0, 1 / 8, 1 / 4, 1 / 2, 3 / 4, 1];
const times = [0, 1, 2, 4, 7];
/** So many places and times are kept. */
const mostKept = 8;

/**
 * The equations at places and times that stand for all: those of a coarse sample at which any rate or factor about the
 * middle of the ranges is least or greatest. Equations that name neither stay as they are.
 */
export function placesOf(model: EquationModel, linear: Linearisation, { nx, ny, nz, hx, hy, hz }: Grid): Linearisation[] {
  if (linear.moving.length === 0) return [linear];
  const along = (name: "x" | "y" | "z", extent: number) => (linear.moving.includes(name) ? parts.map((part) => part * extent) : [0]);
  const [xs, ys, zs] = [along("x", nx * hx), along("y", ny * hy), along("z", nz * hz)];
  const ts = linear.moving.includes("t") ? times : [0];
  const middle = Float64Array.from(linear.species, (name) => (model.species[name]!.range[0] + model.species[name]!.range[1]) / 2);
  const sample = ts.flatMap((t) => zs.flatMap((z) => ys.flatMap((y) => xs.map((x) => linear.at({ t, x, y, z })))));
  const numbers = sample.map((there) => [...there.rates(middle), ...there.about(middle).terms.flatMap(({ matrix }) => [...matrix])]);
  const kept = new Set<number>();
  for (let entry = 0; entry < numbers[0]!.length; entry++) {
    const column = numbers.map((row) => row[entry]!);
    for (const extreme of [Math.min(...column), Math.max(...column)]) {
      const at = column.indexOf(extreme);
      if (at >= 0 && column.some((value) => value !== column[0])) kept.add(at);
    }
  }
  return (kept.size === 0 ? [0] : [...kept].slice(0, mostKept)).map((at) => sample[at]!);
}
