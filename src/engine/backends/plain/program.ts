import { powerPlan } from "../../../core/equations/evaluate";
import type { Expr, FunctionName } from "../../../core/equations/tree";

/**
 * An expression made flat: a list of operations, each over one row of cells. Registers are rows of scratch memory;
 * slots hold what does not vary in space (numbers, parameters, time) and are evaluated in double precision, then
 * rounded once to the run's precision.
 */
export interface Program {
  ops: readonly RowOp[];
  /** Expressions constant in space, one a slot. */
  slots: readonly Expr[];
  registers: number;
  /** Where each output row is found, in the order of the expressions given. */
  outputs: readonly Operand[];
}

export type Operand = { kind: "register"; index: number } | { kind: "slot"; index: number } | { kind: "field"; index: number };

export type RowOp =
  | { op: RowFunction; out: number; args: readonly Operand[] }
  | { op: "laplacian" | "dx" | "dy" | "dz"; out: number; field: number }
  | { op: "x" | "y" | "z"; out: number };

/** Row functions are the cell functions of the language, with powers taken apart. */
export type RowFunction = Exclude<FunctionName, "laplacian" | "dx" | "dy" | "dz" | "noise" | "events" | "heaviside" | "clamp"> | "reciprocal";

/**
 * Flattens expressions that share one scope. Equal subtrees are computed once; a row is freed after its last use.
 * @param species field names, in the order of the planes.
 */
export function flatten(expressions: readonly Expr[], species: readonly string[]): Program {
  const slots: Expr[] = [];
  const slotOf = new Map<string, number>();
  const values: (RowOp | null)[] = [];
  const operands = new Map<string, Operand>();

  const slot = (expr: Expr, key: string): Operand => {
    if (!slotOf.has(key)) slotOf.set(key, slots.push(expr) - 1);
    return { kind: "slot", index: slotOf.get(key)! };
  };
  const emit = (key: string, op: (out: number) => RowOp): Operand => {
    const index = values.push(null) - 1;
    values[index] = op(index);
    const operand: Operand = { kind: "register", index };
    operands.set(key, operand);
    return operand;
  };
  const apply = (op: RowFunction, ...args: Operand[]): Operand => {
    const key = `${op}(${args.map(operandKey).join()})`;
    return operands.get(key) ?? emit(key, (out) => ({ op, out, args }));
  };

  const lower = (expr: Expr): Operand => {
    const key = keyOf(expr);
    if (!variesInSpace(expr, species)) return slot(expr, key);
    const known = operands.get(key);
    if (known) return known;
    if (expr.kind === "name") {
      const field = species.indexOf(expr.name);
      return field >= 0 ? { kind: "field", index: field } : emit(key, (out) => ({ op: expr.name as "x" | "y" | "z", out }));
    }
    if (expr.kind === "number") return slot(expr, key);
    const operand = lowerCall(expr.fn, expr.args);
    operands.set(key, operand);
    return operand;
  };

  const lowerCall = (fn: FunctionName, args: readonly Expr[]): Operand => {
    switch (fn) {
      case "laplacian":
      case "dx":
      case "dy":
      case "dz": {
        const [argument] = args;
        if (argument?.kind !== "name") throw new Error(`${fn} takes a field by its name`);
        const field = species.indexOf(argument.name);
        return emit(`${fn} ${argument.name}`, (out) => ({ op: fn, out, field }));
      }
      case "noise":
      case "events":
        throw new Error(`${fn} is no row operation`);
      case "heaviside":
        return apply("gt", lower(args[0]!), lower({ kind: "number", value: 0, at: args[0]!.at }));
      case "clamp":
        return apply("min", apply("max", lower(args[0]!), lower(args[1]!)), lower(args[2]!));
      case "pow":
        return lowerPower(args[0]!, args[1]!);
      default:
        return apply(fn, ...args.map(lower));
    }
  };

  const lowerPower = (base: Expr, exponent: Expr): Operand => {
    const plan = powerPlan(exponent);
    if (plan.kind === "sqrt") return apply("sqrt", lower(base));
    if (plan.kind === "general") return apply("pow", lower(base), lower(exponent));
    if (plan.n === 0) return lower({ kind: "number", value: 1, at: base.at });
    const x = lower(base);
    const power = plan.steps.reduce((r, step) => apply("mul", r, step === "square" ? r : x), x);
    return plan.reciprocal ? apply("reciprocal", power) : power;
  };

  const outputs = expressions.map(lower);
  return { ...allocate(values as RowOp[], outputs), slots };
}

const operandKey = ({ kind, index }: Operand): string => `${kind[0]}${index}`;

function keyOf(expr: Expr): string {
  if (expr.kind === "number") return String(expr.value);
  return expr.kind === "name" ? expr.name : `${expr.fn}(${expr.args.map(keyOf).join()})`;
}

const coordinates = ["x", "y", "z"];

function variesInSpace(expr: Expr, species: readonly string[]): boolean {
  if (expr.kind === "number") return false;
  if (expr.kind === "name") return species.includes(expr.name) || coordinates.includes(expr.name);
  return expr.args.some((argument) => variesInSpace(argument, species));
}

/** Gives each value a row, taking back rows that nothing reads any more, so that scratch memory stays in the cache. */
function allocate(values: readonly RowOp[], outputs: readonly Operand[]): Omit<Program, "slots"> {
  const lastUse = new Map<number, number>();
  for (const [i, value] of values.entries()) for (const used of registersRead(value)) lastUse.set(used, i);
  for (const output of outputs) if (output.kind === "register") lastUse.set(output.index, values.length);
  const rowOf = new Map<number, number>();
  const free: number[] = [];
  let registers = 0;
  const place = (operand: Operand): Operand => (operand.kind === "register" ? { kind: "register", index: rowOf.get(operand.index)! } : operand);
  const ops = values.map((value, i): RowOp => {
    const placed = "args" in value ? { ...value, args: value.args.map(place) } : value;
    // The output row may be one that this very operation reads for the last time: each cell is read before it is written.
    for (const used of registersRead(value)) if (lastUse.get(used) === i) free.push(rowOf.get(used)!);
    const row = free.pop() ?? registers++;
    rowOf.set(i, row);
    if (!lastUse.has(i)) free.push(row);
    return { ...placed, out: row };
  });
  return { ops, registers, outputs: outputs.map(place) };
}

function registersRead(op: RowOp): number[] {
  if (!("args" in op)) return [];
  return [...new Set(op.args.filter(({ kind }) => kind === "register").map(({ index }) => index))];
}
