/** Below this many values numpy adds in one block. */
const block = 128;

/**
 * The sum of a contiguous array as numpy 1.24 rounds it: eight running sums in blocks of up to 128, halves of longer arrays added
 * (Higham 1993, doi:10.1137/0914050, on why pairs lose less than a running sum).
 */
export function numpySum(values: Float64Array, from = 0, to = values.length): number {
  const n = to - from;
  if (n < 8) {
    let sum = 0;
    for (let i = from; i < to; i++) sum += values[i]!;
    return sum;
  }
  if (n > block) {
    const half = Math.floor(n / 2);
    const middle = from + half - (half % 8);
    return numpySum(values, from, middle) + numpySum(values, middle, to);
  }
  const r = values.slice(from, from + 8);
  let i = 8;
  for (; i < n - (n % 8); i += 8) for (let k = 0; k < 8; k++) r[k]! += values[from + i + k]!;
  let sum = r[0]! + r[1]! + (r[2]! + r[3]!) + (r[4]! + r[5]! + (r[6]! + r[7]!));
  for (; i < n; i++) sum += values[from + i]!;
  return sum;
}

/** Mean and population standard deviation as numpy 1.24 rounds them. */
export function numpyMoments(values: Float64Array): { mean: number; deviation: number } {
  const mean = numpySum(values) / values.length;
  return { mean, deviation: Math.sqrt(numpySum(values.map((x) => (x - mean) * (x - mean))) / values.length) };
}
