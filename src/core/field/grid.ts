import type { GridSpec } from "../spec/run-spec";
import type { Side } from "../spec/sides";

/** A grid with everything spelled out, whatever its dimension. 2D grids have `nz` 1. */
export interface Grid {
  shape: readonly number[];
  dimensions: 2 | 3;
  nx: number;
  ny: number;
  nz: number;
  /** Distance between neighbouring cells along x, y, z (z: 1 in 2D). */
  hx: number;
  hy: number;
  hz: number;
  cells: number;
  stencil: "standard" | "isotropic";
}

export const cellCount = (shape: readonly number[]): number => shape.reduce((product, n) => product * n, 1);

/** Spells out a grid; `spacing` may be one number or one per axis in the order of `shape`. */
export function gridOf({ shape, spacing, stencil }: GridSpec): Grid {
  const h = typeof spacing === "number" ? shape.map(() => spacing) : spacing;
  const [nx, ny, nz] = [shape.at(-1)!, shape.at(-2)!, shape.length === 3 ? shape[0]! : 1];
  const [hx, hy, hz] = [h.at(-1)!, h.at(-2)!, shape.length === 3 ? h[0]! : 1];
  return { shape, dimensions: shape.length === 3 ? 3 : 2, nx, ny, nz, hx, hy, hz, cells: nx * ny * nz, stencil };
}

/** The sides that a grid of this dimension has. */
export const sidesOf = (dimensions: 2 | 3): readonly Side[] => (dimensions === 3 ? ["x-", "x+", "y-", "y+", "z-", "z+"] : ["x-", "x+", "y-", "y+"]);

/** Index of each axis of the cell with flat index `cell`, in the order of `shape`. */
export function cellIndex(shape: readonly number[], cell: number): number[] {
  const index: number[] = [];
  for (let axis = shape.length - 1, rest = cell; axis >= 0; axis--) {
    index.unshift(rest % shape[axis]!);
    rest = Math.floor(rest / shape[axis]!);
  }
  return index;
}
