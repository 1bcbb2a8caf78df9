import { powerPlan } from "../../../core/equations/evaluate";
import { number, type CallExpr, type Expr } from "../../../core/equations/tree";
import type { CellOp } from "../plan/plan";
import { isWritable, literal } from "./literal";
import { operationCode } from "./operations";

/** What names mean where a formula is written out: code for those that the device knows. All others are numbers. */
export type Meaning = (name: string) => string | null;

/** Where statements go, and what they may use. */
export interface Statements {
  /** Adds `let … = code` and returns its name. */
  keep(code: string): string;
  /** Code for an expression whose value the processor computes before the pass, in double precision, rounded once. */
  number(expr: Expr): string;
}

/**
 * Writes a formula out. Only what depends on names that have a meaning on the device is computed there; each part that does
 * not comes ready from the processor.
 */
export function formulaCode(expr: Expr, meaning: Meaning, statements: Statements): string {
  const known = new Map<Expr, string>();
  const depends = dependence(meaning);
  const visit = (node: Expr): string => {
    const before = known.get(node);
    if (before !== undefined) return before;
    const code = write(node);
    known.set(node, code);
    return code;
  };
  const apply = (op: CellOp, ...args: string[]) => statements.keep(operationCode[op](...args));
  const write = (node: Expr): string => {
    if (!depends(node)) return node.kind === "number" && isWritable(node.value) ? literal(node.value) : statements.number(node);
    if (node.kind === "name") return meaning(node.name)!;
    const { fn, args } = node as CallExpr;
    switch (fn) {
      case "heaviside":
        return apply("gt", visit(args[0]!), literal(0));
      case "clamp":
        return apply("min", apply("max", visit(args[0]!), visit(args[1]!)), visit(args[2]!));
      case "pow":
        return power(args[0]!, args[1]!);
      default:
        return apply(fn as CellOp, ...args.map(visit));
    }
  };
  const power = (base: Expr, exponent: Expr): string => {
    const plan = powerPlan(exponent);
    if (plan.kind === "sqrt") return apply("sqrt", visit(base));
    if (plan.kind === "general") return apply("pow", visit(base), visit(exponent));
    if (plan.n === 0) return visit(number(1));
    const x = visit(base);
    const product = plan.steps.reduce((r, step) => apply("mul", r, step === "square" ? r : x), x);
    return plan.reciprocal ? apply("reciprocal", product) : product;
  };
  return visit(expr);
}

/** Whether a name with a meaning stands in an expression; each tree is walked once. */
export function dependence(meaning: Meaning): (expr: Expr) => boolean {
  const known = new Map<Expr, boolean>();
  const visit = (expr: Expr): boolean => {
    if (expr.kind === "number") return false;
    if (expr.kind === "name") return meaning(expr.name) !== null;
    const before = known.get(expr);
    if (before !== undefined) return before;
    const found = expr.args.some(visit);
    known.set(expr, found);
    return found;
  };
  return visit;
}
