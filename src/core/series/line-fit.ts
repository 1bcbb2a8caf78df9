/** Slope and intercept of the least-squares line through (x, y). At least two different x. */
export function fitLine(x: readonly number[], y: readonly number[]): { slope: number; intercept: number } {
  const n = x.length;
  const meanX = x.reduce((sum, v) => sum + v / n, 0);
  const meanY = y.reduce((sum, v) => sum + v / n, 0);
  let product = 0;
  let square = 0;
  for (let i = 0; i < n; i++) {
    product += (x[i]! - meanX) * (y[i]! - meanY);
    square += (x[i]! - meanX) ** 2;
  }
  const slope = product / square;
  return { slope, intercept: meanY - slope * meanX };
}
