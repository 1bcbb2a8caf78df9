import { COS, EXP, HALF_PI, LN2, LOG, LOG2_E, SIN, TWO_OVER_PI } from "../../../core/field/elementary-coefficients";
import { literal } from "./literal";

/** a₀ + x·(a₁ + x·(…)). */
const polynomial = (x: string, coefficients: readonly number[]): string =>
  coefficients.map(literal).reduceRight((inner, coefficient) => `${coefficient} + ${x} * (${inner})`);

/** A number as a sum of parts of `bits` bits each and a rest: the product of a part with a whole number of 24 − bits bits is exact. */
function split(value: number, bits: number, parts: number): number[] {
  const found: number[] = [];
  for (let rest = value; found.length < parts;) {
    const unit = 2 ** (Math.floor(Math.log2(Math.abs(rest))) - bits + 1);
    const part = found.length === parts - 1 ? rest : Math.round(rest / unit) * unit;
    found.push(part);
    rest -= part;
  }
  return found.map(Math.fround);
}

const halfPi = split(HALF_PI[0] + HALF_PI[1], 8, 4).map(literal);
const [ln2High, ln2Low] = split(LN2[0] + LN2[1], 15, 2).map(literal) as [string, string];

/**
 * exp, log, sin, cos, tanh and pow in single precision. WGSL leaves its own to the maker of the device: sin may be wrong by
 * 2⁻¹¹, log near 1 by 2⁻²¹. These are core/field/elementary.ts with the leading coefficients, in single precision: within 3
 * units of the last place of a normal result; sin and cos within 3 units or 10⁻¹² for |x| ≤ 10⁴; pow within 3 + ½·|y|.
 */
export const elementaryCode = /* wgsl */ `
fn not_a_number() -> f32 { return bitcast<f32>(now.special.x); }
fn infinity() -> f32 { return bitcast<f32>(now.special.y); }
fn is_finite(x: f32) -> bool { return (bitcast<u32>(x) & 0x7f800000u) != 0x7f800000u; }

// v · 2^n in two products, so that the powers stay normal numbers.
fn scaled(v: f32, n: i32) -> f32 {
  let half = n >> 1u;
  return v * bitcast<f32>(u32(half + 127) << 23u) * bitcast<f32>(u32(n - half + 127) << 23u);
}

// e^r − 1 for |r| ≤ ln 2 / 2.
fn expm1_near_zero(r: f32) -> f32 { return r + r * r * (0.5f + r * (${polynomial("r", EXP.slice(0, 5))})); }

fn exp_of(x: f32) -> f32 {
  let a = select(select(x, 89f, x > 89f), -110f, x < -110f);
  let n = round(a * ${literal(LOG2_E)});
  return scaled(1f + expm1_near_zero((a - n * ${ln2High}) - n * ${ln2Low}), i32(n));
}

// ln(1 + f) for 1 + f in [√½, √2].
fn log_near_one(f: f32) -> f32 {
  let s = f / (2f + f);
  let z = s * s;
  let half = 0.5f * f * f;
  return f - (half - s * (half + z * (${polynomial("z", LOG.slice(0, 4))})));
}

struct Split { exponent: f32, fraction: f32 }
// x = 2^exponent · (1 + fraction) for finite x > 0.
fn split_of(x: f32) -> Split {
  let small = x < 1.1754943508222875e-38f;
  let bits = bitcast<u32>(select(x, x * 8388608f, small));
  let k = (i32(bits + 0x004afb0du) >> 23u) - 127;
  let m = bitcast<f32>(bits - (u32(k) << 23u));
  return Split(f32(k) - select(0f, 23f, small), m - 1f);
}

fn log_of(x: f32) -> f32 {
  if (!(x > 0f)) { return select(not_a_number(), -infinity(), x == 0f); }
  if (!is_finite(x)) { return x; }
  let parts = split_of(x);
  return parts.exponent * ${ln2High} + (log_near_one(parts.fraction) + parts.exponent * ${ln2Low});
}

fn sin_near_zero(r: f32) -> f32 { let z = r * r; return r + z * r * (${polynomial("z", SIN.slice(0, 4))}); }
fn cos_near_zero(r: f32) -> f32 { let z = r * r; return (1f - 0.5f * z) + z * z * (${polynomial("z", COS.slice(0, 4))}); }

// Sine of r + q·π/2.
fn sin_in_quadrant(r: f32, q: i32) -> f32 {
  let value = select(sin_near_zero(r), cos_near_zero(r), (q & 1) == 1);
  return select(value, -value, (q & 2) == 2);
}

fn sin_from_quadrant(x: f32, shift: i32) -> f32 {
  let n = round(x * ${literal(TWO_OVER_PI)});
  let r = (((x - n * ${halfPi[0]}) - n * ${halfPi[1]}) - n * ${halfPi[2]}) - n * ${halfPi[3]};
  return sin_in_quadrant(r, i32(n) + shift);
}
fn sin_of(x: f32) -> f32 { return sin_from_quadrant(x, 0); }
fn cos_of(x: f32) -> f32 { return sin_from_quadrant(x, 1); }

fn tanh_of(x: f32) -> f32 {
  let size = abs(x);
  let a = -2f * select(size, 12f, size > 12f);
  let n = round(a * ${literal(LOG2_E)});
  let scale = scaled(1f, i32(n));
  let small = scale * expm1_near_zero((a - n * ${ln2High}) - n * ${ln2Low});
  let t = small + (scale - 1f);
  let e = small + scale;
  let value = select(-t / (2f + t), 1f - 2f * e / (1f + e), size > 0.55f);
  return select(value, -value, x < 0f);
}

// 2^(y·log₂ x): y times the exponent is exact, y in two parts of 12 bits.
fn pow_of(x: f32, y: f32) -> f32 {
  if (y == 0f) { return 1f; }
  let size = abs(x);
  var sign = 1f;
  if (x < 0f) {
    if (floor(y) != y) { return not_a_number(); }
    if (floor(0.5f * y) * 2f != y) { sign = -1f; }
  }
  if (size == 0f) { return sign * select(infinity(), 0f, y > 0f); }
  if (!is_finite(size)) { return sign * select(0f, size, y > 0f); }
  let parts = split_of(size);
  let high = bitcast<f32>(bitcast<u32>(y) & 0xfffff000u);
  let a = high * parts.exponent;
  let b = (y - high) * parts.exponent + y * (log_near_one(parts.fraction) * ${literal(LOG2_E)});
  let total = a + b;
  if (total > 129f) { return sign * infinity(); }
  if (total < -160f) { return 0f; }
  let n = round(total);
  return sign * scaled(1f + expm1_near_zero(((a - n) + b) * ${literal(LN2[0] + LN2[1])}), i32(n));
}
`;
