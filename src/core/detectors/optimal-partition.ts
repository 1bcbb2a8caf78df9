import { defineDetector } from "../define/detector";
import { detectBy, segmentationParams } from "./segmentation";
import { traceBack, type Partition } from "./partition";
import type { SegmentCost } from "./segment-cost";

/**
 * The best division by dynamic programming over every start of the last segment: O(n²) time, O(n) memory.
 * `best[t]` is the least of cost + penalty per segment over the first t samples, −penalty at t = 0 so that k changes pay k penalties.
 */
export function optimalSegments(cost: SegmentCost, penalty: number, minLength: number): Partition {
  const { n } = cost;
  const best = new Float64Array(n + 1).fill(Infinity);
  const last = new Int32Array(n + 1);
  best[0] = -penalty;
  for (let t = minLength; t <= n; t++) {
    for (let s = 0; s <= t - minLength; s++) {
      const total = best[s]! + cost.of(s, t) + penalty;
      if (total < best[t]!) {
        best[t] = total;
        last[t] = s;
      }
    }
  }
  return traceBack(cost, last);
}

/** The reference that PELT is held against; refuses nothing, but takes n²/2 steps. */
export const optimalPartition = defineDetector({
  id: "optimal-partition",
  title: "Optimal partitioning (reference)",
  source: "Jackson et al. 2005, IEEE Signal Processing Letters 12:105, doi:10.1109/LSP.2001.838216",
  help: "Tries every start of every last segment. The same answer as PELT without its pruning, and slow above some ten thousand samples: there to check PELT by.",
  params: segmentationParams,
  mode: "retrospective",
  exact: true,
  several: true,
  detect: (channels, options) => detectBy("optimal-partition", optimalSegments, channels, options),
});
