import { cos, exp, sin } from "./elementary";

/** A number for each Fourier mode; without `im` all are real. */
export interface ModeTable {
  re: Float64Array;
  im: Float64Array | null;
}

/**
 * What ETDRK4 multiplies with, for each z = dt·L: e^z, e^(z/2), and the weights of the explicit part N,
 * `stage` = dt·(e^(z/2) − 1)/z, and with α, β, γ of Cox and Matthews (2002, doi:10.1006/jcph.2002.6995, eq. 26–29):
 * `first` = dt·(−4 − z + e^z(4 − 3z + z²))/z³, `middle` = dt·(2 + z + e^z(z − 2))/z³, `last` = dt·(−4 − 3z − z² + e^z(4 − z))/z³.
 */
export interface ExponentialWeights {
  whole: ModeTable;
  half: ModeTable;
  stage: ModeTable;
  first: ModeTable;
  middle: ModeTable;
  last: ModeTable;
}

/** A complex number in place of an object. */
type Pair = [re: number, im: number];

/** Points on a circle of radius 2. For real z the lower half repeats the upper one, conjugate, and is left out. */
const pointsOnCircle = 32;
const circle = Array.from({ length: pointsOnCircle }, (_, j) => pointAt(2, ((2 * j + 1) * Math.PI) / pointsOnCircle));
const centre = [pointAt(0, 0)];

interface Point {
  re: number;
  im: number;
  /** e to the power of the point, and of its half. */
  exp: Pair;
  expHalf: Pair;
}

function pointAt(radius: number, angle: number): Point {
  const [re, im] = [radius * cos(angle), radius * sin(angle)];
  return { re, im, exp: complexExp(re, im), expHalf: complexExp(re / 2, im / 2) };
}

/**
 * The weights for an L of each mode. Near z = 0 the quotients lose all digits; there they are the mean over a circle around
 * z, which by Cauchy's theorem is the value at its centre (Kassam, Trefethen 2005, doi:10.1137/S1064827502410633). Radius 2
 * around |z| < 1 keeps every point at 1 or more from 0. Errors below 3e-14.
 */
export function exponentialWeights(linear: ModeTable, dt: number): ExponentialWeights {
  const { length } = linear.re;
  const table = (): ModeTable => ({ re: new Float64Array(length), im: linear.im && new Float64Array(length) });
  const weights: ExponentialWeights = { whole: table(), half: table(), stage: table(), first: table(), middle: table(), last: table() };
  const sums = { stage: [0, 0] as Pair, first: [0, 0] as Pair, middle: [0, 0] as Pair, last: [0, 0] as Pair };
  for (let mode = 0; mode < length; mode++) {
    const re = linear.re[mode]! * dt;
    const im = (linear.im?.[mode] ?? 0) * dt;
    const whole = complexExp(re, im);
    const half = complexExp(re / 2, im / 2);
    put(weights.whole, mode, whole, 1);
    put(weights.half, mode, half, 1);
    const points = re * re + im * im < 1 ? circle : centre;
    const count = points.length > 1 && im === 0 ? points.length / 2 : points.length;
    for (const sum of Object.values(sums)) sum.fill(0);
    for (let j = 0; j < count; j++) addQuotients(sums, re, im, whole, half, points[j]!);
    for (const key of ["stage", "first", "middle", "last"] as const) put(weights[key], mode, sums[key], dt / count);
  }
  return weights;
}

function put(table: ModeTable, mode: number, [re, im]: Pair, scale: number): void {
  table.re[mode] = re * scale;
  if (table.im) table.im[mode] = im * scale;
}

/** The four quotients at w = z + point. */
function addQuotients(
  sums: Record<"stage" | "first" | "middle" | "last", Pair>,
  re: number,
  im: number,
  whole: Pair,
  half: Pair,
  point: Point,
): void {
  const w: Pair = [re + point.re, im + point.im];
  const e = times(whole, point.exp);
  const eHalf = times(half, point.expHalf);
  const w2 = times(w, w);
  const w3 = times(w2, w);
  add(sums.stage, over([eHalf[0] - 1, eHalf[1]], w));
  const forFirst = times(e, [4 - 3 * w[0] + w2[0], -3 * w[1] + w2[1]]);
  add(sums.first, over([forFirst[0] - 4 - w[0], forFirst[1] - w[1]], w3));
  const forMiddle = times(e, [w[0] - 2, w[1]]);
  add(sums.middle, over([forMiddle[0] + 2 + w[0], forMiddle[1] + w[1]], w3));
  const forLast = times(e, [4 - w[0], -w[1]]);
  add(sums.last, over([forLast[0] - 4 - 3 * w[0] - w2[0], forLast[1] - 3 * w[1] - w2[1]], w3));
}

/** 1/(a − b·L) for each mode. */
export function implicitWeights(linear: ModeTable, a: number, b: number): ModeTable {
  const { length } = linear.re;
  const table: ModeTable = { re: new Float64Array(length), im: linear.im && new Float64Array(length) };
  for (let mode = 0; mode < length; mode++) put(table, mode, over([1, 0], [a - b * linear.re[mode]!, -b * (linear.im?.[mode] ?? 0)]), 1);
  return table;
}

function complexExp(re: number, im: number): Pair {
  const size = exp(re);
  return im === 0 ? [size, 0] : [size * cos(im), size * sin(im)];
}

const times = (a: Pair, b: Pair): Pair => [a[0] * b[0] - a[1] * b[1], a[0] * b[1] + a[1] * b[0]];

function over(a: Pair, b: Pair): Pair {
  if (b[1] === 0) return [a[0] / b[0], a[1] / b[0]];
  const size = b[0] * b[0] + b[1] * b[1];
  return [(a[0] * b[0] + a[1] * b[1]) / size, (a[1] * b[0] - a[0] * b[1]) / size];
}

function add(sum: Pair, value: Pair): void {
  sum[0] += value[0];
  sum[1] += value[1];
}
