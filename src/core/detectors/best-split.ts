import type { SegmentCost } from "./segment-cost";

/** A cut of `[from, to)` at `at`, and by how much it lowers the cost. */
export interface Split {
  from: number;
  to: number;
  at: number;
  gain: number;
}

/** The cut of `[from, to)` that lowers the cost most, the earliest of equals; null when no cut leaves both sides their minimum length. */
export function bestSplit(cost: SegmentCost, from: number, to: number, minLength: number): Split | null {
  const whole = cost.of(from, to);
  let best: Split | null = null;
  for (let at = from + minLength; at <= to - minLength; at++) {
    const gain = whole - cost.of(from, at) - cost.of(at, to);
    if (best === null || gain > best.gain) best = { from, to, at, gain };
  }
  return best;
}
