/**
 * exp, log, sin, cos, tanh and pow in IEEE double from + − × ÷, comparison and bit access alone: the same bits in every
 * engine, which `Math.exp` and its kin do not promise. No table but one of powers of two; every branch is a select
 * between values that are (or could be) computed on both sides, so WebAssembly repeats each function lane by lane.
 * Single-precision runs compute here in double and round once.
 *
 * Errors below bound the largest measured against mpmath (tests/core/field/elementary.test.ts), in units of the last
 * place of the result. A NaN argument gives NaN. The sign of zero is not kept: f(−0) = f(+0).
 */
import { COS, EXP, HALF_PI, LN2, LOG, LOG2_E, POW, ROUNDER, SIN, SPLITTER, TWO_OVER_PI, TWO_THIRDS } from "./elementary-coefficients";

const [E3, E4, E5, E6, E7, E8, E9, E10, E11, E12] = EXP;
const [S0, S1, S2, S3, S4, S5, S6] = SIN;
const [C0, C1, C2, C3, C4, C5] = COS;
const [L0, L1, L2, L3, L4, L5, L6] = LOG;
const [P0, P1, P2, P3, P4, P5, P6, P7] = POW;
const [LN2_HI, LN2_LO] = LN2;
const [HALF_PI_1, HALF_PI_2, HALF_PI_3, HALF_PI_4] = HALF_PI;
const [TWO_THIRDS_HI, TWO_THIRDS_LO] = TWO_THIRDS;

const double = new Float64Array(1);
const words = new Int32Array(double.buffer); // low word first: WebAssembly and every engine we meet are little-endian
const SMALLEST_NORMAL = 2.2250738585072014e-308;
const TWO_64 = 18446744073709551616;
/** High word of √½ rounded down: mantissas are taken from [√½, √2). */
const SQRT_HALF_WORD = 0x3fe6a09e;

/** e^x. Below 1 ulp. Overflows to Infinity above 709.78, reaches 0 below −745.13. */
export function exp(x: number): number {
  return expOfSum(x, 0);
}

/** Natural logarithm. Below 1 ulp. log(0) = −Infinity, NaN for x < 0. */
export function log(x: number): number {
  if (!(x > 0)) return x === 0 ? -Infinity : NaN;
  if (x === Infinity) return x;
  const lift = x < SMALLEST_NORMAL ? 54 : 0;
  const normal = x * powerOfTwo(lift);
  const exponent = exponentOf(normal);
  const k = exponent - lift;
  const f = normal * powerOfTwo(-exponent) - 1;
  const s = f / (2 + f);
  const z = s * s;
  const r = z * (L0 + z * (L1 + z * (L2 + z * (L3 + z * (L4 + z * (L5 + z * L6))))));
  const half = 0.5 * f * f;
  return k * LN2_HI + (f - (half - (s * (half + r) + k * LN2_LO)));
}

/**
 * Sine, x in radians. Below 1 ulp for |x| ≤ 2²⁰. Beyond, the argument's reduction adds an absolute error of about one
 * ulp of x; above 2³⁰ the quadrant no longer fits 32 bits and the result is NaN.
 */
export function sin(x: number): number {
  const quadrant = reduce(x);
  const r = reduced[0]!;
  const tail = reduced[1]!;
  const value = quadrant & 1 ? cosNearZero(r, tail) : sinNearZero(r, tail);
  return quadrant & 2 ? -value : value;
}

/** Cosine, x in radians; errors and limits as for `sin`. */
export function cos(x: number): number {
  const quadrant = reduce(x);
  const r = reduced[0]!;
  const tail = reduced[1]!;
  const value = quadrant & 1 ? sinNearZero(r, tail) : cosNearZero(r, tail);
  return (quadrant + 1) & 2 ? -value : value;
}

/** Hyperbolic tangent, from e^(−2|x|). Below 2.2 ulp; exactly ±1 for |x| ≥ 22. */
export function tanh(x: number): number {
  const size = x < 0 ? -x : x;
  const a = -2 * (size > 22 ? 22 : size);
  const n = a * LOG2_E + ROUNDER - ROUNDER;
  const scale = powerOfTwo(n | 0);
  const small = scale * expm1NearZero(a, n, 0);
  // t = e^a − 1 keeps small x exact, e = e^a keeps the distance from 1
  const t = small + (scale - 1);
  const e = small + scale;
  const large = size > 0.55;
  const quotient = (large ? 2 * e : 0 - t) / (large ? 1 + e : 2 + t);
  const value = large ? 1 - quotient : quotient;
  return x < 0 ? -value : value;
}

/**
 * x to the power y, as e^(y·ln x) with ln x carried to about 2⁻⁶⁴. Below 1 ulp of normal results.
 * pow(x, 0) = 1 for every x, NaN included; x < 0 needs an integer y, else NaN; pow(0, y < 0) = Infinity.
 */
export function pow(x: number, y: number): number {
  if (y === 0) return 1;
  if (x !== x || y !== y) return NaN;
  const size = x < 0 ? -x : x;
  const sign = x < 0 ? signOfNegativePower(y) : 1;
  if (size === 0 || size === Infinity) return (size === 0) === y > 0 ? sign * 0 : sign * Infinity;
  // Beyond 2⁶⁴ every x ≠ 1 has overflowed or vanished; the bound keeps the exact products finite.
  return sign * powOfPositive(size, y > TWO_64 ? TWO_64 : y < -TWO_64 ? -TWO_64 : y);
}

