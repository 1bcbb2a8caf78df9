import { defineDetector } from "../define/detector";
import { fpopSegments } from "./fpop-segments";
import { traceBack, type Partition } from "./partition";
import { detectBy, segmentationParams } from "./segmentation";
import type { SegmentCost } from "./segment-cost";

/**
 * The best division, as optimal-partition.ts finds it, with those starts s dropped that can never win again.
 *
 * When `best[s] + cost(s, t) > best[t]`, a change at t beats one at s for every later end; but only for ends that leave
 * the segment after t its minimum length. So s is dropped `minLength` steps after it lost, not at once: dropping it at once is
 * how implementations lose the optimum.
 *
 * Where nothing changes no start loses, and the time grows with the square of the length.
 * @param mostStarts gives up, with null, when so many starts are kept at a time.
 */
export function peltSegments(cost: SegmentCost, penalty: number, minLength: number): Partition;
export function peltSegments(cost: SegmentCost, penalty: number, minLength: number, mostStarts: number): Partition | null;
export function peltSegments(cost: SegmentCost, penalty: number, minLength: number, mostStarts = Infinity): Partition | null {
  const { n } = cost;
  const best = new Float64Array(n + 1).fill(Infinity);
  const last = new Int32Array(n + 1);
  best[0] = -penalty;
  const starts = new Int32Array(n + 1);
  /** End at which each start lost, 0 while it has not. */
  const lostAt = new Int32Array(n + 1);
  const reached = new Float64Array(n + 1);
  let count = 0;
  for (let t = minLength; t <= n; t++) {
    // A start between 0 and minLength would leave the first segment too short.
    if (Number.isFinite(best[t - minLength]!)) starts[count++] = t - minLength;
    let least = Infinity;
    let argument = 0;
    for (let i = 0; i < count; i++) {
      const s = starts[i]!;
      const total = best[s]! + cost.of(s, t);
      reached[i] = total;
      if (total < least) {
        least = total;
        argument = s;
      }
    }
    if (count === 0) continue;
    best[t] = least + penalty;
    last[t] = argument;
    let kept = 0;
    for (let i = 0; i < count; i++) {
      const s = starts[i]!;
      if (lostAt[s] === 0 && reached[i]! > least + penalty) lostAt[s] = t;
      if (lostAt[s] === 0 || t + 1 < lostAt[s]! + minLength) starts[kept++] = s;
    }
    count = kept;
    if (count > mostStarts) return null;
  }
  return traceBack(cost, last);
}

/** Starts kept at a time beyond which PELT is not pruning: a segment as long as that is being followed. */
const unpruned = 200;

const functionalPruning =
  "PELT prunes next to nothing where a regime is this long; functional pruning (FPOP) found the optimal segments in its place: they are the same.";

function prunedSegments(cost: SegmentCost, penalty: number, minLength: number): Partition {
  if (!cost.sums) return peltSegments(cost, penalty, minLength);
  return peltSegments(cost, penalty, minLength, unpruned) ?? { ...fpopSegments(cost, cost.sums, penalty, minLength), note: functionalPruning };
}

/** Pruned exact linear time: the optimal division into segments, usually in far fewer than n² steps. */
export const pelt = defineDetector({
  id: "pelt",
  title: "PELT: optimal segments",
  source: "Killick, Fearnhead, Eckley 2012, JASA 107:1590, doi:10.1080/01621459.2012.737745",
  help: "Finds the division into segments whose cost plus penalty per change is the least of all divisions. Every index is searched.",
  params: segmentationParams,
  mode: "retrospective",
  exact: true,
  several: true,
  detect: (channels, options) => detectBy("pelt", prunedSegments, channels, options),
});
