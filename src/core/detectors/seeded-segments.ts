import { partitionCost, type Partition } from "./partition";
import { bestSplit, type Split } from "./best-split";
import type { SegmentCost } from "./segment-cost";

/** Intervals shrink by this factor from layer to layer, and overlap by half: the authors' choice. */
const decay = Math.SQRT1_2;

/** Seeded intervals of 0 … n: layer k has 2⌈(1/decay)ᵏ⌉ − 1 of length n·decayᵏ, evenly shifted, down to `shortest`. */
export function seededIntervals(n: number, shortest: number): (readonly [number, number])[] {
  const intervals: (readonly [number, number])[] = [];
  for (let length = n; length >= shortest; length *= decay) {
    const count = 2 * Math.ceil(n / length) - 1;
    const shift = count > 1 ? (n - length) / (count - 1) : 0;
    for (let i = 0; i < count; i++) intervals.push([Math.floor(i * shift), Math.min(n, Math.ceil(i * shift + length))]);
  }
  return intervals;
}

/**
 * Changes by the best split of each of a fixed set of intervals, long and short: of those that gain more than the penalty, the one in the shortest
 * interval is taken, all intervals that hold it are dropped, and so on (narrowest over threshold). O(n log n).
 * Kovács, Bühlmann, Li, Munk 2023, Biometrika 110:249, doi:10.1093/biomet/asac052; Baranowski, Chen, Fryzlewicz 2019, doi:10.1111/rssb.12322.
 */
export function seededSegments(cost: SegmentCost, penalty: number, minLength: number): Partition {
  const splits = seededIntervals(cost.n, 2 * minLength)
    .map(([from, to]) => bestSplit(cost, from, to, minLength))
    .filter((split): split is Split => split !== null && split.gain > penalty)
    .sort((a, b) => a.to - a.from - (b.to - b.from) || b.gain - a.gain || a.at - b.at);
  const changePoints: number[] = [];
  for (const { from, to, at } of splits) {
    const taken = changePoints.some((point) => (point > from && point < to) || Math.abs(point - at) < minLength);
    if (!taken && at >= minLength && at <= cost.n - minLength) changePoints.push(at);
  }
  changePoints.sort((a, b) => a - b);
  return { changePoints, cost: partitionCost(cost, changePoints) };
}
