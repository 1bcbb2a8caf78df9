import type { Expr } from "../../../core/equations/tree";
import { isDomain } from "./reach";
import type { Ghosts } from "./workspace";

/** The axes across which something goes on at the far end, in the order x, y, z: "", "x", "xz". */
export type Wrapping = string;

export const wrappingOf = (ghosts: Ghosts): Wrapping => (["x", "y", "z"] as const).filter((axis) => ghosts[`${axis}-`]?.kind === "wrap").join("");

export const common = (a: Wrapping, b: Wrapping): Wrapping => [...a].filter((axis) => b.includes(axis)).join("");

/**
 * Reads off across which axes all fields of an expression wrap; null without a field. Each tree is walked once.
 * @param fields fields, and auxiliary fields that have a plane of their own.
 */
export function wrappingsOf(fields: ReadonlyMap<string, Wrapping>): (expr: Expr) => Wrapping | null {
  const known = new Map<Expr, Wrapping | null>();
  const visit = (expr: Expr): Wrapping | null => {
    if (expr.kind === "number" || isDomain(expr)) return null;
    if (expr.kind === "name") return fields.get(expr.name) ?? null;
    const before = known.get(expr);
    if (before !== undefined) return before;
    const found = expr.args.map(visit).reduce((a, b) => (a === null ? b : b === null ? a : common(a, b)), null);
    known.set(expr, found);
    return found;
  };
  return visit;
}
