import type { Contrast } from "./contrast";
import { shareOf } from "./contrast";
import type { Picture } from "./picture";

/** Cells of the domain counted by value, in bins of equal share of a range; `beyond` counts those outside of it or not drawable. */
export function countsWithin({ values, inside }: Picture, contrast: Contrast, bins: number): { counts: number[]; beyond: number } {
  const counts = new Array<number>(bins).fill(0);
  let beyond = 0;
  for (let i = 0; i < values.length; i++) {
    if (inside && inside[i] === 0) continue;
    const value = values[i]!;
    if (!(value >= contrast.low && value <= contrast.high)) beyond++;
    else counts[Math.min(bins - 1, Math.floor(shareOf(contrast, value) * bins))]!++;
  }
  return { counts, beyond };
}
