import type { Ghost, Plan, PlaneId } from "../plan/plan";
import type { Body } from "./body";
import { memoryArgument } from "./encoder";
import { op } from "./opcodes";

/**
 * Writes instructions that fill the cells outside a row along x, where they repeat a cell of the row; other kinds of
 * ghosts are left to whoever runs the kernel.
 * @param start places the address of the row's first cell, in bytes from the start of a plane.
 * @param base the plane's start.
 */
export function fillSides(body: Body, { grid: { nx }, planes, precision }: Plan, plane: PlaneId, base: number, start: () => void): void {
  const [bytes, align, load, store] = precision === "f32" ? ([4, 2, op.i32Load, op.i32Store] as const) : ([8, 3, op.i64Load, op.i64Store] as const);
  const copy = (from: number, to: number): void => {
    start();
    start();
    body.emit(load, ...memoryArgument(align, base + from * bytes));
    body.emit(store, ...memoryArgument(align, base + to * bytes));
  };
  const fill = (ghost: Ghost | undefined, outside: number, near: number, far: number): void => {
    if (ghost?.kind === "wrap") copy(far, outside);
    if (ghost?.kind === "copy") copy(near, outside);
  };
  const ghosts = planes[plane]!.ghosts;
  fill(ghosts?.["x-"], -1, 0, nx - 1);
  fill(ghosts?.["x+"], nx, nx - 1, 0);
}
