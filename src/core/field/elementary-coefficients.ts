/**
 * The numbers behind `elementary.ts`, kept apart so that every emitter repeats the very same ones. Polynomials stand
 * lowest power first; made by tests/oracle/elementary_coefficients.py (Chebyshev fits in 60 digits).
 */

/** Adding and subtracting 1.5·2⁵² rounds |x| < 2⁵¹ to the nearest integer, ties to even; that is `f64x2.nearest`. */
export const ROUNDER = 6755399441055744;
/** 2²⁷ + 1: splits a double into two halves of 26 bits (Dekker 1971, doi:10.1007/BF01397083). */
export const SPLITTER = 134217729;

export const LOG2_E = 1.4426950408889634;
/** ln 2 as a sum: the first part has 40 bits, so its product with any exponent is exact. */
export const LN2 = [0.6931471805592082, 7.371002565167799e-13] as const;
export const TWO_OVER_PI = 0.6366197723675814;
/** π/2 as a sum: three parts of 33 bits, whose products with n < 2²⁰ are exact, and the rest. */
export const HALF_PI = [1.5707963267341256, 6.077100506303966e-11, 2.0222662487111665e-21, 8.4784276603689e-32] as const;
/** 2/3 as a sum of two doubles. */
export const TWO_THIRDS = [0.6666666666666666, 3.700743415417188e-17] as const;

/** (eʳ − 1 − r − r²/2) / r³ for |r| ≤ ln 2 / 2. */
export const EXP = [
  0.16666666666666669, 0.041666666666666664, 0.008333333333330065, 0.0013888888888886554, 0.0001984126986304067, 2.4801587317135252e-5,
  2.7557268480116333e-6, 2.7557282983917557e-7, 2.5100375924709717e-8, 2.0911229795563617e-9,
] as const;
/** (sin r − r) / r³ in r², |r| ≤ π/4. */
export const SIN = [
  -0.16666666666666666, 0.008333333333333331, -0.00019841269841265065, 2.755731921933913e-6, -2.505210623243528e-8, 1.6058531617037152e-10,
  -7.586697002817504e-13,
] as const;
/** (cos r − 1 + r²/2) / r⁴ in r², |r| ≤ π/4. */
export const COS = [
  0.041666666666666664, -0.0013888888888887398, 2.4801587298765665e-5, -2.7557317271718644e-7, 2.087614626607931e-9, -1.1382632258093615e-11,
] as const;
/** (2 artanh s − 2s) / s³ in s², |s| ≤ (√2 − 1)/(√2 + 1): ln m for s = (m − 1)/(m + 1). */
export const LOG = [
  0.666666666666667, 0.39999999999899505, 0.28571428625976547, 0.22222211134622102, 0.18182889137864705, 0.15331721181635258, 0.14616454863079065,
] as const;
/** The same after 2/3, to 2⁻⁶⁶: (2 artanh s − 2s − 2s³/3) / s⁵. */
export const POW = [
  0.4, 0.28571428571429364, 0.22222222221656218, 0.18181818335317393, 0.1538459497057595, 0.13334804255604163, 0.11706248075500017,
  0.11723055895459877,
] as const;
