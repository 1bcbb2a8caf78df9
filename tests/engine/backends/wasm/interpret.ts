import { cos, exp, log, pow, sin, tanh } from "../../../../src/core/field/elementary";
import { normalAt, poissonAt } from "../../../../src/core/field/philox";
import type { MemoryMap } from "../../../../src/engine/backends/plan/memory-map";
import type { CellOp, Pass, Plan, RowMap } from "../../../../src/engine/backends/plan/plan";
import { placeIn, type Cells } from "./memory";

const operations: Record<CellOp, (...args: number[]) => number> = {
  add: (a, b) => a! + b!,
  sub: (a, b) => a! - b!,
  mul: (a, b) => a! * b!,
  div: (a, b) => a! / b!,
  neg: (a) => -a!,
  reciprocal: (a) => 1 / a!,
  lt: (a, b) => Number(a! < b!),
  le: (a, b) => Number(a! <= b!),
  gt: (a, b) => Number(a! > b!),
  ge: (a, b) => Number(a! >= b!),
  eq: (a, b) => Number(a! === b!),
  ne: (a, b) => Number(a! !== b!),
  select: (c, a, b) => (c !== 0 ? a! : b!),
  min: (a, b) => (b! < a! ? b! : a!),
  max: (a, b) => (a! < b! ? b! : a!),
  abs: (a) => Math.abs(a!),
  sqrt: (a) => Math.sqrt(a!),
  flush: (a) => a!,
  exp: (a) => exp(a!),
  log: (a) => log(a!),
  sin: (a) => sin(a!),
  cos: (a) => cos(a!),
  tanh: (a) => tanh(a!),
  pow: (a, b) => pow(a!, b!),
};

/** What a pass means, cell by cell: the numbers to store in row (z, y), by store. Rows outside are looked up anew, not in the row tables. */
export function interpretRow(
  plan: Plan,
  map: MemoryMap,
  cells: Cells,
  pass: Pass,
  slots: readonly number[],
  run: { seed: number; dt: number; step: number },
  z: number,
  y: number,
): number[][] {
  const { nx, ny, nz, dimensions } = plan.grid;
  const round = plan.precision === "f32" ? Math.fround : (value: number) => value;
  const floor = plan.precision === "f32" ? Math.fround(1e-30) : 1e-290;
  return Array.from({ length: nx }, (_, x) => {
    const results: number[] = [];
    const cell = (z * ny + y) * nx + x;
    for (const value of pass.values) {
      switch (value.op) {
        case "load": {
          const rows = plan.rowMaps[plan.planes[value.plane]!.rowMap]!;
          const [row, slab] = [rowOutside(y + value.dy, ny, rows, "y"), dimensions === 3 ? rowOutside(z + value.dz, nz, rows, "z") : 0];
          results.push(cells[placeIn(map, cells, value.plane, slab, row, x + value.dx)]!);
          break;
        }
        case "slot":
          results.push(round(slots[value.slot]!));
          break;
        case "normal":
          results.push(round(normalAt(run.seed, run.step, cell, value.stream)));
          break;
        case "poisson":
          results.push(round(poissonAt(results[value.args[0]]! * run.dt, run.seed, run.step, cell, value.stream)));
          break;
        case "flush": {
          const result = results[value.args[0]!]!;
          results.push(Math.abs(result) < floor ? 0 : result);
          break;
        }
        default:
          results.push(round(operations[value.op](...value.args.map((arg) => results[arg]!))));
      }
    }
    return pass.stores.map(({ value }) => results[value]!);
  });
}

function rowOutside(index: number, n: number, rows: RowMap, axis: "y" | "z"): number {
  if (index >= 0 && index < n) return index;
  const how = rows[`${axis}${index < 0 ? "-" : "+"}`];
  if (how === "own") return index;
  return how === "wrap" ? (index + n) % n : index < 0 ? 0 : n - 1;
}
