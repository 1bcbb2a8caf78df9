import { call, number, type CallExpr, type Expr, type FunctionName } from "../../../core/equations/tree";
import { isOperator, type Operator } from "./symbols";

/** A part of a sum: `factor`, the same in every cell, times operators applied to `base`, one after another. */
export interface Term {
  factor: Expr;
  operators: readonly Operator[];
  /** A number only as 1, without operators. */
  base: Expr;
}

const one = number(1);
const second = { x: "dxx", y: "dyy", z: "dzz" } as const;

/**
 * Takes an expression of primitives apart into terms. Sums, factors that are the same in every cell, and linear operators
 * are gone through; ∇·(a∇b) becomes ∂(a·∂b) along each axis, with what of a is the same in every cell taken out as a ∇²b.
 * @param uniform whether an expression is the same in every cell.
 */
export function termsOf(expr: Expr, dimensions: 2 | 3, uniform: (expr: Expr) => boolean): Term[] {
  const axes = dimensions === 3 ? (["x", "y", "z"] as const) : (["x", "y"] as const);

  const visit = (node: Expr, factor: Expr, operators: readonly Operator[]): Term[] => {
    if (uniform(node)) return operators.length > 0 ? [] : [{ factor: product(factor, node), operators, base: one }];
    if (node.kind !== "call") return [{ factor, operators, base: node }];
    const [a, b] = node.args as readonly [Expr, Expr];
    const { fn } = node;
    switch (fn) {
      case "add":
        return [...visit(a, factor, operators), ...visit(b, factor, operators)];
      case "sub":
        return [...visit(a, factor, operators), ...visit(b, call("neg", [factor]), operators)];
      case "neg":
        return visit(a, call("neg", [factor]), operators);
      case "mul":
        if (uniform(a)) return visit(b, product(factor, a), operators);
        return uniform(b) ? visit(a, product(factor, b), operators) : [{ factor, operators, base: node }];
      case "div":
        return uniform(b) ? visit(a, call("div", [factor, b]), operators) : [{ factor, operators, base: node }];
      case "diffuse":
        return axes.flatMap((axis) => alongAxis(axis, node, factor, operators));
      case "diffusex":
      case "diffusey":
      case "diffusez":
        return alongAxis(fn.at(-1) as "x" | "y" | "z", node, factor, operators);
    }
    if (!isOperator(fn)) return [{ factor, operators, base: node }];
    return dimensions === 2 && fn.includes("z") ? [] : visit(a, factor, [...operators, fn]);
  };

  const alongAxis = (axis: "x" | "y" | "z", { args }: CallExpr, factor: Expr, operators: readonly Operator[]): Term[] => {
    const [a, b] = args as readonly [Expr, Expr];
    if (uniform(b) || (axis === "z" && dimensions === 2)) return [];
    const { same, rest } = separate(a, uniform);
    const terms: Term[] = [];
    if (same) terms.push(...visit(b, product(factor, same), [...operators, second[axis]]));
    if (rest) terms.push({ factor, operators: [...operators, `d${axis}`], base: call("mul", [rest, call(`d${axis}`, [b])]) });
    return terms;
  };

  return visit(expr, one, []);
}

interface Separated {
  /** What is the same in every cell. */
  same: Expr | null;
  rest: Expr | null;
}

function separate(expr: Expr, uniform: (expr: Expr) => boolean): Separated {
  if (uniform(expr)) return { same: expr, rest: null };
  if (expr.kind !== "call" || (expr.fn !== "add" && expr.fn !== "sub" && expr.fn !== "neg")) return { same: null, rest: expr };
  const parts = expr.args.map((arg) => separate(arg, uniform));
  const join = (which: keyof Separated): Expr | null => {
    const [a, b] = parts.map((part) => part[which]) as [Expr | null, Expr | null | undefined];
    if (expr.fn === "neg") return a && call("neg", [a]);
    if (a && b) return call(expr.fn as FunctionName, [a, b]);
    return a ?? (b ? (expr.fn === "sub" ? call("neg", [b]) : b) : null);
  };
  return { same: join("same"), rest: join("rest") };
}

const product = (a: Expr, b: Expr): Expr => (isOne(a) ? b : isOne(b) ? a : call("mul", [a, b]));

export const isOne = (expr: Expr): boolean => expr.kind === "number" && expr.value === 1;
