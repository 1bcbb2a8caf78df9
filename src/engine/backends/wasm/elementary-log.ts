import { LN2, LOG } from "../../../core/field/elementary-coefficients";
import { add, and, div, eq, infinity, lt, mul, nan, one, polynomial, select, sub, two, zero } from "./doubles";
import { bits, f64, shift, vector, type Definition, type Node } from "./nodes";

const SMALLEST_NORMAL = 2.2250738585072014e-308;
/** High word of √½ rounded down. */
const SQRT_HALF_WORD = 0x3fe6a09e;

/** Natural logarithm. */
export const log: Definition = {
  name: "log",
  params: ["v128"],
  arity: 1,
  results: ([x]) => {
    const inside = and(lt(zero, x!), lt(x!, infinity));
    const outside = select(eq(x!, zero), f64(-Infinity), select(eq(x!, infinity), infinity, nan));
    return [select(inside, logOfPositive(x!), outside)];
  },
};

/** ln x for 0 < x < ∞. */
export function logOfPositive(x: Node): Node {
  const { k, mantissa } = takeApart(x);
  const f = sub(mantissa, one);
  const s = div(f, add(two, f));
  const z = mul(s, s);
  const r = mul(z, polynomial(z, LOG));
  const half = mul(mul(f64(0.5), f), f);
  const low = add(mul(s, add(half, r)), mul(k, f64(LN2[1])));
  return add(mul(k, f64(LN2[0])), sub(f, sub(half, low)));
}

/** x = 2^k · mantissa with the mantissa in [√½, √2), for 0 < x < ∞; k as a double. */
export function takeApart(x: Node): { k: Node; mantissa: Node } {
  const subnormal = lt(x, f64(SMALLEST_NORMAL));
  const normal = select(subnormal, mul(x, f64(2 ** 54)), x);
  const raised = vector("i32x4.add", normal, bits(0x3ff00000 - SQRT_HALF_WORD, 0));
  const exponent = and(raised, bits(0xfff00000, 0));
  const mantissa = vector("i32x4.add", vector("i32x4.sub", normal, exponent), bits(0x3ff00000, 0));
  // The biased exponent under the bits of 2⁵² is 2⁵² plus it.
  const shifted = vector("v128.or", shift("i64x2.shr_u", exponent, 52), bits(0x43300000, 0));
  const k = sub(sub(shifted, f64(2 ** 52 + 1023)), and(subnormal, f64(54)));
  return { k, mantissa };
}
