/** Numbers as shares of a whole: those below 0 count as almost nothing, all are divided by their sum. At least one above 0. */
export function shares(values: readonly number[]): number[] {
  const kept = values.map((value) => Math.max(1e-12, value));
  const total = kept.reduce((sum, value) => sum + value, 0);
  return kept.map((value) => value / total);
}
