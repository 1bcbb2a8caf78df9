import { powerPlan } from "../../../core/equations/evaluate";
import { number, type CallExpr, type Expr } from "../../../core/equations/tree";
import { bernoulli } from "../plan/bernoulli";
import type { CellOp } from "../plan/plan";
import { Values } from "../plan/values";

/** Where a cell expression finds what is not computed in the cell itself. */
export interface CellSources {
  /** The slot of an expression that is the same in every cell, or null for one that is not. */
  slot(expr: Expr): number | null;
  /** The plane that holds an expression, or null for a cell function of its arguments. */
  plane(expr: Expr): number | null;
}

/** Writes expressions as operations on a cell; equal ones are computed once. */
export class CellWriter {
  readonly values = new Values();
  private readonly sources: CellSources;

  constructor(sources: CellSources) {
    this.sources = sources;
  }

  write(expr: Expr): number {
    const slot = this.sources.slot(expr);
    if (slot !== null) return this.values.slot(slot);
    const plane = this.sources.plane(expr);
    if (plane !== null) return this.values.load(plane);
    const { fn, args } = expr as CallExpr;
    switch (fn) {
      case "heaviside":
        return this.values.apply("gt", this.write(args[0]!), this.write(number(0)));
      case "clamp":
        return this.values.apply("min", this.values.apply("max", this.write(args[0]!), this.write(args[1]!)), this.write(args[2]!));
      case "bernoulli":
        return bernoulli(this.values, (value) => this.write(number(value)), this.write(args[0]!));
      case "pow":
        return this.power(args[0]!, args[1]!);
      default:
        return this.values.apply(fn as CellOp, ...args.map((arg) => this.write(arg)));
    }
  }

  private power(base: Expr, exponent: Expr): number {
    const plan = powerPlan(exponent);
    if (plan.kind === "sqrt") return this.values.apply("sqrt", this.write(base));
    if (plan.kind === "general") return this.values.apply("pow", this.write(base), this.write(exponent));
    if (plan.n === 0) return this.write(number(1));
    const x = this.write(base);
    const power = plan.steps.reduce((r, step) => this.values.apply("mul", r, step === "square" ? r : x), x);
    return plan.reciprocal ? this.values.apply("reciprocal", power) : power;
  }
}
