import { defineDetector } from "../define/detector";
import { partitionCost, type Partition } from "./partition";
import { detectBy, segmentationParams } from "./segmentation";
import type { SegmentCost } from "./segment-cost";

interface Split {
  from: number;
  to: number;
  at: number;
  gain: number;
}

/** The cut of `[from, to)` that lowers the cost most, the earliest of equals; null when no cut leaves both sides their minimum length. */
function bestSplit(cost: SegmentCost, from: number, to: number, minLength: number): Split | null {
  const whole = cost.of(from, to);
  let best: Split | null = null;
  for (let at = from + minLength; at <= to - minLength; at++) {
    const gain = whole - cost.of(from, at) - cost.of(at, to);
    if (best === null || gain > best.gain) best = { from, to, at, gain };
  }
  return best;
}

/** Cuts where the cost falls most, then each part again, until no cut gains more than the penalty: greedy, O(n log n) on even divisions. */
export function binarySegments(cost: SegmentCost, penalty: number, minLength: number): Partition {
  const changePoints: number[] = [];
  const open = [bestSplit(cost, 0, cost.n, minLength)];
  for (let split = open.pop(); split !== undefined; split = open.pop()) {
    if (split === null || split.gain <= penalty) continue;
    changePoints.push(split.at);
    open.push(bestSplit(cost, split.from, split.at, minLength), bestSplit(cost, split.at, split.to, minLength));
  }
  changePoints.sort((a, b) => a - b);
  return { changePoints, cost: partitionCost(cost, changePoints) };
}

/** Binary segmentation: fast, greedy, strong in practice. */
export const binarySegmentation = defineDetector({
  id: "binary-segmentation",
  title: "Binary segmentation",
  source: "Scott, Knott 1974, Biometrics 30:507, doi:10.2307/2529204",
  help: "Cuts at the strongest change first, then each part again. Quick on long series; it can misplace a change that an earlier cut has hidden.",
  params: segmentationParams,
  mode: "retrospective",
  exact: false,
  several: true,
  detect: (channels, options) => detectBy("binary-segmentation", binarySegments, channels, options),
});
