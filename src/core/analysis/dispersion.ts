import { eigenvalues } from "./eigenvalues";
import { highestPeak, type Peak } from "./growth-peak";
import { complexMatrix, normOf, type Complex, type ComplexMatrix } from "./linear-algebra";
import { uniformMatrix, type LocalOperators } from "./linearisation";
import { directionFactor, isIsotropic, orderOf, power } from "./operators";

/** A unit vector. */
export type Direction = readonly [number, number, number];

/**
 * What growth does as k → ∞: it ends, tends to a positive rate, or rises for ever. `longest`: it ends, and the longer
 * the wave the faster it grows, while the uniform state, held by an integral or a mean, does not.
 */
export type Tail = "ends" | "longest" | "noCutOff" | "illPosed";

/** Growth of waves about a state along one direction, in the continuum. */
export interface Dispersion {
  /** The eigenvalue with the largest real part at wavenumber k. */
  leading(k: number): Complex;
  peak: Peak | null;
  tail: Tail;
  /** Growth at the peak; infinite where it rises for ever. */
  supremum: number;
}

/** A real matrix for each number of derivatives: together M(k) = Σ (ik)^order · matrix. Ascending; the first is the reaction. */
export type WavePolynomial = readonly { order: number; matrix: Float64Array }[];

/** Growth below this, relative to the size of the Jacobian, is rounding. */
const negligible = 1e-10;

/** Growth up to this is none. Where nothing reacts, what the operators do at the wavenumber at which the scan ends is the measure. */
export function negligibleGrowth(local: LocalOperators, top: number): number {
  const reaction = largest(local.terms[0]!.matrix);
  return negligible * (reaction || Math.max(...local.terms.slice(1).map(({ chain, matrix }) => largest(matrix) * power(top, orderOf(chain)))) || 1);
}

/** One direction where all are equal; else the axes and diagonals, of which opposite ones are alike. */
export function directionsOf({ terms }: LocalOperators): Direction[] {
  if (terms.every(({ chain }) => isIsotropic(chain))) return [[1, 0, 0]];
  const signs = [0, 1, -1];
  const depths = terms.some(({ chain }) => chain.some((operator) => operator.startsWith("d") && operator.includes("z"))) ? signs : [0];
  return signs
    .flatMap((x) => signs.flatMap((y) => depths.map((z): Direction => [x, y, z])))
    .filter((direction) => (direction.find((part) => part !== 0) ?? 0) > 0)
    .map(([x, y, z]): Direction => {
      const length = Math.hypot(x, y, z);
      return [x / length, y / length, z / length];
    });
}

export function dispersionAlong(local: LocalOperators, direction: Direction, top: number, threshold: number): Dispersion {
  const polynomial = polynomialAlong(local, direction);
  const atRest = uniformMatrix(local);
  const matrixAt = (k: number) => (k === 0 ? atRest : waveMatrix(local.n, polynomial, k));
  const leading = (k: number): Complex => eigenvalues(matrixAt(k))[0] ?? { re: NaN, im: 0 };
  const growth = (k: number) => leading(k).re;
  const { there, rises } = growthFarOut(matrixAt, top, threshold);
  if (rises) return { leading, peak: null, tail: "illPosed", supremum: Infinity };
  const peak = highestPeak(growth, top, threshold);
  if (!peak) return { leading, peak, tail: "ends", supremum: 0 };
  const tail = there > 0 ? "noCutOff" : isLongest(growth, peak, top) ? "longest" : "ends";
  return { leading, peak, tail, supremum: peak.growth };
}

/** Growth at a large k, 0 where it is within rounding of the matrix, and whether it rises for ever. */
function growthFarOut(matrixAt: (k: number) => ComplexMatrix, top: number, threshold: number): { there: number; rises: boolean } {
  const far = (k: number) => {
    const matrix = matrixAt(k);
    const rate = eigenvalues(matrix)[0]?.re ?? NaN;
    return rate > Math.max(threshold, 1e-13 * normOf(matrix)) ? rate : 0;
  };
  const [here, there] = [far(16 * top), far(64 * top)];
  return { there, rises: here > 0 && there > 2 * here };
}

