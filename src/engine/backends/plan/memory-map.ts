import { layoutOf, rowTableLength, type Layout } from "./layout";
import type { Plan } from "./plan";

/** Where everything of a run lies in one memory, in bytes; threads share it. */
export interface MemoryMap {
  layout: Layout;
  /** Start of each plane. */
  planes: readonly number[];
  /** Start of each thread's slots, one value each at the run's precision. */
  slots: readonly number[];
  /** Start of each row table, Int32 offsets in values from a plane's start; see `rowTable`. */
  rowTables: readonly number[];
  /** Start of the sums of rows, f64: one a row and sum, row-major by sum. */
  rowSums: readonly number[];
  /** Start of what the executor asked for. */
  scratch: number;
  /** Two Int32: what the barrier counts. */
  barrier: number;
  /** Bytes in all. */
  size: number;
}

/** The first bytes are left to the executor, for tables of its own. */
export const reservedBytes = 32 * 1024;

/** Planes begin at different places modulo a page, so that the same cell of several planes does not fall on one cache line set. */
const stagger = 64 * 5;

/** @param scratch values at the run's precision that the executor wants for itself. */
export function mapMemory(plan: Plan, threads: number, scratch = 0): MemoryMap {
  const layout = layoutOf(plan.grid);
  const bytes = plan.precision === "f32" ? 4 : 8;
  const rows = plan.grid.ny * plan.grid.nz;
  let size = reservedBytes;
  const reserve = (length: number): number => {
    const start = size;
    size = Math.ceil((start + length) / 64) * 64;
    return start;
  };
  const barrier = reserve(64);
  const slots = Array.from({ length: threads }, () => reserve(plan.slots.length * bytes + 64));
  const rowTables = plan.rowMaps.map(() => reserve(rowTableLength(plan.grid) * 4));
  const rowSums = plan.sums.map(() => reserve(rows * 8));
  const planes = plan.planes.map((_, i) => reserve(layout.size * bytes + (i % 8) * stagger));
  const own = reserve(scratch * bytes);
  return { layout, planes, slots, rowTables, rowSums, scratch: own, barrier, size };
}
