import { powerPlan } from "../../../core/equations/evaluate";
import { number, type CallExpr, type Expr, type StencilName } from "../../../core/equations/tree";
import { parameterKey } from "../../../core/spec/files";
import { bernoulli } from "./bernoulli";
import { isStencil } from "./reach";
import type { CellOp, PlaneId } from "./plan";
import { stencil, type At } from "./stencils";
import { Values } from "./values";
import type { Workspace } from "./workspace";
import type { Wrapping } from "./wrapping";

/** Writes expressions as operations on a cell, for one pass that reads one copy of the fields. */
export class Cells {
  readonly values = new Values();
  private readonly workspace: Workspace;
  private readonly reading: ReadonlyMap<string, PlaneId>;

  constructor(workspace: Workspace, reading: ReadonlyMap<string, PlaneId>) {
    this.workspace = workspace;
    this.reading = reading;
  }

  /** The value of an expression that is the same in every cell. */
  slot(expr: Expr): number {
    return this.values.slot(this.workspace.slot(expr));
  }

  /**
   * The value of an expression in the cell at an offset from this one.
   * @param wrapping of what it stands in, which anything without a field follows over the sides.
   */
  lower(expr: Expr, wrapping: Wrapping, dx = 0, dy = 0, dz = 0): number {
    const { state, place, array, moment, neighbours } = this.workspace.reach(expr);
    if (!state && !place) return this.slot(expr);
    if (!state && !array && !moment && !neighbours) return this.values.load(this.workspace.staticPlane(expr, wrapping), dx, dy, dz);
    if (expr.kind === "name") return this.values.load(this.planeOf(expr, wrapping), dx, dy, dz);
    const { fn, args } = expr as CallExpr;
    if (isStencil(expr)) {
      const { grid } = this.workspace;
      return stencil(
        fn as StencilName,
        { grid, values: this.values, slot: (expr: Expr) => this.slot(expr) },
        args.map((arg) => this.operand(expr, arg, this.workspace.operandWrapping(expr, arg, wrapping))),
      );
    }
    const at = (arg: Expr) => this.lower(arg, wrapping, dx, dy, dz);
    switch (fn) {
      case "heaviside":
        return this.apply("gt", at(args[0]!), this.slot(number(0)));
      case "clamp":
        return this.apply("min", this.apply("max", at(args[0]!), at(args[1]!)), at(args[2]!));
      case "bernoulli":
        return bernoulli(this.values, (value) => this.slot(number(value)), at(args[0]!));
      case "pow":
        return this.power(args[0]!, args[1]!, at);
      default:
        return this.apply(fn as CellOp, ...args.map(at));
    }
  }

  apply(op: CellOp, ...args: number[]): number {
    return this.values.apply(op, ...args);
  }

  /** What a stencil reads: the operand in every cell around, or a plane that holds it. */
  private operand(parent: Expr, operand: Expr, wrapping: Wrapping): At {
    const { workspace, values } = this;
    const apart = workspace.isApart(parent, operand) ? workspace.intermediate(operand, wrapping).plane : null;
    const plain: At = (dx, dy, dz) => (apart === null ? this.lower(operand, wrapping, dx, dy, dz) : values.load(apart, dx, dy, dz));
    const mask = workspace.maskPlane(wrapping);
    if (mask === null) return plain;
    return (dx, dy, dz) => {
      const here = plain(0, 0, 0);
      return dx === 0 && dy === 0 && dz === 0 ? here : this.apply("select", values.load(mask, dx, dy, dz), plain(dx, dy, dz), here);
    };
  }

  private planeOf(expr: Expr & { kind: "name" }, wrapping: Wrapping): PlaneId {
    const field = this.reading.get(expr.name);
    if (field !== undefined) return field;
    return this.workspace.reach(expr).array
      ? this.workspace.arrayPlane(parameterKey(expr.name), wrapping)
      : this.workspace.intermediate(expr, wrapping).plane;
  }

  private power(base: Expr, exponent: Expr, at: (arg: Expr) => number): number {
    const plan = powerPlan(exponent);
    if (plan.kind === "sqrt") return this.apply("sqrt", at(base));
    if (plan.kind === "general") return this.apply("pow", at(base), at(exponent));
    if (plan.n === 0) return this.slot(number(1));
    const x = at(base);
    const power = plan.steps.reduce((r, step) => this.apply("mul", r, step === "square" ? r : x), x);
    return plan.reciprocal ? this.apply("reciprocal", power) : power;
  }
}
