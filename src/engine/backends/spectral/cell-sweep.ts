import { allocate, type Operand } from "../plain/registers";
import { loops } from "../plain/row-loops";
import type { Value } from "../plan/plan";

/** Cells taken at a time: the rows of scratch memory stay in the first cache. */
const chunk = 1024;

/** A sweep over all cells: operations on a cell, then what is kept of them. */
export interface CellProgram {
  values: readonly Value[];
  stores: readonly { plane: number; value: number }[];
}

/** Scratch memory that a program needs, in numbers. */
export function scratchOf(program: CellProgram): number {
  return (allocate(program).registers + slotsOf(program).length) * chunk;
}

const slotsOf = ({ values }: CellProgram): number[] => values.flatMap((value) => (value.op === "slot" ? [value.slot] : []));

/** A place in memory that follows the chunk, or stays. */
interface Place {
  start: number;
  moves: boolean;
}

/**
 * Makes a program ready to run over planes in one memory, in f64.
 * @param planeStart where a plane's first cell lies.
 * @param slotValue what a slot holds now.
 */
export function cellSweep(
  program: CellProgram,
  memory: Float64Array,
  cells: number,
  scratch: number,
  planeStart: (plane: number) => number,
  slotValue: (slot: number) => number,
): () => void {
  const { ops, stores, registers } = allocate(program);
  const slots = slotsOf(program);
  const slotRow = (slot: number) => scratch + (registers + slots.indexOf(slot)) * chunk;
  const placeOf = (operand: Operand | undefined): Place => {
    if (!operand) return { start: 0, moves: false };
    if (operand.kind === "plane") return { start: planeStart(operand.plane), moves: true };
    return { start: operand.kind === "slot" ? slotRow(operand.index) : scratch + operand.index * chunk, moves: false };
  };
  const prepared = ops.map(({ op, out, args }) => ({
    loop: loops[op as keyof typeof loops],
    out: scratch + out * chunk,
    a: placeOf(args[0]),
    b: placeOf(args[1]),
    c: placeOf(args[2]),
  }));
  const kept = stores.map(({ plane, value }) => ({ to: planeStart(plane), from: placeOf(value) }));
  const at = ({ start, moves }: Place, cell: number) => (moves ? start + cell : start);
  return () => {
    for (const slot of slots) memory.fill(slotValue(slot), slotRow(slot), slotRow(slot) + chunk);
    for (let cell = 0; cell < cells; cell += chunk) {
      const n = Math.min(chunk, cells - cell);
      for (const { loop, out, a, b, c } of prepared) loop(memory, out, n, at(a, cell), at(b, cell), at(c, cell));
      for (const { to, from } of kept) memory.copyWithin(to + cell, at(from, cell), at(from, cell) + n);
    }
  };
}