/** Whether, about this state, growth rises without bound with the wavenumber. */
export function isIllPosed(local: LocalOperators): boolean {
  const top = scanLimit(local);
  const threshold = negligibleGrowth(local, top);
  return directionsOf(local).some((direction) => {
    const polynomial = polynomialAlong(local, direction);
    return growthFarOut((k) => waveMatrix(local.n, polynomial, k), top, threshold).rises;
  });
}

/** A peak that slides towards k = 0 without the uniform mode having it. */
const isLongest = (growth: (k: number) => number, { k, growth: most }: Peak, top: number) => k > 0 && growth(1e-9 * top) >= most && growth(0) < most;

/**
 * A wavenumber beyond which the operators that take the most derivatives have the last word; where nothing spreads, one
 * that stands for any. Each order of derivatives that damps is held against those below it.
 */
export function scanLimit(local: LocalOperators): number {
  const limits = directionsOf(local).flatMap((direction) => {
    const polynomial = polynomialAlong(local, direction);
    return polynomial.flatMap(({ order, matrix }) => {
      const slowest = slowestDamping(local.n, order, matrix);
      return slowest === null ? [] : [cutOff(local.n, polynomial, order, slowest)];
    });
  });
  return limits.length === 0 ? 10 : Math.max(...limits);
}

/** Where damping at the rate `slowest`·k^order is sure to outdo the lower orders. */
function cutOff(n: number, polynomial: WavePolynomial, order: number, slowest: number): number {
  const ratio = (matrix: Float64Array) => (n * largest(matrix)) / slowest;
  let sum = 0;
  for (const lower of polynomial) {
    if (lower.order >= order) break;
    if (lower.order === 0) sum += 2 * (ratio(lower.matrix) || n) ** (1 / order);
    else sum += (lower.order % 2 === 0 ? 2 : 1) * ratio(lower.matrix) ** (1 / (order - lower.order));
  }
  return sum;
}

/** The least positive rate with which (ik)^order · matrix damps, per k^order; null where it damps nothing. */
function slowestDamping(n: number, order: number, matrix: Float64Array): number | null {
  if (order === 0 || order % 2 === 1) return null;
  const sign = order % 4 === 2 ? 1 : -1;
  const widest = largest(matrix);
  const rates = eigenvalues(complexMatrix(n, matrix))
    .map(({ re }) => sign * re)
    .filter((rate) => rate > 1e-12 * widest);
  return rates.length === 0 ? null : Math.min(...rates);
}

/** The equations along one direction; means do not reach waves. */
export function polynomialAlong({ n, terms }: LocalOperators, direction: Direction): WavePolynomial {
  const byOrder = new Map<number, Float64Array>([[0, new Float64Array(n * n)]]);
  for (const { chain, matrix } of terms) {
    if (chain[0] === "mean") continue;
    const order = orderOf(chain);
    const factor = directionFactor(chain, direction);
    const sum = byOrder.get(order) ?? new Float64Array(n * n);
    byOrder.set(order, sum);
    for (let i = 0; i < matrix.length; i++) sum[i]! += factor === 0 ? 0 : factor * matrix[i]!;
  }
  return [...byOrder].map(([order, matrix]) => ({ order, matrix })).sort((a, b) => a.order - b.order);
}

/** M(k). */
export function waveMatrix(n: number, polynomial: WavePolynomial, k: number): ComplexMatrix {
  const value = complexMatrix(n);
  for (const { order, matrix } of polynomial) {
    const part = order % 2 === 0 ? value.re : value.im;
    const scale = (order % 4 < 2 ? 1 : -1) * power(k, order);
    for (let i = 0; i < matrix.length; i++) part[i]! += scale * matrix[i]!;
  }
  return value;
}

export const largest = (values: Float64Array): number => values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
