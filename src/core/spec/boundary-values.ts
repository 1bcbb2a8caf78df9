import { WorkbenchError } from "../errors";
import { resolveBoundary, type BoundaryModel, type SideCondition } from "../field/boundary";
import { gridOf, type Grid } from "../field/grid";
import { places, valueAt } from "../field/sample";
import type { RunSpec } from "./run-spec";
import type { Side } from "./sides";
import type { SpatialParameters } from "./spatial-parameters";

/**
 * Holds a boundary against the grid at the start: its formulas have to be finite along the sides, and a Robin condition
 * has to fix the value outside.
 * @throws WorkbenchError `boundary/invalid` with the first place where it does not.
 */
export function checkBoundary(
  model: BoundaryModel,
  { boundary, grid: spec }: Pick<RunSpec, "boundary" | "grid">,
  { numbers }: SpatialParameters,
): void {
  const grid = gridOf(spec);
  for (const [field, sides] of Object.entries(resolveBoundary(boundary, model, grid.dimensions))) {
    for (const [side, condition] of Object.entries(sides) as [Side, SideCondition][]) {
      if (condition.kind === "periodic") continue;
      const { kind, ...formulas } = condition;
      const refuse = (place: Place, sentence: string) =>
        new WorkbenchError("boundary/invalid", ["boundary"], `${kind} of ${field} at ${side}: ${sentence} at ${inWords(place, grid)}`);
      for (const place of placesAlong(side, kind === "dirichlet" ? 1 : 0.5, grid)) {
        const values = Object.entries(formulas).map(([name, expr]) => [name, valueAt(expr, grid, place, numbers)] as const);
        for (const [name, value] of values) if (!Number.isFinite(value)) throw refuse(place, `the ${name} is ${value}`);
        if (kind !== "robin") continue;
        const { a, b } = Object.fromEntries(values) as Record<"a" | "b", number>;
        // The value outside is (c − (a/2 − b/h)·u) / (a/2 + b/h).
        const weight = a / 2 + b / spacingAcross(side, grid);
        if (weight === 0) throw refuse(place, `a/2 + b/h is 0 with a = ${a}, b = ${b} and the spacing h, so nothing follows for the value outside`);
      }
    }
  }
}

type Place = Record<"x" | "y" | "z", number>;

const axisOf = (side: Side) => side[0] as "x" | "y" | "z";
const spacingAcross = (side: Side, { hx, hy, hz }: Grid) => ({ x: hx, y: hy, z: hz })[axisOf(side)];

/** Places along a side, `outside` spacings beyond the cells there; a sample of them where they are many. */
function* placesAlong(side: Side, outside: number, { nx, ny, nz, hx, hy, hz, dimensions }: Grid): Iterable<Place> {
  const axis = axisOf(side);
  const indices = (along: string, n: number) => (axis === along ? [side.endsWith("-") ? -outside : n - 1 + outside] : places(n));
  for (const k of dimensions === 3 ? indices("z", nz) : [0])
    for (const j of indices("y", ny)) for (const i of indices("x", nx)) yield { x: i * hx, y: j * hy, z: k * hz };
}

const inWords = ({ x, y, z }: Place, { dimensions }: Grid) => {
  const short = (value: number) => String(Number(value.toPrecision(6)));
  return `x = ${short(x)}, y = ${short(y)}${dimensions === 3 ? `, z = ${short(z)}` : ""}`;
};
