import { fillNormals, poissonAt } from "../../../core/field/philox";
import { rowIndex, rowTable } from "../plan/layout";
import { flushFloor, type Pass, type Plan } from "../plan/plan";
import type { RowRunner, RunnerSetting } from "../plan/runner";
import { allocate, type Operand, type RowOp, type RowProgram } from "./registers";
import { flush, loops, rowByScalar, scalarByRow, type Memory } from "./row-loops";

/** The programs of a plan's passes, by copy, and the scratch memory they need, in values. */
export interface PlainPrograms {
  programs: readonly (readonly RowProgram[])[];
  scratch: number;
}

export function programsOf(plan: Plan): PlainPrograms {
  const programs = plan.passes.map((passes: readonly Pass[]) => passes.map(allocate));
  const registers = Math.max(...programs.flat().map((program) => program.registers));
  return { programs, scratch: (registers + plan.slots.length) * plan.grid.nx };
}

/**
 * The reference: every operation of a pass as a loop over one row of one typed array, whose store rounds it. Nothing is
 * reassociated or fused. Every other exact executor gives these bits.
 */
export function plainRunner(setting: RunnerSetting, { programs }: PlainPrograms): RowRunner {
  const { plan, map, seed, dt, thread } = setting;
  const { nx, ny } = plan.grid;
  const array = plan.precision === "f32" ? Float32Array : Float64Array;
  const bytes = array.BYTES_PER_ELEMENT;
  const m: Memory = new array(setting.buffer as ArrayBuffer);
  const starts = map.planes.map((start) => start / bytes);
  const tables = plan.rowMaps.map((rowMap) => rowTable(plan.grid, map.layout, rowMap));
  const slots = map.slots[thread]! / bytes;
  const scratch = map.scratch / bytes;
  const slotRows = plan.slots.map((_, i) => scratch + i * nx);
  const held: (number | undefined)[] = plan.slots.map(() => undefined);
  const registers = scratch + plan.slots.length * nx;
  const normals = new Float64Array(nx);
  let z = 0;
  let y = 0;

  const slotRow = (slot: number): number => {
    const value = m[slots + slot]!;
    if (!Object.is(held[slot], value)) m.fill((held[slot] = value), slotRows[slot]!, slotRows[slot]! + nx);
    return slotRows[slot]!;
  };
  const offset = (operand: Operand): number => {
    switch (operand.kind) {
      case "register":
        return registers + operand.index * nx;
      case "slot":
        return slotRow(operand.index);
      case "plane":
        return (
          starts[operand.plane]! + tables[plan.planes[operand.plane]!.rowMap]![rowIndex(plan.grid, z + operand.dz, y + operand.dy)]! + operand.dx
        );
    }
  };
  const runOp = ({ op, out: register, args, stream }: RowOp, step: number): void => {
    const out = registers + register * nx;
    const cell = (z * ny + y) * nx;
    const [a, b, c] = args;
    if (op === "normal") {
      fillNormals(normals, seed, step, cell, stream);
      m.set(normals, out);
    } else if (op === "poisson") {
      const rates = offset(a!);
      for (let i = 0; i < nx; i++) m[out + i] = poissonAt(m[rates + i]! * dt, seed, step, cell + i, stream);
    } else if (op === "flush") flush(m, out, nx, offset(a!), flushFloor[plan.precision]);
    else if (b?.kind === "slot" && a!.kind !== "slot" && rowByScalar[op]) rowByScalar[op]!(m, out, nx, offset(a!), m[slots + b.index]!);
    else if (a?.kind === "slot" && b && b.kind !== "slot" && scalarByRow[op]) scalarByRow[op]!(m, out, nx, offset(b), m[slots + a.index]!);
    else loops[op](m, out, nx, offset(a!), b ? offset(b) : 0, c ? offset(c) : 0);
  };

  return {
    fillsSimpleGhosts: false,
    run(copy, pass, slab, from, to, step) {
      const program = programs[copy]![pass]!;
      z = slab;
      for (y = from; y < to; y++) {
        for (const op of program.ops) runOp(op, step);
        const row = map.layout.at(z, y);
        for (const { plane, value } of program.stores) {
          const at = offset(value);
          m.copyWithin(starts[plane]! + row, at, at + nx);
        }
      }
    },
  };
}
