import { gridOf } from "../../../../src/core/field/grid";
import { number } from "../../../../src/core/equations/tree";
import { rowTable } from "../../../../src/engine/backends/plan/layout";
import { mapMemory, type MemoryMap } from "../../../../src/engine/backends/plan/memory-map";
import type { Ghost, Pass, Plan, Plane, RowMap } from "../../../../src/engine/backends/plan/plan";

export type Cells = Float32Array | Float64Array;
export const wrapped: RowMap = { "y-": "wrap", "y+": "wrap", "z-": "wrap", "z+": "wrap" };

interface PlanParts {
  precision: "f32" | "f64";
  shape: readonly number[];
  /** Ghosts at both ends of rows, and which row map. */
  planes: readonly { ghosts: { "x-": Ghost; "x+": Ghost } | null; rowMap: number }[];
  rowMaps?: readonly RowMap[];
  slots?: readonly number[];
  passes: readonly Pick<Pass, "values" | "stores">[];
}

/** A plan of passes alone: what executors read of it, without an equation behind. */
export function planOfPasses({ precision, shape, planes, rowMaps = [wrapped], slots = [], passes }: PlanParts): Plan {
  const whole = passes.map((pass): Pass => ({ at: 0, ghostsAt: 1, slots: [], sums: [], ...pass }));
  return {
    precision,
    grid: gridOf({ shape: shape as [number, number], spacing: 1, stencil: "standard" }),
    fields: [],
    planes: planes.map((plane, i): Plane => ({ title: `plane ${i}`, ...plane })),
    rowMaps,
    slots: slots.map((value) => number(value)),
    statics: [],
    sums: [],
    passes: [whole, whole],
    state: [[], []],
    swaps: false,
    carried: [],
    control: null,
    blockable: false,
  };
}

/** Memory laid out for a plan, with slots and row tables filled; `cells` is all of it as numbers of the plan's precision. */
export function memoryFor(plan: Plan, slots: readonly number[] = [], shared = false) {
  const map = mapMemory(plan, 1);
  const pages = Math.ceil(map.size / 65536);
  const memory = new WebAssembly.Memory(shared ? { initial: pages, maximum: pages, shared } : { initial: pages });
  const cells: Cells = plan.precision === "f32" ? new Float32Array(memory.buffer) : new Float64Array(memory.buffer);
  cells.set(slots, map.slots[0]! / cells.BYTES_PER_ELEMENT);
  const tables = new Int32Array(memory.buffer);
  plan.rowMaps.forEach((rows, i) => tables.set(rowTable(plan.grid, map.layout, rows), map.rowTables[i]! / 4));
  return { map, memory, cells };
}

/** Where cell (z, y, x) of a plane stands in `cells`. */
export const placeIn = (map: MemoryMap, cells: Cells, plane: number, z: number, y: number, x: number): number =>
  map.planes[plane]! / cells.BYTES_PER_ELEMENT + map.layout.at(z, y) + x;