/** e^(hi + lo) for |lo| far below |hi|. The last product but one is exact, so subnormal results are rounded once. */
function expOfSum(hi: number, lo: number): number {
  const x = hi > 710 ? 710 : hi < -746 ? -746 : hi;
  const n = x * LOG2_E + ROUNDER - ROUNDER;
  const value = 1 + expm1NearZero(x, n, x === hi ? lo : 0);
  const k = n | 0;
  return value * powerOfTwo(k >> 1) * powerOfTwo(k - (k >> 1));
}

/** e^r − 1 for r = x + tail − n·ln 2, |r| ≤ ln 2 / 2; r is carried with its rounding error. */
function expm1NearZero(x: number, n: number, tail: number): number {
  const hi = x - n * LN2_HI;
  const lo = n * LN2_LO - tail;
  const r = hi - lo;
  const error = hi - r - lo;
  const p = E3 + r * (E4 + r * (E5 + r * (E6 + r * (E7 + r * (E8 + r * (E9 + r * (E10 + r * (E11 + r * E12))))))));
  return r + (r * r * (0.5 + r * p) + error);
}

/** 2^n for −1074 ≤ n ≤ 1023, by a look-up: here a load is quicker than shifting n into the exponent's bits, the value the same. */
function powerOfTwo(n: number): number {
  return powersOfTwo[n + 1074]!;
}

const powersOfTwo = new Float64Array(2098);
powersOfTwo[0] = 5e-324;
for (let i = 1; i < powersOfTwo.length; i++) powersOfTwo[i] = 2 * powersOfTwo[i - 1]!;

/** For normal x > 0: the k of x = 2^k·m with m in [√½, √2). */
function exponentOf(x: number): number {
  double[0] = x;
  return ((words[1]! + (0x3ff00000 - SQRT_HALF_WORD)) >> 20) - 1023;
}

/** What `reduce` found: x − n·π/2 as a sum of two doubles. */
const reduced = new Float64Array(2);

/** Cody–Waite reduction by π/2 in four parts (Cody, Waite 1980). Returns n mod 4; NaN in `reduced` above 2³⁰. */
function reduce(x: number): number {
  const n = x * TWO_OVER_PI + ROUNDER - ROUNDER;
  const r1 = x - n * HALF_PI_1;
  const w2 = n * HALF_PI_2;
  const r2 = r1 - w2;
  const e2 = r1 - r2 - w2;
  const w3 = n * HALF_PI_3 - e2;
  const r3 = r2 - w3;
  const e3 = r2 - r3 - w3 - n * HALF_PI_4;
  const r = r3 + e3;
  const inReach = x >= -1073741824 && x <= 1073741824;
  reduced[0] = inReach ? r : NaN;
  reduced[1] = r3 - r + e3;
  return n & 3;
}

function sinNearZero(r: number, tail: number): number {
  const z = r * r;
  const p = S0 + z * (S1 + z * (S2 + z * (S3 + z * (S4 + z * (S5 + z * S6)))));
  return r + (z * r * p + (tail - 0.5 * z * tail));
}

function cosNearZero(r: number, tail: number): number {
  const z = r * r;
  const p = C0 + z * (C1 + z * (C2 + z * (C3 + z * (C4 + z * C5))));
  const half = 0.5 * z;
  const w = 1 - half;
  return w + (1 - w - half + (z * z * p - r * tail));
}

/** x^y for finite x > 0 and |y| ≤ 2⁶⁴. Each pair …, …Lo is an unevaluated sum of two doubles. */
function powOfPositive(x: number, y: number): number {
  const lift = x < SMALLEST_NORMAL ? 54 : 0;
  const normal = x * powerOfTwo(lift);
  const exponent = exponentOf(normal);
  const k = exponent - lift;
  const m = normal * powerOfTwo(-exponent);
  // s = (m − 1) / (m + 1)
  const f = m - 1;
  const g = m + 1;
  const gLo = m - (g - 1);
  const s = f / g;
  const back = s * g;
  const sLo = (f - back - productError(s, g, back) - s * gLo) / g;
  // ln m = 2s + s³·(2/3 + s²·q)
  const z = s * s;
  const zLo = productError(s, s, z) + 2 * s * sLo;
  const q = z * (P0 + z * (P1 + z * (P2 + z * (P3 + z * (P4 + z * (P5 + z * (P6 + z * P7)))))));
  const p = TWO_THIRDS_HI + q;
  const pLo = TWO_THIRDS_HI - p + q + TWO_THIRDS_LO;
  const cube = s * z;
  const cubeLo = productError(s, z, cube) + (s * zLo + sLo * z);
  const v = cube * p;
  const vLo = productError(cube, p, v) + (cube * pLo + cubeLo * p);
  const a = 2 * s;
  const h = a + v;
  const hLo = a - h + v + (2 * sLo + vLo);
  // ln x = k·ln 2 + ln m
  const shift = k * LN2_HI;
  const sum = shift + h;
  const sumLo = shift - sum + h + (hLo + k * LN2_LO);
  const ln = sum + sumLo;
  const lnLo = sum - ln + sumLo;
  const power = y * ln;
  return expOfSum(power, productError(y, ln, power) + y * lnLo);
}

/** a·b − product, exactly, for product = a·b as rounded (Dekker 1971). */
function productError(a: number, b: number, product: number): number {
  const aBig = SPLITTER * a;
  const aHi = aBig - (aBig - a);
  const aLo = a - aHi;
  const bBig = SPLITTER * b;
  const bHi = bBig - (bBig - b);
  const bLo = b - bHi;
  return aHi * bHi - product + aHi * bLo + aLo * bHi + aLo * bLo;
}

/** (−1)^y for integer y, else NaN; above 2⁵³ every double is even. */
function signOfNegativePower(y: number): number {
  if (Math.floor(y) !== y) return NaN;
  return Math.floor(y / 2) * 2 === y ? 1 : -1;
}
