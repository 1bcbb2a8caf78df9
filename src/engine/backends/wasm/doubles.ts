import { bits, f64, vector, type Node } from "./nodes";

/** Arithmetic on two doubles at once, and what the elementary functions share. */
export const add = (a: Node, b: Node): Node => vector("f64x2.add", a, b);
export const sub = (a: Node, b: Node): Node => vector("f64x2.sub", a, b);
export const mul = (a: Node, b: Node): Node => vector("f64x2.mul", a, b);
export const div = (a: Node, b: Node): Node => vector("f64x2.div", a, b);

/** Masks: all bits of a lane, or none. */
export const eq = (a: Node, b: Node): Node => vector("f64x2.eq", a, b);
export const lt = (a: Node, b: Node): Node => vector("f64x2.lt", a, b);
export const le = (a: Node, b: Node): Node => vector("f64x2.le", a, b);
export const and = (a: Node, b: Node): Node => vector("v128.and", a, b);
export const or = (a: Node, b: Node): Node => vector("v128.or", a, b);
export const xor = (a: Node, b: Node): Node => vector("v128.xor", a, b);

/** a where the mask is set, else b. */
export const select = (mask: Node, a: Node, b: Node): Node => vector("v128.bitselect", a, b, mask);

/** b < a ? b : a and a < b ? b : a. */
export const lower = (a: Node, b: Node): Node => vector("f64x2.pmin", a, b);
export const upper = (a: Node, b: Node): Node => vector("f64x2.pmax", a, b);

export const one = f64(1);
export const two = f64(2);
export const zero = f64(0);
export const infinity = f64(Infinity);
export const nan = f64(NaN);

/** −a where the mask is set: the sign's bit turned. */
export const negateWhere = (mask: Node, a: Node): Node => xor(a, and(mask, bits(0x80000000, 0)));

/** c₀ + x·(c₁ + x·(c₂ + …)). */
export function polynomial(x: Node, coefficients: readonly number[]): Node {
  return coefficients.slice(0, -1).reduceRight((sum, coefficient) => add(f64(coefficient), mul(x, sum)), f64(coefficients.at(-1)!));
}
