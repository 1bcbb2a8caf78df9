/** Means of consecutive blocks of `size` samples; a last block that is not full is averaged over what it holds. The series itself for 1. */
export function blockMeans(series: Float64Array, size: number): Float64Array {
  if (size === 1) return series;
  const means = new Float64Array(Math.ceil(series.length / size));
  for (let b = 0; b < means.length; b++) {
    const block = series.subarray(b * size, (b + 1) * size);
    for (const x of block) means[b]! += x / block.length;
  }
  return means;
}
