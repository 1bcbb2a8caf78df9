/** Two-sided quantiles of a 95 % interval for 1 … 10 degrees of freedom, of Student's distribution (1908, doi:10.1093/biomet/6.1.1), and for ∞. */
const quantiles = [12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228];
export const intervalQuantile = 1.96;

/** Half the width of a 95 % interval in standard errors, for 1 degree of freedom or more; interpolated in their inverse, to 1 % or better. */
export function studentQuantile(freedom: number): number {
  const last = quantiles.length;
  if (freedom >= last) return intervalQuantile + (quantiles[last - 1]! - intervalQuantile) * (last / freedom);
  const below = Math.max(1, Math.floor(freedom));
  const share = below >= last ? 0 : (1 / below - 1 / Math.max(1, freedom)) / (1 / below - 1 / (below + 1));
  return quantiles[below - 1]! + share * ((quantiles[below] ?? 0) - quantiles[below - 1]!);
}
