import type { Grid } from "../../../core/field/grid";
import type { RowMap } from "./plan";

/**
 * How padded planes lie in memory, for every plane of a plan. A row has `before` cells of padding, then nx cells, then at
 * least 8 more: vectors may run over the end of a row. A plane has one row outside each side along y and, in 3D, one slab
 * outside each side along z.
 */
export interface Layout {
  /** Values from one row to the next. */
  row: number;
  /** Values from one slab to the next. */
  slab: number;
  /** Values a plane takes. */
  size: number;
  /** Offset of the first cell of row (z, y) from the start of its plane; y from −1 to ny, z from −1 to nz in 3D. */
  at(z: number, y: number): number;
}

const before = 8;
const lanes = 8;

export function layoutOf({ nx, ny, nz, dimensions }: Grid): Layout {
  const row = Math.ceil(nx / lanes) * lanes + 2 * before;
  const slab = (ny + 2) * row;
  const depth = dimensions === 3 ? 1 : 0;
  return { row, slab, size: slab * (nz + 2 * depth), at: (z, y) => (z + depth) * slab + (y + 1) * row + before };
}

/** Rows of a table: one for each (z, y) from −1 to the end, in C order. In 2D z is 0 alone. */
export const rowTableLength = ({ ny, nz, dimensions }: Grid): number => (ny + 2) * (dimensions === 3 ? nz + 2 : 1);

/** Index of row (z, y) in a row table. */
export const rowIndex = ({ ny, dimensions }: Grid, z: number, y: number): number => (dimensions === 3 ? z + 1 : 0) * (ny + 2) + y + 1;

/** Offset in values of the row that stands for each (z, y), rows outside included: the inner loops never ask about sides. */
export function rowTable(grid: Grid, layout: Layout, map: RowMap): Int32Array {
  const { ny, nz, dimensions } = grid;
  const table = new Int32Array(rowTableLength(grid));
  const place = (index: number, n: number, low: RowMap["y-"], high: RowMap["y+"]): number => {
    if (index >= 0 && index < n) return index;
    const how = index < 0 ? low : high;
    if (how === "own") return index;
    return index < 0 === (how === "wrap") ? n - 1 : 0;
  };
  const depths = dimensions === 3 ? Array.from({ length: nz + 2 }, (_, i) => i - 1) : [0];
  for (const z of depths) {
    for (let y = -1; y <= ny; y++) {
      const source = layout.at(dimensions === 3 ? place(z, nz, map["z-"], map["z+"]) : 0, place(y, ny, map["y-"], map["y+"]));
      table[rowIndex(grid, z, y)] = source;
    }
  }
  return table;
}
