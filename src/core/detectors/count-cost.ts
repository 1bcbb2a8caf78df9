import { WorkbenchError } from "../errors";
import type { SegmentCost } from "./segment-cost";

/**
 * Minus twice the log-likelihood of counts with the segment's own rate, less what no division changes: `−2 S log(S/m)` for a sum of S.
 * @throws WorkbenchError `usage` for a sample that is no count.
 */
export function poissonCost(series: ArrayLike<number>): SegmentCost {
  const n = series.length;
  const sum = new Float64Array(n + 1);
  for (let i = 0; i < n; i++) {
    const count = series[i]!;
    if (!(Number.isInteger(count) && count >= 0))
      throw new WorkbenchError("usage", ["values", i], `the Poisson cost is for counts, 0, 1, 2 …, and sample ${i} is ${count}; choose another cost`);
    sum[i + 1] = sum[i]! + count;
  }
  return {
    kind: "poisson",
    n,
    of(from, to) {
      const s = sum[to]! - sum[from]!;
      return s > 0 ? -2 * s * Math.log(s / (to - from)) : 0;
    },
  };
}
