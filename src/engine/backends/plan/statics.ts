import type { Expr } from "../../../core/equations/tree";
import type { Grid } from "../../../core/field/grid";
import type { GivenArrays } from "../../../core/spec/files";
import type { Formulas } from "./formulas";
import type { Layout } from "./layout";
import type { Plan, Static } from "./plan";

/** Arrays given with a run, by place: "grid.mask", "parameters.F". C order, one value a cell. */
export type Arrays = GivenArrays;

type Cells = Float32Array | Float64Array;

/** Fills a plane that varies in space alone, the cells outside too: formulas go on where they have a value, arrays repeat their edge, periodic sides the far end. */
export function fillStatic(
  cells: Cells,
  start: number,
  { grid, planes }: Plan,
  layout: Layout,
  source: Static,
  formulas: Formulas,
  arrays: Arrays,
): void {
  const { nx, ny, nz, dimensions } = grid;
  const { ghosts } = planes[source.plane]!;
  const depth = dimensions === 3 ? 1 : 0;
  const value = "expr" in source ? formulaAt(source, grid, formulas) : arrayAt(source, grid, arrays);
  const reach = (axis: "x" | "y" | "z", n: number) => {
    const wraps = ghosts?.[`${axis}-`]?.kind === "wrap";
    return (i: number) => (wraps ? (i + n) % n : i);
  };
  const [atX, atY, atZ] = [reach("x", nx), reach("y", ny), reach("z", nz)];
  for (let z = -depth; z < nz + depth; z++)
    for (let y = -1; y <= ny; y++) {
      const row = start + layout.at(z, y);
      for (let x = -1; x <= nx; x++) cells[row + x] = value(atX(x), atY(y), atZ(z));
    }
}

const within = (i: number, n: number): number => Math.min(Math.max(i, 0), n - 1);

type ValueAt = (x: number, y: number, z: number) => number;

function formulaAt({ expr }: { expr: Expr }, { nx, ny, nz, hx, hy, hz }: Grid, formulas: Formulas): ValueAt {
  const value = formulas.read(expr);
  const at: ValueAt = (x, y, z) => {
    formulas.setOne("x", x * hx);
    formulas.setOne("y", y * hy);
    formulas.setOne("z", z * hz);
    return value();
  };
  return (x, y, z) => {
    const there = at(x, y, z);
    // A formula such as sqrt(x) ends with the domain; beyond it, its last value goes on.
    return Number.isFinite(there) ? there : at(within(x, nx), within(y, ny), within(z, nz));
  };
}

function arrayAt({ array, low, high }: { array: string; low?: number; high?: number }, { nx, ny, nz }: Grid, arrays: Arrays): ValueAt {
  const values = arrays[array];
  if (!values) throw new Error(`the run was given no array ${array}`);
  const [from, to] = [low ?? 0, high ?? 1];
  return (x, y, z) => {
    const raw = values[(within(z, nz) * ny + within(y, ny)) * nx + within(x, nx)]!;
    return low === undefined && high === undefined ? raw : from + (to - from) * raw;
  };
}
