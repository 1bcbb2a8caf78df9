/** A square matrix factored for many right-hand sides: L below the diagonal, U on and above it, rows exchanged. */
export interface Factors {
  readonly n: number;
  readonly matrix: Float64Array;
  readonly rows: Int32Array;
}

/** Factors an n × n matrix, row-major, in place with partial pivoting. Null where it is singular or not finite. */
export function factor(matrix: Float64Array, n: number): Factors | null {
  const rows = Int32Array.from({ length: n }, (_, i) => i);
  for (let c = 0; c < n; c++) {
    let p = c;
    for (let i = c + 1; i < n; i++) if (Math.abs(matrix[i * n + c]!) > Math.abs(matrix[p * n + c]!)) p = i;
    const pivot = matrix[p * n + c]!;
    if (pivot === 0 || !Number.isFinite(pivot)) return null;
    if (p !== c) {
      for (let j = 0; j < n; j++) [matrix[c * n + j], matrix[p * n + j]] = [matrix[p * n + j]!, matrix[c * n + j]!];
      [rows[c], rows[p]] = [rows[p]!, rows[c]!];
    }
    for (let i = c + 1; i < n; i++) {
      const share = (matrix[i * n + c]! /= pivot);
      if (share !== 0) for (let j = c + 1; j < n; j++) matrix[i * n + j]! -= share * matrix[c * n + j]!;
    }
  }
  return { n, matrix, rows };
}

/** Solves for one right-hand side into `x`, which must be another array. */
export function solveFactored({ n, matrix, rows }: Factors, right: Float64Array, x: Float64Array): void {
  for (let i = 0; i < n; i++) {
    let value = right[rows[i]!]!;
    for (let j = 0; j < i; j++) value -= matrix[i * n + j]! * x[j]!;
    x[i] = value;
  }
  for (let i = n - 1; i >= 0; i--) {
    let value = x[i]!;
    for (let j = i + 1; j < n; j++) value -= matrix[i * n + j]! * x[j]!;
    x[i] = value / matrix[i * n + i]!;
  }
}
