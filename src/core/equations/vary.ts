import { functions, type Axis, type Expr, type Scope } from "./tree";

/**
 * Tells whether the value of an expression differs from cell to cell along any of the given axes: it names a species, an
 * auxiliary field, a parameter that varies, or the coordinate itself. In 2D nothing varies along z. What an integral or a
 * mean is taken of does not count. Each subtree is visited once for each choice of axes.
 */
export function variation({ species, auxiliary = [], varying = auxiliary, dimensions = 3 }: Scope): (expr: Expr, along: readonly Axis[]) => boolean {
  const fields = new Set([...species, ...varying]);
  const known = new Map<string, Map<Expr, boolean>>();
  return (whole, along) => {
    const axes = along.filter((axis) => dimensions === 3 || axis !== "z");
    const key = axes.join("");
    const found = known.get(key) ?? new Map<Expr, boolean>();
    known.set(key, found);
    const visit = (expr: Expr): boolean => {
      if (expr.kind === "number") return false;
      if (expr.kind === "name") return fields.has(expr.name) || (axes as readonly string[]).includes(expr.name);
      if (functions[expr.fn].class === "domain") return false;
      const before = found.get(expr);
      if (before !== undefined) return before;
      const varies = functions[expr.fn].class === "random" || expr.args.some(visit);
      found.set(expr, varies);
      return varies;
    };
    return axes.length > 0 && visit(whole);
  };
}

/** Whether an expression differs from cell to cell at all. */
export function variesInSpace(expr: Expr, scope: Scope): boolean {
  return variation(scope)(expr, ["x", "y", "z"]);
}
