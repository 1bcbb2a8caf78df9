import { prepare } from "../../../core/equations/evaluate";
import type { Expr } from "../../../core/equations/tree";
import type { Grid } from "../../../core/field/grid";

/**
 * Formulas that are the same in every cell, or evaluated cell by cell outside the kernels: in f64. Names are those of
 * parameters, extents, t, dt, step, sums, tolerances and coordinates; whoever evaluates sets them.
 */
export class Formulas {
  private readonly values = new Map<string, number>();

  constructor({ nx, ny, nz, hx, hy, hz }: Grid, constants: Readonly<Record<string, number>>) {
    this.set({ Lx: nx * hx, Ly: ny * hy, Lz: nz * hz, t: 0, step: 0, x: 0, y: 0, z: 0, ...constants });
  }

  set(values: Readonly<Record<string, number>>): void {
    for (const [name, value] of Object.entries(values)) this.values.set(name, value);
  }

  setOne(name: string, value: number): void {
    this.values.set(name, value);
  }

  /** The value whenever it is asked for. */
  read(expr: Expr): () => number {
    return prepare(
      expr,
      (name) => () => this.values.get(name)!,
      () => true,
    );
  }
}
