import { evaluate, powerPlan, prepare } from "../equations/evaluate";
import { call, name, type Expr, type FunctionName } from "../equations/tree";

/** Instructions with a case of their own in `run`, by number. */
const codes: readonly FunctionName[] = ["add", "sub", "mul", "div", "neg"];

/**
 * Cell expressions made flat, for many evaluations: each subexpression once, what does not vary once and for all. The
 * operations and their order are those of `evaluate`, hence the same bits.
 */
export class Tape {
  /** Inputs first, then constants and results as they come. */
  private readonly values: number[];
  private readonly codes: number[] = [];
  /** Two operands and the result of each instruction; one without a case of its own has its place in `others` as the first. */
  private readonly registers: number[] = [];
  private readonly others: (() => number)[] = [];

  private readonly byExpr = new Map<Expr, number>();
  private readonly byName: Map<string, number>;
  private readonly byOperation = new Map<string, number>();
  private readonly constants = new Set<number>();

  /**
   * @param inputs the names that vary.
   * @param meaning what any other name but π stands for.
   */
  constructor(
    inputs: readonly string[],
    private readonly meaning: (name: string) => Expr,
  ) {
    this.values = inputs.map(() => 0);
    this.byName = new Map(inputs.map((id, i) => [id, i]));
  }

  /** Takes an expression of cell functions in; its value is in this register after `run`. */
  add(expr: Expr): number {
    const before = this.byExpr.get(expr);
    if (before !== undefined) return before;
    const register =
      expr.kind === "number" ? this.constant(expr.value) : expr.kind === "name" ? this.named(expr.name) : this.called(expr.fn, expr.args);
    this.byExpr.set(expr, register);
    return register;
  }

  /** Gives an input a value that stays until another is given. */
  hold(input: number, value: number): void {
    this.values[input] = value;
  }

  /** Computes every expression. Values are given to the first inputs; the others keep theirs. */
  run(inputs: ArrayLike<number>): void {
    const { values, registers } = this;
    for (let i = 0; i < inputs.length; i++) values[i] = inputs[i]!;
    for (let i = 0, at = 0; i < this.codes.length; i++, at += 3) {
      const a = values[registers[at]!]!;
      const b = values[registers[at + 1]!]!;
      let result: number;
      switch (this.codes[i]) {
        case 0:
          result = a + b;
          break;
        case 1:
          result = a - b;
          break;
        case 2:
          result = a * b;
          break;
        case 3:
          result = a / b;
          break;
        case 4:
          result = -a;
          break;
        default:
          result = this.others[registers[at]!]!();
      }
      values[registers[at + 2]!] = result;
    }
  }

  value(register: number): number {
    return this.values[register]!;
  }

  private constant(value: number): number {
    const register = this.values.push(value) - 1;
    this.constants.add(register);
    return register;
  }

  private named(id: string): number {
    const before = this.byName.get(id);
    if (before !== undefined) return before;
    const register = id === "pi" ? this.constant(Math.PI) : this.add(this.meaning(id));
    this.byName.set(id, register);
    return register;
  }

  private called(fn: FunctionName, args: readonly Expr[]): number {
    if (fn !== "pow") return this.operation(fn, ...args.map((arg) => this.add(arg)));
    const plan = powerPlan(args[1]!);
    const x = this.add(args[0]!);
    if (plan.kind === "sqrt") return this.operation("sqrt", x);
    if (plan.kind === "general") return this.operation("pow", x, this.add(args[1]!));
    if (plan.n === 0) return this.constant(1);
    const power = plan.steps.reduce((r, step) => this.operation("mul", r, step === "square" ? r : x), x);
    return plan.reciprocal ? this.operation("div", this.constant(1), power) : power;
  }

  private operation(fn: FunctionName, ...operands: number[]): number {
    const key = `${fn} ${operands.join(" ")}`;
    const before = this.byOperation.get(key);
    if (before !== undefined) return before;
    const expr = call(
      fn,
      operands.map((operand) => name(String(operand))),
    );
    const isConstant = operands.every((operand) => this.constants.has(operand));
    const register = isConstant ? this.constant(evaluate(expr, (operand) => this.values[Number(operand)]!)) : this.instruction(expr, operands);
    this.byOperation.set(key, register);
    return register;
  }

  /** @param expr the operation, with registers for names. */
  private instruction(expr: Expr & { kind: "call" }, [a = 0, b = 0]: readonly number[]): number {
    const register = this.values.push(0) - 1;
    const code = codes.indexOf(expr.fn);
    this.codes.push(code);
    if (code >= 0) this.registers.push(a, b, register);
    else {
      const { values } = this;
      const read = (operand: number) => () => values[operand]!;
      this.registers.push(
        this.others.push(
          prepare(
            expr,
            (operand) => read(Number(operand)),
            () => true,
          ),
        ) - 1,
        0,
        register,
      );
    }
    return register;
  }
}
