import { functions, type Expr } from "../../../core/equations/tree";

/** What the value of an expression depends on. */
export interface Reach {
  /** A field, or a plane that is computed from fields. */
  state: boolean;
  /** The place: coordinates or an array. */
  place: boolean;
  /** An array given with the run, whose cells no formula can give. */
  array: boolean;
  /** Time, step or a sum over the domain: it changes from pass to pass even where it is the same in every cell. */
  moment: boolean;
  /** A neighbouring cell. */
  neighbours: boolean;
}

/** What names mean to a plan. */
export interface Names {
  /** Fields, and auxiliary fields that have a plane of their own. */
  fields: ReadonlySet<string>;
  arrays: ReadonlySet<string>;
  /** Names whose values change between passes, beside the sums. */
  moments: ReadonlySet<string>;
}

const coordinates = new Set(["x", "y", "z"]);
const nothing: Reach = { state: false, place: false, array: false, moment: false, neighbours: false };

/** Reads off what expressions depend on; each tree is walked once. */
export function reachOf(names: Names): (expr: Expr) => Reach {
  const known = new Map<Expr, Reach>();
  const visit = (expr: Expr): Reach => {
    const before = known.get(expr);
    if (before) return before;
    const found = look(expr);
    known.set(expr, found);
    return found;
  };
  const look = (expr: Expr): Reach => {
    if (expr.kind === "number") return nothing;
    if (expr.kind === "name") {
      const { name } = expr;
      if (names.fields.has(name)) return { ...nothing, state: true };
      if (names.arrays.has(name)) return { ...nothing, place: true, array: true };
      return { ...nothing, place: coordinates.has(name), moment: names.moments.has(name) || name.startsWith("sum#") };
    }
    // An integral is one number, whatever it is taken of.
    if (isDomain(expr)) return { ...nothing, moment: true };
    const inner = expr.args.map(visit).reduce(union, nothing);
    return isStencil(expr) ? { ...inner, neighbours: true } : inner;
  };
  return visit;
}

const union = (a: Reach, b: Reach): Reach => ({
  state: a.state || b.state,
  place: a.place || b.place,
  array: a.array || b.array,
  moment: a.moment || b.moment,
  neighbours: a.neighbours || b.neighbours,
});

/** `integral(…)` or `mean(…)`. */
export const isDomain = (expr: Expr): boolean => expr.kind === "call" && (expr.fn === "integral" || expr.fn === "mean");

export const isStencil = (expr: Expr): boolean => expr.kind === "call" && functions[expr.fn].class === "stencil";

/** A text that is the same for trees that say the same. */
export function keyer(): (expr: Expr) => string {
  const known = new Map<Expr, string>();
  const visit = (expr: Expr): string => {
    if (expr.kind === "number") return Object.is(expr.value, -0) ? "-0" : String(expr.value);
    if (expr.kind === "name") return expr.name;
    const before = known.get(expr);
    if (before !== undefined) return before;
    const key = `${expr.fn}(${expr.args.map(visit).join()})`;
    known.set(expr, key);
    return key;
  };
  return visit;
}
