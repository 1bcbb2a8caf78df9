import { ticks } from "d3";
import { valueAt, type Contrast } from "./contrast";

/** Values of contour lines: about `count` round ones within the range; of equal ratios where it is logarithmic. */
export function contourLevels(contrast: Contrast, count: number): number[] {
  const { low, high, logarithmic } = contrast;
  if (logarithmic) return Array.from({ length: count }, (_, i) => valueAt(contrast, (i + 0.5) / count));
  return ticks(low, high, count).filter((value) => value > low && value < high);
}
