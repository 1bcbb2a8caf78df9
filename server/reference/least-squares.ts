/** Added to the diagonal, relative to its largest entry: columns that do not vary (D = 0 everywhere) would make the system singular. */
const ridge = 1e-12;

/** The linear function, with a constant, that is nearest to the values; by the normal equations and Cholesky's decomposition. */
export function leastSquares(x: readonly (readonly number[])[], y: readonly number[]): (row: readonly number[]) => number {
  const width = x[0]!.length;
  const means = Array.from({ length: width }, (_, c) => x.reduce((sum, row) => sum + row[c]!, 0) / x.length);
  const mean = y.reduce((sum, value) => sum + value, 0) / y.length;
  const centred = x.map((row) => row.map((value, c) => value - means[c]!));
  const gram = Array.from({ length: width }, (_, i) =>
    Array.from({ length: width }, (_, j) => centred.reduce((sum, row) => sum + row[i]! * row[j]!, 0)),
  );
  const largest = Math.max(...gram.map((row, i) => row[i]!), Number.MIN_VALUE);
  gram.forEach((row, i) => (row[i]! += ridge * largest));
  const right = Array.from({ length: width }, (_, i) => centred.reduce((sum, row, s) => sum + row[i]! * (y[s]! - mean), 0));
  const slopes = solve(gram, right);
  return (row) => slopes.reduce((sum, slope, c) => sum + slope * (row[c]! - means[c]!), mean);
}

/** Solves A s = b for a symmetric positive definite A. */
function solve(a: readonly (readonly number[])[], b: readonly number[]): number[] {
  const n = b.length;
  const l = a.map(() => new Float64Array(n));
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = a[i]![j]!;
      for (let k = 0; k < j; k++) sum -= l[i]![k]! * l[j]![k]!;
      l[i]![j] = i === j ? Math.sqrt(sum) : sum / l[j]![j]!;
    }
  }
  const s = [...b];
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) s[i]! -= l[i]![k]! * s[k]!;
    s[i]! /= l[i]![i]!;
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) s[i]! -= l[k]![i]! * s[k]!;
    s[i]! /= l[i]![i]!;
  }
  return s;
}
