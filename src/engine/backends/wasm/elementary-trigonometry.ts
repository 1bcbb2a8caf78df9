import { COS, HALF_PI, ROUNDER, SIN, TWO_OVER_PI } from "../../../core/field/elementary-coefficients";
import { add, and, le, mul, nan, one, polynomial, select, sub, xor, zero } from "./doubles";
import { bits, f64, shift, vector, words, type Definition, type Node } from "./nodes";

/** Sine. */
export const sin: Definition = { name: "sin", params: ["v128"], arity: 1, results: ([x]) => [turned(x!, 0)] };

/** Cosine. */
export const cos: Definition = { name: "cos", params: ["v128"], arity: 1, results: ([x]) => [turned(x!, 1)] };

/** The sine of x, or for `ahead` 1 of x + π/2. */
export function turned(x: Node, ahead: 0 | 1): Node {
  const { quadrant, r, tail } = reduce(x);
  const z = mul(r, r);
  const [sine, cosine] = [sinNearZero(r, tail, z), cosNearZero(r, tail, z)];
  // The quadrant's bits 0 and 1 at the top of a double: ±0 or ±2.
  const top = shift("i64x2.shl", quadrant, 62);
  const odd = vector("f64x2.ne", top, zero);
  const value = ahead ? select(odd, sine, cosine) : select(odd, cosine, sine);
  const sign = ahead ? shift("i64x2.shl", vector("i32x4.add", quadrant, words(1)), 62) : top;
  return xor(value, and(sign, bits(0x80000000, 0)));
}

/** x as n·π/2 + r + tail; n stands in the low words of `quadrant`. */
function reduce(x: Node): { quadrant: Node; r: Node; tail: Node } {
  const quadrant = add(mul(x, f64(TWO_OVER_PI)), f64(ROUNDER));
  const n = sub(quadrant, f64(ROUNDER));
  const r1 = sub(x, mul(n, f64(HALF_PI[0])));
  const w2 = mul(n, f64(HALF_PI[1]));
  const r2 = sub(r1, w2);
  const e2 = sub(sub(r1, r2), w2);
  const w3 = sub(mul(n, f64(HALF_PI[2])), e2);
  const r3 = sub(r2, w3);
  const e3 = sub(sub(sub(r2, r3), w3), mul(n, f64(HALF_PI[3])));
  const r = add(r3, e3);
  const inReach = le(vector("f64x2.abs", x), f64(2 ** 30));
  return { quadrant, r: select(inReach, r, nan), tail: add(sub(r3, r), e3) };
}

function sinNearZero(r: Node, tail: Node, z: Node): Node {
  const p = polynomial(z, SIN);
  return add(r, add(mul(mul(z, r), p), sub(tail, mul(mul(f64(0.5), z), tail))));
}

function cosNearZero(r: Node, tail: Node, z: Node): Node {
  const p = polynomial(z, COS);
  const half = mul(f64(0.5), z);
  const w = sub(one, half);
  return add(w, add(sub(sub(one, w), half), sub(mul(mul(z, z), p), mul(r, tail))));
}
