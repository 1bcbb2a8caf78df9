import type { CellOp, Pass, Value } from "../plan/plan";

/** What an operation reads: a row of scratch memory, a row of a slot, or a row of a plane at an offset. */
export type Operand =
  { kind: "register"; index: number } | { kind: "slot"; index: number } | { kind: "plane"; plane: number; dx: number; dy: number; dz: number };

export interface RowOp {
  op: CellOp | "normal" | "poisson";
  out: number;
  args: readonly Operand[];
  stream: number;
}

/** A pass over one row: operations on whole rows, then copies into planes. */
export interface RowProgram {
  ops: readonly RowOp[];
  stores: readonly { plane: number; value: Operand }[];
  registers: number;
}

/** Gives each value a row, taking back rows that nothing reads any more, so that scratch memory stays in the cache. */
export function allocate({ values, stores }: Pick<Pass, "values" | "stores">): RowProgram {
  const lastUse = new Map<number, number>();
  for (const [i, value] of values.entries()) for (const used of argsOf(value)) lastUse.set(used, i);
  for (const { value } of stores) lastUse.set(value, values.length);
  const operands: Operand[] = [];
  const free: number[] = [];
  let registers = 0;
  const ops: RowOp[] = [];
  for (const [i, value] of values.entries()) {
    if (value.op === "load") operands.push({ kind: "plane", plane: value.plane, dx: value.dx, dy: value.dy, dz: value.dz });
    else if (value.op === "slot") operands.push({ kind: "slot", index: value.slot });
    else {
      const args = argsOf(value).map((arg) => operands[arg]!);
      // The output row may be one that this very operation reads for the last time: each cell is read before it is written.
      for (const used of new Set(argsOf(value))) {
        const operand = operands[used]!;
        if (lastUse.get(used) === i && operand.kind === "register") free.push(operand.index);
      }
      const out = free.pop() ?? registers++;
      operands.push({ kind: "register", index: out });
      ops.push({ op: value.op, out, args, stream: "stream" in value ? value.stream : 0 });
    }
  }
  return { ops, registers, stores: stores.map(({ plane, value }) => ({ plane, value: operands[value]! })) };
}

const argsOf = (value: Value): readonly number[] => ("args" in value ? value.args : []);
