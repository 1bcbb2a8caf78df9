import type { SideCondition, SideConditions } from "../../../core/field/boundary";
import type { Grid } from "../../../core/field/grid";
import type { Memory, Round } from "./row-functions";
import type { Strides } from "./stencils";

/** How padded planes lie in memory: one ghost cell on every side, so that the inner loops never ask where they are. */
export interface Layout {
  strides: Strides;
  /** Values a padded plane takes. */
  size: number;
  /** Offset of row (z, y) of the interior from the start of its plane. */
  row(z: number, y: number): number;
}

export function layoutOf({ nx, ny, nz, dimensions }: Grid): Layout {
  const row = nx + 2;
  const slab = (ny + 2) * row;
  const depth = dimensions === 3 ? 1 : 0;
  return { strides: { row, slab }, size: slab * (nz + 2 * depth), row: (z, y) => (z + depth) * slab + (y + 1) * row + 1 };
}

/**
 * Fills the ghost cells of a plane from its boundary conditions: x first, then y over whole padded rows, then z over
 * whole padded slabs, so that corners follow from the sides in a fixed order.
 */
export function fillGhosts(m: Memory, plane: number, grid: Grid, { strides, row }: Layout, sides: SideConditions, round: Round): void {
  const { nx, ny, nz, hx, hy, hz, dimensions } = grid;
  const first = (z: number, y: number) => plane + row(z, y);
  for (let z = 0; z < nz; z++) {
    for (let y = 0; y < ny; y++) {
      const start = first(z, y);
      ghost(m, start - 1, start, start + nx - 1, 1, sides["x-"]!, hx, round);
      ghost(m, start + nx, start + nx - 1, start, 1, sides["x+"]!, hx, round);
    }
    const [bottom, top] = [first(z, 0) - 1, first(z, ny - 1) - 1];
    ghost(m, bottom - strides.row, bottom, top, strides.row, sides["y-"]!, hy, round);
    ghost(m, top + strides.row, top, bottom, strides.row, sides["y+"]!, hy, round);
  }
  if (dimensions === 2) return;
  const [front, back] = [plane + strides.slab, plane + nz * strides.slab];
  ghost(m, front - strides.slab, front, back, strides.slab, sides["z-"]!, hz, round);
  ghost(m, back + strides.slab, back, front, strides.slab, sides["z+"]!, hz, round);
}

/** Writes `n` ghost values at `out`, beside the cells at `inside`; `opposite` are the cells at the far end of the axis. */
function ghost(m: Memory, out: number, inside: number, opposite: number, n: number, side: SideCondition, h: number, round: Round): void {
  switch (side.kind) {
    case "periodic":
      m.copyWithin(out, opposite, opposite + n);
      return;
    case "dirichlet":
      m.fill(side.value, out, out + n);
      return;
    case "neumann": {
      if (side.slope === 0) {
        m.copyWithin(out, inside, inside + n);
        return;
      }
      const rise = round(side.slope * h);
      for (let i = 0; i < n; i++) m[out + i] = m[inside + i]! + rise;
    }
  }
}
