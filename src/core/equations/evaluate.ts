import { bernoulli } from "../field/bernoulli";
import { cos, exp, log, pow, sin, tanh } from "../field/elementary";
import { functions, type CallExpr, type Expr, type FunctionName } from "./tree";

/** Whole exponents up to this size, of either sign, are repeated products. */
const maxWhole = 16;

/** How `x ^ e` is computed, in every back end. */
export type PowerPlan =
  /** The products of `steps` from r = x on, then 1/r if `reciprocal`; 1 when n is 0. */
  | { kind: "whole"; n: number; steps: readonly PowerStep[]; reciprocal: boolean }
  | { kind: "sqrt" }
  /** `pow` of `core/field/elementary`. */
  | { kind: "general" };

/** `square`: r ← r·r. `times`: r ← r·x. */
export type PowerStep = "square" | "times";

/**
 * The one rule for powers. A constant exponent decides at once: whole and |n| ≤ 16 gives repeated products, 0.5 the square
 * root, anything else `pow`; so does every exponent that varies or is a parameter, whatever value it takes.
 */
export function powerPlan(exponent: Expr): PowerPlan {
  return planOf(constantValue(exponent));
}

/** The whole number n, |n| ≤ 16, that a constant exponent is; null otherwise. Never −0. */
export function wholeExponent(exponent: Expr): number | null {
  return wholeOf(constantValue(exponent));
}

function planOf(exponent: number | null): PowerPlan {
  const n = wholeOf(exponent);
  if (n !== null) return { kind: "whole", n, steps: powerSteps(Math.abs(n)), reciprocal: n < 0 };
  return exponent === 0.5 ? { kind: "sqrt" } : { kind: "general" };
}

function wholeOf(value: number | null): number | null {
  return value !== null && Number.isInteger(value) && Math.abs(value) <= maxWhole ? value + 0 : null;
}

/**
 * xⁿ for a whole n, |n| ≤ 16, by the binary digits of |n| from the most significant: r = x for the leading 1, then for
 * each further digit r ← r·r and, where the digit is 1, r ← r·x. So x³ = (x·x)·x and x⁵ = ((x·x)·(x·x))·x. x⁰ = 1;
 * for n < 0 it is 1/(x^|n|). Knuth 1997, The Art of Computer Programming 2, §4.6.3.
 */
export function integerPower(x: number, n: number): number {
  if (n === 0) return 1;
  let r = x;
  for (const step of powerSteps(Math.abs(n))) r *= step === "square" ? r : x;
  return n < 0 ? 1 / r : r;
}

function powerSteps(n: number): PowerStep[] {
  const digits = n.toString(2).slice(1);
  return [...digits].flatMap((digit): PowerStep[] => (digit === "1" ? ["square", "times"] : ["square"]));
}

/**
 * The value that an expression has in every cell at all times, or null when it depends on a name other than π, on
 * neighbours or on draws. An operator on neighbours is 0 on a constant, a mean is the constant. The branch that a constant choice leaves aside does not matter, and x⁰ is 1 for every x: so
 * simplifying an exponent never changes which rule for powers applies.
 */
export function constantValue(expr: Expr): number | null {
  if (expr.kind === "number") return expr.value;
  if (expr.kind === "name") return expr.name === "pi" ? Math.PI : null;
  if (!Object.hasOwn(operations, expr.fn)) return constantAcross(expr);
  const [a, b, c] = expr.args as readonly [Expr, Expr, Expr];
  if (expr.fn === "select") {
    const condition = constantValue(a);
    return condition === null ? null : constantValue(condition !== 0 ? b : c);
  }
  if (expr.fn === "pow") {
    const exponent = constantValue(b);
    if (exponent === null || exponent === 0) return exponent === 0 ? 1 : null;
    const base = constantValue(a);
    return base === null ? null : raise(base, exponent, planOf(exponent));
  }
  const values: number[] = [];
  for (const arg of expr.args) {
    const value = constantValue(arg);
    if (value === null) return null;
    values.push(value);
  }
  return apply(expr.fn, values);
}

function constantAcross({ fn, args }: CallExpr): number | null {
  if (fn === "mean") return constantValue(args[0]!);
  return functions[fn].class === "stencil" && args.every((arg) => constantValue(arg) !== null) ? 0 : null;
}

/**
 * The value of an expression in a uniform state, in f64, by the operations that every exact back end performs in this
 * order: stencils and random terms are 0, a mean is the value and an integral the value times Lx·Ly·Lz (Lz is 1 where
 * `value` gives NaN or nothing for it, as in 2D). May be infinite or NaN, as for log(−1).
 * @param expr without vectors: `expand` comes before.
 * @param value what a name stands for; never asked for `pi`.
 */
