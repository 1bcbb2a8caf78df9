import { defineDetector } from "../define/detector";
import { choice, num, type ValuesOf } from "../define/params";
import { refuseLonger } from "./channels";
import { partitionCost, type Partition } from "./partition";
import { elbow, pathThrough } from "./penalty-path";
import type { SegmentCost } from "./segment-cost";
import { detectBy, segmentationParams } from "./segmentation";

/** Samples above which k tables of n²/2 steps take too long. */
const mostSamples = 5000;
/** Changes looked at where the penalty chooses among them. */
const mostChanges = 40;

/**
 * The best division for each number of changes 0 … `most`, by dynamic programming: O(most · n²) time. Those that leave no room for segments
 * of `minLength` are absent.
 * Auger, Lawrence 1989, Bulletin of Mathematical Biology 51:39, doi:10.1016/S0092-8240(89)80047-3.
 */
export function bestByChanges(cost: SegmentCost, most: number, minLength: number): Partition[] {
  const { n } = cost;
  const starts: Int32Array[] = [];
  const found: Partition[] = [];
  let before = Float64Array.from({ length: n + 1 }, (_, t) => (t >= minLength ? cost.of(0, t) : Infinity));
  for (let changes = 0; changes <= most && (changes + 1) * minLength <= n; changes++) {
    if (changes > 0) {
      const best = new Float64Array(n + 1).fill(Infinity);
      const start = new Int32Array(n + 1);
      for (let t = (changes + 1) * minLength; t <= n; t++) {
        for (let s = changes * minLength; s <= t - minLength; s++) {
          const total = before[s]! + cost.of(s, t);
          if (total < best[t]!) {
            best[t] = total;
            start[t] = s;
          }
        }
      }
      starts.push(start);
      before = best;
    }
    const changePoints: number[] = [];
    for (let k = changes - 1, t = n; k >= 0; k--) changePoints.unshift((t = starts[k]![t]!));
    found.push({ changePoints, cost: partitionCost(cost, changePoints) });
  }
  return found;
}

const params = {
  ...segmentationParams,
  changes: num(-1, {
    title: "Number of changes",
    min: -1,
    max: 1000,
    integer: true,
    help: "How many changes to place at their best. −1 leaves the number to the penalty or the elbow, up to 40.",
  }),
  chosenBy: choice("penalty", {
    options: ["penalty", "elbow"],
    title: "Number chosen by",
    help: "Where no number of changes is given. elbow: the number that stays the best over the widest range of penalties, as a ratio, from an eighth of the penalty on: where the curve of cost over the number of changes bends most. It says nothing of whether there is a change at all.",
  }),
};

/** For those who know how many changes there are: where they are. */
export const segmentNeighbourhood = defineDetector({
  id: "segment-neighbourhood",
  title: "Segment neighbourhood: a number of changes",
  source: "Auger, Lawrence 1989, Bulletin of Mathematical Biology 51:39, doi:10.1016/S0092-8240(89)80047-3",
  help: "Places a number of changes that you choose where the cost is the least of all divisions with so many; those that no penalty would choose are found too. The cost of each number up to 40, and the elbow of that curve, stand in the evidence. Up to 5000 samples.",
  params,
  mode: "retrospective",
  exact: true,
  several: true,
  detect(channels, { changes = -1, chosenBy = "penalty", ...options }: Partial<ValuesOf<typeof params>> = {}) {
    let curve: Record<string, number> = {};
    const chosen = (cost: SegmentCost, penalty: number, minLength: number): Partition => {
      refuseLonger("segment neighbourhood takes", cost.n, mostSamples);
      const found = bestByChanges(cost, changes >= 0 ? changes : mostChanges, minLength);
      const bend = elbowOf(found, penalty);
      curve = { ...Object.fromEntries(found.map((one, k) => [`cost${k}`, one.cost])), ...(bend && { elbow: bend.changePoints.length }) };
      if (changes >= 0) {
        const last = found.at(-1)!;
        const short = last.changePoints.length < changes;
        return short
          ? {
              ...last,
              note: `${cost.n} samples have no room for ${changes} changes with regimes of ${minLength}; ${last.changePoints.length} were placed.`,
            }
          : last;
      }
      if (chosenBy === "elbow") return bend ?? found[0]!;
      return found.reduce((best, one) => (totalOf(one, penalty) < totalOf(best, penalty) ? one : best));
    };
    const detection = detectBy("segment-neighbourhood", chosen, channels, changes >= 0 ? { trend: "none", ...options } : options);
    return { ...detection, evidence: { ...detection.evidence, ...curve } };
  },
});

const totalOf = ({ cost, changePoints }: Partition, penalty: number): number => cost + penalty * changePoints.length;

/**
 * The division at the elbow of cost over the number of changes: that which no other beats over the widest range of penalties, from an eighth of the one in force on. Null where none has a change. The one with the most changes is left out: how far it reaches down is not known.
 */
function elbowOf(found: readonly Partition[], penalty: number): Partition | null {
  const path = pathThrough(found).slice(1);
  const best = elbow(path, penalty / 8, Infinity);
  return best && found[best.changes]!;
}
