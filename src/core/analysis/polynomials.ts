/** Coefficients of a polynomial in one variable, lowest power first. */
export type Polynomial = readonly number[];

/** Relative error below which what is left of terms that cancel is rounding. */
const rounding = 1e-13;
/** Halvings of an interval that holds one root: to the last bit. */
const halvings = 60;

export const valueOf = (p: Polynomial, x: number): number => p.reduceRight((value, coefficient) => value * x + coefficient, 0);

const derivativeOf = (p: Polynomial): Polynomial => p.slice(1).map((coefficient, i) => coefficient * (i + 1));

export function productOf(p: Polynomial, q: Polynomial): Polynomial {
  const result = new Array<number>(Math.max(0, p.length + q.length - 1)).fill(0);
  p.forEach((a, i) => q.forEach((b, j) => (result[i + j]! += a * b)));
  return result;
}

const sumOf = (p: Polynomial, q: Polynomial, factor: number): Polynomial =>
  Array.from({ length: Math.max(p.length, q.length) }, (_, i) => (p[i] ?? 0) + factor * (q[i] ?? 0));

/** A square matrix of polynomials. */
export type PolynomialMatrix = readonly (readonly Polynomial[])[];

/** By expansion along the first row: for small matrices. */
export const determinantOf = (rows: PolynomialMatrix): Polynomial => expanded(rows, -1);

/** The terms of the determinant without their signs: with absolute values for coefficients, a bound on the sum of the terms. */
const permanentOf = (rows: PolynomialMatrix): Polynomial => expanded(rows, 1);

function expanded(rows: PolynomialMatrix, sign: 1 | -1): Polynomial {
  const [first, ...rest] = rows;
  if (!first) return [1];
  return first.reduce<Polynomial>((sum, entry, column) => {
    if (entry.every((coefficient) => coefficient === 0)) return sum;
    const minor = expanded(
      rest.map((row) => row.filter((_, other) => other !== column)),
      sign,
    );
    return sumOf(sum, productOf(entry, minor), column % 2 === 0 ? 1 : sign);
  }, []);
}

/** The determinant with 0 for coefficients that are rounding against the terms that cancel in them. */
export function roundedDeterminant(rows: PolynomialMatrix): Polynomial {
  const bound = permanentOf(rows.map((row) => row.map((entry) => entry.map(Math.abs))));
  return determinantOf(rows).map((coefficient, i) => (Math.abs(coefficient) <= rounding * bound[i]! ? 0 : coefficient));
}

/**
 * The coefficients a₀ = 1, a₁, …, aₙ of det(λ + N) = Σ aᵢ λⁿ⁻ⁱ, themselves polynomials: sums of principal minors.
 */
export function characteristicOf(rows: PolynomialMatrix): Polynomial[] {
  const n = rows.length;
  const sums: Polynomial[] = Array.from({ length: n + 1 }, () => []);
  for (let subset = 0; subset < 1 << n; subset++) {
    const chosen = Array.from({ length: n }, (_, i) => i).filter((i) => subset & (1 << i));
    const minor = roundedDeterminant(chosen.map((i) => chosen.map((j) => rows[i]![j]!)));
    sums[chosen.length] = sumOf(sums[chosen.length]!, minor, 1);
  }
  return sums;
}

/**
 * The last but one Hurwitz determinant of Σ aᵢ λⁿ⁻ⁱ. While all roots lie to the left, aₙ and this are above 0; the first root to
 * reach the imaginary axis makes aₙ vanish if it is real, this if it is one of a pair.
 * Source: Hurwitz 1895, Math. Ann. 46:273, doi:10.1007/BF01446812.
 */
export function pairDeterminant(a: readonly Polynomial[]): Polynomial {
  const n = a.length - 1;
  return roundedDeterminant(Array.from({ length: n - 1 }, (_, i) => Array.from({ length: n - 1 }, (_, j) => a[2 * (j + 1) - (i + 1)] ?? [0])));
}

/** Without the highest powers whose coefficients are 0. */
export function trimmed(p: Polynomial): Polynomial {
  let length = p.length;
  while (length > 0 && p[length - 1] === 0) length--;
  return p.slice(0, length);
}

/** The roots above 0 at which the polynomial changes sign, ascending: between neighbouring roots of the derivative there is at most one. */
export function positiveRoots(given: Polynomial): number[] {
  const p = trimmed(given);
  if (p.length < 2) return [];
  // Fujiwara 1916, Tôhoku Math. J. 10:167: no root is larger.
  const leading = p.at(-1)!;
  const bound = 2 * Math.max(...p.slice(0, -1).map((coefficient, i) => Math.abs(coefficient / leading) ** (1 / (p.length - 1 - i))));
  if (!(bound > 0) || !Number.isFinite(bound)) return [];
  const ends = [0, ...positiveRoots(derivativeOf(p)).filter((x) => x < bound), bound];
  return ends.slice(1).flatMap((end, i) => {
    const start = ends[i]!;
    return valueOf(p, start) * valueOf(p, end) < 0 ? [bisected(p, start, end)] : [];
  });
}

function bisected(p: Polynomial, from: number, to: number): number {
  let [low, high] = [from, to];
  const isUp = valueOf(p, high) > 0;
  for (let i = 0; i < halvings; i++) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (valueOf(p, middle) > 0 === isUp) high = middle;
    else low = middle;
  }
  return (low + high) / 2;
}

/** Whether the polynomial, above 0 at 0, falls below it somewhere beyond by more than rounding. */
export function fallsBelowZero(given: Polynomial): boolean {
  const p = trimmed(given);
  if (p.length === 0) return false;
  if (p.at(-1)! < 0) return true;
  const sizes = p.map(Math.abs);
  return positiveRoots(derivativeOf(p)).some((x) => valueOf(p, x) < -1e-14 * valueOf(sizes, x));
}