export function evaluate(expr: Expr, value: (name: string) => number): number {
  if (expr.kind === "number") return expr.value;
  if (expr.kind === "name") return expr.name === "pi" ? Math.PI : value(expr.name);
  if (!Object.hasOwn(operations, expr.fn)) return acrossUniform(expr, (arg) => evaluate(arg, value), value);
  const values = expr.args.map((arg) => evaluate(arg, value));
  return expr.fn === "pow" ? raise(values[0]!, values[1]!, powerPlan(expr.args[1]!)) : apply(expr.fn, values);
}

/** A call that is no cell function. */
function acrossUniform({ fn, args }: CallExpr, ofArg: (arg: Expr) => number, value: (name: string) => number): number {
  switch (functions[fn].class) {
    case "domain":
      return fn === "mean" ? ofArg(args[0]!) : ofArg(args[0]!) * volume(value);
    case "vector":
    case "form":
      throw new Error(`${fn} has no value of its own: expand comes before evaluate`);
    default:
      return 0;
  }
}

function volume(value: (name: string) => number): number {
  const depth = value("Lz") as number | undefined;
  return value("Lx") * value("Ly") * (depth === undefined || Number.isNaN(depth) ? 1 : depth);
}

/**
 * `evaluate` prepared for many states: the same operations in the same order, hence the same bits, without walking the
 * tree again. What no varying name enters is computed once.
 * @param leaf reads a name; called once a place, what it returns at every evaluation.
 * @param varies whether a name's value may differ between evaluations.
 */
export function prepare(expr: Expr, leaf: (name: string) => () => number, varies: (name: string) => boolean): () => number {
  if (!dependsOn(expr, varies)) {
    const value = evaluate(expr, (name) => leaf(name)());
    return () => value;
  }
  if (expr.kind !== "call") return expr.kind === "name" ? leaf(expr.name) : () => expr.value;
  if (!Object.hasOwn(operations, expr.fn)) return prepareDomain(expr, leaf, varies);
  const [a, b = zero, c = zero] = expr.args.map((arg) => prepare(arg, leaf, varies)) as [() => number, (() => number)?, (() => number)?];
  if (expr.fn === "pow") {
    const plan = powerPlan(expr.args[1]!);
    return () => raise(a(), b(), plan);
  }
  const operation = operations[expr.fn]!;
  return () => operation(a(), b(), c());
}

/** What varies and is no cell function is a domain call: stencils and random terms are 0 in a uniform state. */
function prepareDomain({ fn, args }: CallExpr, leaf: (name: string) => () => number, varies: (name: string) => boolean): () => number {
  const inner = prepare(args[0]!, leaf, varies);
  if (fn === "mean") return inner;
  const extents = new Map(["Lx", "Ly", "Lz"].map((id) => [id, leaf(id)]));
  return () => inner() * volume((id) => extents.get(id)!());
}

const zero = () => 0;

/** Stencils and random terms do not: they are 0 in a uniform state. */
function dependsOn(expr: Expr, varies: (name: string) => boolean): boolean {
  if (expr.kind !== "call") return expr.kind === "name" && varies(expr.name);
  const counts = Object.hasOwn(operations, expr.fn) || functions[expr.fn].class === "domain";
  return counts && expr.args.some((arg) => dependsOn(arg, varies));
}

type Operation = (a: number, b: number, c: number) => number;

const truth = (holds: boolean) => (holds ? 1 : 0);
const min: Operation = (a, b) => (b < a ? b : a);
const max: Operation = (a, b) => (a < b ? b : a);

/** What the functions of class `cell` do; `pow` where no constant exponent says otherwise. A clamp is min(max(a, low), high), so high wins where low > high. */
const operations: Partial<Record<FunctionName, Operation>> = {
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
  div: (a, b) => a / b,
  pow,
  neg: (a) => -a,
  lt: (a, b) => truth(a < b),
  le: (a, b) => truth(a <= b),
  gt: (a, b) => truth(a > b),
  ge: (a, b) => truth(a >= b),
  eq: (a, b) => truth(a === b),
  ne: (a, b) => truth(a !== b),
  select: (c, a, b) => (c !== 0 ? a : b),
  exp,
  log,
  sqrt: Math.sqrt,
  sin,
  cos,
  tanh,
  bernoulli,
  abs: Math.abs,
  min,
  max,
  heaviside: (a) => truth(a > 0),
  clamp: (a, low, high) => min(max(a, low, 0), high, 0),
};

function apply(fn: FunctionName, values: readonly number[]): number {
  const [a, b, c] = values as [number, number, number];
  return operations[fn]!(a, b, c);
}

function raise(x: number, exponent: number, plan: PowerPlan): number {
  if (plan.kind === "whole") return integerPower(x, plan.n);
  return plan.kind === "sqrt" ? Math.sqrt(x) : pow(x, exponent);
}
