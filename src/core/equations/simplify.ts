import { constantValue } from "./evaluate";
import { exactRules, symbolicRules, type Build, type Rules } from "./rules";
import { call, number, type CallExpr, type Expr } from "./tree";

/**
 * Folds constants, once and in f64, and drops operations that do nothing. Nothing is reassociated, and no finite result
 * changes a bit: `x + 0` stays, because −0 + 0 is 0. π becomes its number, so kernels meet no constant by name.
 * @param options `symbolic`: for derivatives and formulas to be read. Cancels freely, 0·x is 0 and x/x is 1, signs and
 * numbers move to the front, a lone π keeps its name; rounding may change and removable singularities go.
 */
export function simplify(expr: Expr, options: { symbolic?: boolean } = {}): Expr {
  const rules = options.symbolic ? [exactRules, symbolicRules] : [exactRules];
  // Derivatives share subtrees: each is visited once, however often it occurs.
  const done = new Map<Expr, Expr>();
  const visit = (node: Expr): Expr => {
    if (node.kind === "name" && node.name === "pi" && !options.symbolic) return number(Math.PI, node.at);
    if (node.kind !== "call") return node;
    const before = done.get(node);
    if (before) return before;
    const args = node.args.map(visit);
    const unchanged = args.every((arg, i) => arg === node.args[i]);
    const simple = rewrite(unchanged ? node : call(node.fn, args, node.at), rules);
    done.set(node, simple);
    return simple;
  };
  return visit(expr);
}

/** Simplifies an operation whose operands are simple already. */
function rewrite(expr: CallExpr, rules: readonly Rules[]): Expr {
  const value = constantValue(expr);
  if (value !== null && Number.isFinite(value)) return number(value, expr.at);
  const build: Build = (fn, ...args) => rewrite(call(fn, args, expr.at), rules);
  const operands = expr.args as readonly [Expr, Expr, Expr];
  for (const set of rules) {
    const simpler = set[expr.fn]?.(operands, build);
    if (simpler) return simpler;
  }
  return expr;
}
