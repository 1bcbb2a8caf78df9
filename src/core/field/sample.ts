import { evaluate, prepare } from "../equations/evaluate";
import type { Expr } from "../equations/tree";
import type { Grid } from "./grid";

/** What a name stands for: the same number everywhere, or a value in each cell. */
export type Meaning = number | ((cell: number) => number);

/** The names that every formula may use and that are the same in every cell, with `t` at the start. */
export const domainConstants = ({ nx, ny, nz, hx, hy, hz }: Grid) => ({ t: 0, pi: Math.PI, Lx: nx * hx, Ly: ny * hy, Lz: nz * hz });

/** The value of an expression in each cell at the start, in f64. May be infinite or NaN. */
export function sampler(expr: Expr, grid: Grid, meanings: Readonly<Record<string, Meaning>>): (cell: number) => number {
  const { nx, ny, hx, hy, hz } = grid;
  let cell = 0;
  const places: Record<string, () => number> = {
    x: () => (cell % nx) * hx,
    y: () => (Math.floor(cell / nx) % ny) * hy,
    z: () => Math.floor(cell / (nx * ny)) * hz,
  };
  const known: Readonly<Record<string, Meaning>> = { ...domainConstants(grid), ...meanings };
  const value = prepare(
    expr,
    (name) => {
      const meaning = known[name]!;
      return places[name] ?? (typeof meaning === "function" ? () => meaning(cell) : () => meaning);
    },
    (name) => Object.hasOwn(places, name) || typeof known[name] === "function",
  );
  return (at) => {
    cell = at;
    return value();
  };
}

/** The value of an expression at a place that need not be a cell's, at the start. */
export function valueAt(expr: Expr, grid: Grid, place: Readonly<Record<"x" | "y" | "z", number>>, numbers: Readonly<Record<string, number>>): number {
  const known: Readonly<Record<string, number>> = { ...domainConstants(grid), ...numbers, ...place };
  return evaluate(expr, (name) => known[name]!);
}

/** Places along an axis at which a large grid is looked at, in two and three dimensions. */
const mostPlaces = { 2: 65, 3: 17 };

/** Cells that stand for all: every one of a small grid, else evenly spread ones with those at the ends among them. */
export function sampleCells({ nx, ny, nz, dimensions }: Grid): number[] {
  const most = mostPlaces[dimensions];
  const [xs, ys, zs] = [places(nx, most), places(ny, most), places(nz, most)];
  return zs.flatMap((z) => ys.flatMap((y) => xs.map((x) => (z * ny + y) * nx + x)));
}

/** Indices 0 … n − 1, or evenly spread ones with both ends. */
export function places(n: number, most = mostPlaces[2]): number[] {
  if (n <= most) return Array.from({ length: n }, (_, i) => i);
  return Array.from({ length: most }, (_, i) => Math.round((i * (n - 1)) / (most - 1)));
}
