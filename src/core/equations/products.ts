import { call, number, type Expr, type Span } from "./tree";

/** A term as its sign and its factors, in the order of the text. */
export interface Product {
  negative: boolean;
  factors: readonly Factor[];
}

/** A factor, or with `under` a divisor. */
export interface Factor {
  expr: Expr;
  under: boolean;
}

/** One of the terms of a sum. */
export interface Term {
  negative: boolean;
  expr: Expr;
}

export const zero = number(0);
export const isZero = (expr: Expr): boolean => expr.kind === "number" && expr.value === 0;

/** Takes products, quotients and signs apart; divisors stay whole. */
export function productOf(expr: Expr): Product {
  if (expr.kind !== "call") return { negative: false, factors: [{ expr, under: false }] };
  const [a, b] = expr.args as readonly [Expr, Expr];
  switch (expr.fn) {
    case "neg": {
      const { negative, factors } = productOf(a);
      return { negative: !negative, factors };
    }
    case "mul": {
      const [left, right] = [productOf(a), productOf(b)];
      return { negative: left.negative !== right.negative, factors: [...left.factors, ...right.factors] };
    }
    case "div": {
      const { negative, factors } = productOf(a);
      return { negative, factors: [...factors, { expr: b, under: true }] };
    }
    default:
      return { negative: false, factors: [{ expr, under: false }] };
  }
}

/** The product of the factors, 1 when there are none; divisors come last. */
export function productExpr(factors: readonly Factor[], at: Span): Expr {
  const over = factors.filter(({ under }) => !under).map(({ expr }) => expr);
  const product = over.length > 0 ? over.reduce((left, right) => call("mul", [left, right], at)) : number(1, at);
  return divided(product, factors, at);
}

/** ±(factors · core / divisors). */
export function around({ negative, factors }: Product, core: Expr, at: Span): Expr {
  const over = factors.filter(({ under }) => !under).map(({ expr }) => expr);
  const product = [...over, core].reduce((left, right) => call("mul", [left, right], at));
  const whole = divided(product, factors, at);
  return negative ? call("neg", [whole], at) : whole;
}

function divided(product: Expr, factors: readonly Factor[], at: Span): Expr {
  return factors.filter(({ under }) => under).reduce((left, { expr }) => call("div", [left, expr], at), product);
}

/** Takes sums, differences and signs apart. */
export function termsOf(expr: Expr, negative = false): Term[] {
  if (expr.kind !== "call") return [{ negative, expr }];
  const [a, b] = expr.args as readonly [Expr, Expr];
  switch (expr.fn) {
    case "neg":
      return termsOf(a, !negative);
    case "add":
      return [...termsOf(a, negative), ...termsOf(b, negative)];
    case "sub":
      return [...termsOf(a, negative), ...termsOf(b, !negative)];
    default:
      return [{ negative, expr }];
  }
}

/** The sum of the terms in their order, without those that are 0. */
export function sumOf(terms: readonly Term[], at: Span): Expr {
  const [first, ...rest] = terms.filter(({ expr }) => !isZero(expr));
  if (!first) return zero;
  const start = first.negative ? call("neg", [first.expr], at) : first.expr;
  return rest.reduce((sum, { negative, expr }) => call(negative ? "sub" : "add", [sum, expr], at), start);
}
