import { functions, type Expr, type FunctionClass, type FunctionName } from "./tree";

/** Whether a call of this class stands anywhere in the tree. */
export function has(expr: Expr, kind: FunctionClass): boolean {
  return expr.kind === "call" && (functions[expr.fn].class === kind || expr.args.some((arg) => has(arg, kind)));
}

/** Whether two trees say the same, wherever they stood in their texts. */
export function same(a: Expr, b: Expr): boolean {
  if (a === b) return true;
  if (a.kind === "number") return b.kind === "number" && Object.is(a.value, b.value);
  if (a.kind === "name") return b.kind === "name" && a.name === b.name;
  return b.kind === "call" && a.fn === b.fn && a.args.length === b.args.length && a.args.every((arg, i) => same(arg, b.args[i]!));
}

/** How often a function is called in the tree. */
export function count(expr: Expr, fn: FunctionName): number {
  if (expr.kind !== "call") return 0;
  return expr.args.reduce((sum, arg) => sum + count(arg, fn), expr.fn === fn ? 1 : 0);
}

/** Every name that stands in the tree. */
export function namesIn(expr: Expr, found: Set<string> = new Set()): Set<string> {
  if (expr.kind === "name") found.add(expr.name);
  if (expr.kind === "call") for (const arg of expr.args) namesIn(arg, found);
  return found;
}

/**
 * Nodes and levels of a tree, shared subtrees counted wherever they stand.
 * Each is visited once, so a small text whose tree is beyond all bounds is found out in time.
 */
export function measureTree(expr: Expr, known: Map<Expr, TreeSize> = new Map()): TreeSize {
  if (expr.kind !== "call") return { nodes: 1, levels: 1 };
  const before = known.get(expr);
  if (before) return before;
  const inner = expr.args.map((arg) => measureTree(arg, known));
  const size = {
    nodes: inner.reduce((sum, { nodes }) => sum + nodes, 1),
    levels: inner.reduce((most, { levels }) => Math.max(most, levels), 0) + 1,
  };
  known.set(expr, size);
  return size;
}

export interface TreeSize {
  nodes: number;
  levels: number;
}
