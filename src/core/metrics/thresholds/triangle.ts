import { histogram } from "../threshold";

/**
 * The threshold at which the histogram is farthest below a line from its peak to the end of its longer tail (Zack, Rogers, Latt 1977,
 * doi:10.1177/25.7.70454): for few bright, or few dark, cells in front of a background that fills one heap. It is the middle of a
 * bin. Null when all values are equal or none is finite.
 */
export function triangle(values: ArrayLike<number>, bins = 256): number | null {
  const bars = histogram(values, bins);
  if (!bars || bars.counts.length === 1) return null;
  const { counts, edges } = bars;
  const peak = counts.reduce((best, count, k) => (count > counts[best]! ? k : best), 0);
  const last = counts.length - 1;
  // The first and the last bin hold the smallest and the largest value, so both ends of the histogram are occupied.
  const tail = peak < last - peak ? last : 0;
  const towardsPeak = tail === 0 ? 1 : -1;
  const width = Math.abs(peak - tail);
  let [best, farthest] = [tail, -Infinity];
  for (let step = 0; step < width; step++) {
    const bin = tail + towardsPeak * step;
    const below = counts[peak]! * step - width * counts[bin]!;
    if (below > farthest) [best, farthest] = [bin, below];
  }
  return (edges[best]! + edges[best + 1]!) / 2;
}
