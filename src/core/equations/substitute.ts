import { call, type Expr } from "./tree";

/** The tree with expressions in place of names. Shared subtrees stay shared. */
export function substitute(expr: Expr, byName: Readonly<Record<string, Expr>>): Expr {
  const done = new Map<Expr, Expr>();
  const visit = (node: Expr): Expr => {
    if (node.kind === "number") return node;
    if (node.kind === "name") return Object.hasOwn(byName, node.name) ? byName[node.name]! : node;
    const before = done.get(node);
    if (before) return before;
    const args = node.args.map(visit);
    const found = args.every((arg, i) => arg === node.args[i]) ? node : call(node.fn, args, node.at);
    done.set(node, found);
    return found;
  };
  return visit(expr);
}
