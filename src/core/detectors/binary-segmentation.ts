import { defineDetector } from "../define/detector";
import { partitionCost, type Partition } from "./partition";
import { detectBy, segmentationParams } from "./segmentation";
import type { SegmentCost } from "./segment-cost";
import { bestSplit } from "./best-split";

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
