import { EXP, LN2, LOG2_E, ROUNDER } from "../../../core/field/elementary-coefficients";
import { add, and, div, eq, lower, lt, mul, negateWhere, one, polynomial, select, sub, two, upper, zero } from "./doubles";
import { f64, shift, vector, words, type Definition, type Node } from "./nodes";

// Operation by operation what core/field/elementary.ts does, two lanes at a time.

/** e^x. */
export const exp: Definition = { name: "exp", params: ["v128"], arity: 1, results: ([x]) => [expOfSum(x!, null)] };

/** Hyperbolic tangent. */
export const tanh: Definition = { name: "tanh", params: ["v128"], arity: 1, results: ([x]) => [tanhOf(x!)] };

/** e^(hi + lo); a `lo` of null is 0. */
export function expOfSum(hi: Node, lo: Node | null): Node {
  const x = upper(lower(hi, f64(710)), f64(-746));
  const rounded = nearest(x);
  const n = sub(rounded, f64(ROUNDER));
  const value = add(one, expm1NearZero(x, n, lo && and(lo, eq(x, hi))));
  const half = shift("i32x4.shr_s", rounded, 1);
  return mul(mul(value, powerOfTwo(half)), powerOfTwo(vector("i32x4.sub", rounded, half)));
}

/** x/ln 2 + 1.5·2⁵²: the nearest integer stands in the low word. */
const nearest = (x: Node): Node => add(mul(x, f64(LOG2_E)), f64(ROUNDER));

/** 2^n for integers n in the low words, −1022 ≤ n ≤ 1023, put together from bits; what stands in the high words falls out. */
const powerOfTwo = (n: Node): Node => shift("i64x2.shl", vector("i32x4.add", n, words(1023)), 52);

function expm1NearZero(x: Node, n: Node, tail: Node | null): Node {
  const hi = sub(x, mul(n, f64(LN2[0])));
  const product = mul(n, f64(LN2[1]));
  const lo = tail ? sub(product, tail) : product;
  const r = sub(hi, lo);
  const error = sub(sub(hi, r), lo);
  return add(r, add(mul(mul(r, r), add(f64(0.5), mul(r, polynomial(r, EXP)))), error));
}

function tanhOf(x: Node): Node {
  const size = upper(x, vector("f64x2.neg", x));
  const a = mul(f64(-2), lower(size, f64(22)));
  const rounded = nearest(a);
  const scale = powerOfTwo(rounded);
  const small = mul(scale, expm1NearZero(a, sub(rounded, f64(ROUNDER)), null));
  const t = add(small, sub(scale, one));
  const e = add(small, scale);
  const large = lt(f64(0.55), size);
  const quotient = div(select(large, mul(two, e), sub(zero, t)), select(large, add(one, e), add(two, t)));
  return negateWhere(lt(x, zero), select(large, sub(one, quotient), quotient));
}
