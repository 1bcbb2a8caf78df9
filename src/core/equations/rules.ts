import { wholeExponent } from "./evaluate";
import { number, type Expr, type FunctionName } from "./tree";
import { same } from "./walk";

/** Makes a call and simplifies it; its operands are simple already. */
export type Build = (fn: FunctionName, ...args: Expr[]) => Expr;

/** What an operation on these operands may be replaced with, or null where the rule has nothing to say. */
type Rule = (operands: readonly [Expr, Expr, Expr], build: Build) => Expr | null;
export type Rules = Partial<Record<FunctionName, Rule>>;

/** Identities of IEEE arithmetic that hold to the bit for every finite operand. */
export const exactRules: Rules = {
  add: ([a, b]) => (isNumber(b, -0) ? a : isNumber(a, -0) ? b : null),
  sub: ([a, b]) => (isNumber(b, 0) ? a : null),
  mul: ([a, b]) => (isNumber(b, 1) ? a : isNumber(a, 1) ? b : null),
  div: ([a, b]) => (isNumber(b, 1) ? a : null),
  pow: ([a, b]) => (wholeExponent(b) === 1 ? a : wholeExponent(b) === 0 ? number(1) : null),
  neg: ([a]) => (a.kind === "call" && a.fn === "neg" ? a.args[0]! : null),
  select: ([c, a, b]) => (c.kind === "number" ? (c.value !== 0 ? a : b) : null),
};

/**
 * Identities of the real numbers, for formulas that are read and Jacobians that are evaluated apart from a run. Each
 * makes the tree smaller or moves a sign or a number outwards and to the front, so rewriting ends.
 */
export const symbolicRules: Rules = {
  add([a, b], build) {
    if (isZero(a)) return b;
    if (isZero(b)) return a;
    const [[m, x], [n, y]] = [coefficient(a), coefficient(b)];
    if (same(x, y) && Number.isFinite(m + n)) return build("mul", number(m + n), x);
    const minusB = negated(b, build);
    if (minusB) return build("sub", a, minusB);
    const minusA = negated(a, build);
    return minusA && build("sub", b, minusA);
  },
  sub([a, b], build) {
    if (isZero(a)) return build("neg", b);
    if (isZero(b)) return a;
    const [[m, x], [n, y]] = [coefficient(a), coefficient(b)];
    if (same(x, y) && Number.isFinite(m - n)) return build("mul", number(m - n), x);
    const minusB = negated(b, build);
    return minusB && build("add", a, minusB);
  },
  mul([a, b], build) {
    if (isZero(a) || isZero(b)) return number(0);
    const minusA = negated(a, build);
    if (minusA) return build("neg", build("mul", minusA, b));
    const minusB = negated(b, build);
    if (minusB) return build("neg", build("mul", a, minusB));
    const [[m, x], [n, y]] = [coefficient(a), coefficient(b)];
    if (b.kind === "number") return a.kind === "number" ? null : build("mul", b, a);
    if (a.kind === "number") return n !== 1 && Number.isFinite(a.value * n) ? build("mul", number(a.value * n), y) : null;
    if ((m !== 1 || n !== 1) && Number.isFinite(m * n)) return build("mul", number(m * n), build("mul", x, y));
    const [[base, k], [other, l]] = [power(a), power(b)];
    return same(base, other) ? build("pow", base, number(k + l)) : null;
  },
  div([a, b], build) {
    if (isZero(b)) return null;
    if (isZero(a)) return number(0);
    const minusA = negated(a, build);
    if (minusA) return build("neg", build("div", minusA, b));
    const minusB = negated(b, build);
    if (minusB) return build("neg", build("div", a, minusB));
    const [[base, k], [other, l]] = [power(a), power(b)];
    return base.kind !== "number" && same(base, other) ? build("pow", base, number(k - l)) : null;
  },
  pow([a, b], build) {
    if (isNumber(a, 1)) return a;
    const [base, k] = power(a);
    const l = wholeExponent(b);
    return k !== 1 && l !== null && Number.isInteger(k) ? build("pow", base, number(k * l)) : null;
  },
  neg: ([a], build) => (a.kind === "call" && a.fn === "sub" ? build("sub", a.args[1]!, a.args[0]!) : null),
  select: ([, a, b]) => (same(a, b) ? a : null),
  min: ([a, b]) => (same(a, b) ? a : null),
  max: ([a, b]) => (same(a, b) ? a : null),
};

/** Whether a tree is this very number; −0 is not 0. */
function isNumber(expr: Expr, value: number): boolean {
  return expr.kind === "number" && Object.is(expr.value, value);
}

function isZero(expr: Expr): boolean {
  return expr.kind === "number" && expr.value === 0;
}

/** −e where e shows a minus sign: a negative number or a negation. */
function negated(expr: Expr, build: Build): Expr | null {
  if (expr.kind === "number" && expr.value < 0) return number(-expr.value);
  return expr.kind === "call" && expr.fn === "neg" ? build("neg", expr) : null;
}

/** The number in front of a term and the rest: 2·x is [2, x]. */
function coefficient(expr: Expr): [number, Expr] {
  if (expr.kind !== "call") return [1, expr];
  const [a, b] = expr.args as readonly [Expr, Expr];
  if (expr.fn === "mul" && a.kind === "number") return [a.value, b];
  if (expr.fn !== "neg") return [1, expr];
  const [n, rest] = coefficient(a);
  return [-n, rest];
}

/** Base and constant exponent: x³ is [x, 3], x is [x, 1]. */
function power(expr: Expr): [Expr, number] {
  if (expr.kind !== "call" || expr.fn !== "pow") return [expr, 1];
  const [base, exponent] = expr.args as readonly [Expr, Expr];
  return exponent.kind === "number" ? [base, exponent.value] : [expr, 1];
}
