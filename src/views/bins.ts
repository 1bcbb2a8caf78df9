/** Values counted in bins of equal width. */
export interface Bins {
  /** One more than counts, ascending. */
  edges: number[];
  counts: number[];
}

/** Smallest ordinary number: below it, quotients lose their digits. */
const smallestWidth = 2 ** -1022;

/** Counts finite values from the smallest to the largest; null without any. Values all alike fill one bin. */
export function binsOf(values: ArrayLike<number>, count: number): Bins | null {
  let [low, high] = [Infinity, -Infinity];
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (!Number.isFinite(value)) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  if (low > high) return null;
  // A range too small to be divided counts as none.
  const apart = (high - low) / count >= smallestWidth;
  const width = apart ? (high - low) / count : Math.abs(low) || 1;
  const bins = apart ? count : 1;
  const start = apart ? low : low - width / 2;
  const counts = new Array<number>(bins).fill(0);
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (Number.isFinite(value)) counts[Math.min(bins - 1, Math.floor((value - start) / width))]!++;
  }
  return { edges: Array.from({ length: bins + 1 }, (_, k) => start + k * width), counts };
}
