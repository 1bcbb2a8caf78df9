import { LN2, POW, SPLITTER, TWO_THIRDS } from "../../../core/field/elementary-coefficients";
import { add, and, div, eq, infinity, lower, lt, mul, nan, one, or, polynomial, select, sub, two, upper, xor, zero } from "./doubles";
import { expOfSum } from "./elementary-exp";
import { takeApart } from "./elementary-log";
import { f64, vector, type Definition, type Node } from "./nodes";

/** x to the power y. */
export const pow: Definition = { name: "pow", params: ["v128", "v128"], arity: 1, results: ([x, y]) => [powOf(x!, y!)] };

function powOf(x: Node, y: Node): Node {
  const negative = lt(x, zero);
  const size = upper(x, vector("f64x2.neg", x));
  const sign = select(negative, signOfNegativePower(y), one);
  const [none, all] = [eq(size, zero), eq(size, infinity)];
  const power = powOfPositive(size, upper(lower(y, f64(2 ** 64)), f64(-(2 ** 64))));
  const vanishes = vector("v128.not", xor(none, lt(zero, y)));
  const edge = select(vanishes, zero, infinity);
  const value = mul(sign, select(or(none, all), edge, power));
  const known = and(eq(x, x), eq(y, y));
  return select(eq(y, zero), one, select(known, value, nan));
}

/** (−1)^y for integer y, else NaN. */
function signOfNegativePower(y: Node): Node {
  const whole = eq(vector("f64x2.floor", y), y);
  const even = eq(mul(vector("f64x2.floor", div(y, two)), two), y);
  return select(whole, select(even, one, f64(-1)), nan);
}

/** x^y for finite x > 0 and |y| ≤ 2⁶⁴. Each pair …, …Lo is an unevaluated sum. */
function powOfPositive(x: Node, y: Node): Node {
  const { k, mantissa: m } = takeApart(x);
  const f = sub(m, one);
  const g = add(m, one);
  const gLo = sub(m, sub(g, one));
  const s = div(f, g);
  const back = mul(s, g);
  const sHalves = halved(s);
  const sLo = div(sub(sub(sub(f, back), productError(sHalves, halved(g), back)), mul(s, gLo)), g);
  const z = mul(s, s);
  const zLo = add(productError(sHalves, sHalves, z), mul(mul(two, s), sLo));
  const q = mul(z, polynomial(z, POW));
  const p = add(f64(TWO_THIRDS[0]), q);
  const pLo = add(add(sub(f64(TWO_THIRDS[0]), p), q), f64(TWO_THIRDS[1]));
  const cube = mul(s, z);
  const cubeLo = add(productError(sHalves, halved(z), cube), add(mul(s, zLo), mul(sLo, z)));
  const v = mul(cube, p);
  const vLo = add(productError(halved(cube), halved(p), v), add(mul(cube, pLo), mul(cubeLo, p)));
  const a = mul(two, s);
  const h = add(a, v);
  const hLo = add(add(sub(a, h), v), add(mul(two, sLo), vLo));
  const moved = mul(k, f64(LN2[0]));
  const sum = add(moved, h);
  const sumLo = add(add(sub(moved, sum), h), add(hLo, mul(k, f64(LN2[1]))));
  const ln = add(sum, sumLo);
  const lnLo = add(sub(sum, ln), sumLo);
  const product = mul(y, ln);
  return expOfSum(product, add(productError(halved(y), halved(ln), product), mul(y, lnLo)));
}

/** A double as two of half its digits. */
interface Halved {
  high: Node;
  low: Node;
}

function halved(a: Node): Halved {
  const big = mul(f64(SPLITTER), a);
  const high = sub(big, sub(big, a));
  return { high, low: sub(a, high) };
}

/** a·b − product, exactly, for product = a·b as rounded. */
function productError(a: Halved, b: Halved, product: Node): Node {
  return add(add(add(sub(mul(a.high, b.high), product), mul(a.high, b.low)), mul(a.low, b.high)), mul(a.low, b.low));
}
