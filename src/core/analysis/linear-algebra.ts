/** A number of the complex plane. */
export interface Complex {
  re: number;
  im: number;
}

/** A square complex matrix, row-major: entry (i, j) at `i·n + j`. Meant for n up to about 8, one row per species. */
export interface ComplexMatrix {
  readonly n: number;
  readonly re: Float64Array;
  readonly im: Float64Array;
}

export function complexMatrix(n: number, re: ArrayLike<number> = [], im: ArrayLike<number> = []): ComplexMatrix {
  const matrix = { n, re: new Float64Array(n * n), im: new Float64Array(n * n) };
  matrix.re.set(re);
  matrix.im.set(im);
  return matrix;
}

/** Largest row sum of |re| + |im|: bounds the modulus of every eigenvalue. */
export function normOf({ n, re, im }: ComplexMatrix): number {
  let largest = 0;
  for (let i = 0; i < n; i++) {
    let sum = 0;
    for (let j = i * n; j < (i + 1) * n; j++) sum += Math.abs(re[j]!) + Math.abs(im[j]!);
    largest = Math.max(largest, sum);
  }
  return largest;
}

/**
 * Solves the real system `a·x = b` by Gaussian elimination with row scaling and partial pivoting. `a` is n × n, row-major.
 * Returns null when a pivot vanishes to rounding against its row, that is when the matrix is singular.
 */
export function solve(a: ArrayLike<number>, b: ArrayLike<number>): Float64Array | null {
  const x = Float64Array.from(b);
  return solveInPlace(Float64Array.from(a), x) ? x : null;
}

/** `solve` without allocation: `x` holds b before and the solution after, `m` is used up. False where `solve` gives null. */
export function solveInPlace(m: Float64Array, x: Float64Array): boolean {
  const n = x.length;
  for (let i = 0; i < n; i++) {
    let scale = 0;
    for (let j = 0; j < n; j++) scale = Math.max(scale, Math.abs(m[i * n + j]!));
    if (!(scale > 0) || !Number.isFinite(scale)) return false;
    for (let j = 0; j < n; j++) m[i * n + j]! /= scale;
    x[i]! /= scale;
  }
  for (let c = 0; c < n; c++) {
    let p = c;
    for (let i = c + 1; i < n; i++) if (Math.abs(m[i * n + c]!) > Math.abs(m[p * n + c]!)) p = i;
    if (Math.abs(m[p * n + c]!) < 4 * n * Number.EPSILON) return false;
    if (p !== c) {
      for (let j = c; j < n; j++) exchange(m, c * n + j, p * n + j);
      exchange(x, c, p);
    }
    for (let i = c + 1; i < n; i++) {
      const factor = m[i * n + c]! / m[c * n + c]!;
      if (factor === 0) continue;
      for (let j = c + 1; j < n; j++) m[i * n + j]! -= factor * m[c * n + j]!;
      x[i]! -= factor * x[c]!;
    }
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let j = i + 1; j < n; j++) x[i]! -= m[i * n + j]! * x[j]!;
    x[i]! /= m[i * n + i]!;
  }
  return true;
}

/**
 * det J over the product of the lengths of its rows, J's columns in units of `widths`: between −1 and 1, 0 where J is singular. Rows
 * of one number tell nothing: with one species it is −1, 0 or 1.
 */
export function regularityOf(jacobian: ArrayLike<number>, widths: readonly number[]): number {
  const n = widths.length;
  const m = Float64Array.from(jacobian, (value, k) => value * widths[k % n]!);
  let result = 1;
  for (let i = 0; i < n; i++) result /= Math.hypot(...m.subarray(i * n, (i + 1) * n)) || 1;
  for (let c = 0; c < n; c++) {
    let p = c;
    for (let i = c + 1; i < n; i++) if (Math.abs(m[i * n + c]!) > Math.abs(m[p * n + c]!)) p = i;
    const pivot = m[p * n + c]!;
    if (pivot === 0) return 0;
    result *= p === c ? pivot : -pivot;
    for (let j = c; j < n && p !== c; j++) exchange(m, c * n + j, p * n + j);
    for (let i = c + 1; i < n; i++) {
      const factor = m[i * n + c]! / pivot;
      for (let j = c; j < n; j++) m[i * n + j]! -= factor * m[c * n + j]!;
    }
  }
  return result;
}

function exchange(values: Float64Array, i: number, j: number): void {
  const value = values[i]!;
  values[i] = values[j]!;
  values[j] = value;
}

/**
 * The complex system `a·x = b` as a real one of twice the size, [[Re, −Im], [Im, Re]]. Vectors hold n real parts, then n imaginary ones.
 */
export function solveComplex({ n, re, im }: ComplexMatrix, b: ArrayLike<number>): Float64Array | null {
  const size = 2 * n;
  const real = new Float64Array(size * size);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      real[i * size + j] = real[(n + i) * size + n + j] = re[i * n + j]!;
      real[i * size + n + j] = -im[i * n + j]!;
      real[(n + i) * size + j] = im[i * n + j]!;
    }
  }
  return solve(real, b);
}
