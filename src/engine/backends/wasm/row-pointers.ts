import { rowIndex } from "../plan/layout";
import type { MemoryMap } from "../plan/memory-map";
import type { Pass, Plan, Value } from "../plan/plan";
import type { Body } from "./body";
import { memoryArgument } from "./encoder";
import { integer, local, scalar, type Node } from "./nodes";
import { op } from "./opcodes";

type Load = Extract<Value, { op: "load" }>;

/** Locals that point to the rows that a pass reads, in bytes from the start of a plane. */
export interface RowPointers {
  /** The pointer for a load; its dx is left to the offset. */
  of(load: Load): number;
  /** The row itself: the same whatever the row map. */
  centre: number;
  all: readonly number[];
  /** Writes instructions that set all of them for row (z, y). */
  begin(body: Body, z: Node, y: Node): void;
}

export function rowPointers({ grid, planes, precision }: Plan, { rowTables }: MemoryMap, { values }: Pass, newLocal: () => number): RowPointers {
  const centre = newLocal();
  const keyOf = ({ plane, dy, dz }: Load): string => `${planes[plane]!.rowMap} ${dz} ${dy}`;
  const rows = new Map<string, { pointer: number; rowMap: number; dy: number; dz: number }>();
  for (const value of values) {
    if (value.op !== "load" || (value.dy === 0 && value.dz === 0) || rows.has(keyOf(value))) continue;
    rows.set(keyOf(value), { pointer: newLocal(), rowMap: planes[value.plane]!.rowMap, dy: value.dy, dz: value.dz });
  }
  const slab = grid.ny + 2;
  // entries of the tables are counted from the earliest that a row may ask for, so that no offset is below 0
  const middle = grid.dimensions === 3 ? slab + 1 : 1;
  const table = newLocal();
  return {
    centre,
    all: [centre, ...[...rows.values()].map(({ pointer }) => pointer)],
    of: (load) => rows.get(keyOf(load))?.pointer ?? centre,
    begin(body, z, y) {
      const first = rowIndex(grid, 0, 0) - middle;
      const row = grid.dimensions === 3 ? scalar(op.i32Add, scalar(op.i32Mul, z, integer(slab)), y) : y;
      body.assign(table, scalar(op.i32Shl, scalar(op.i32Add, row, integer(first)), integer(2)));
      const set = (pointer: number, rowMap: number, dz: number, dy: number): void => {
        const entry: Node = {
          kind: "op",
          type: "i32",
          args: [local(table, "i32")],
          code: [op.i32Load, ...memoryArgument(2, rowTables[rowMap]! + 4 * (middle + dz * slab + dy))],
        };
        body.assign(pointer, scalar(op.i32Shl, entry, integer(precision === "f32" ? 2 : 3)));
      };
      set(centre, 0, 0, 0);
      for (const { pointer, rowMap, dz, dy } of rows.values()) set(pointer, rowMap, dz, dy);
    },
  };
}
