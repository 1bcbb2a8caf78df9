import { defineMetric, undefinedBecause, type Mask, type MetricResult } from "../define/metric";
import { components } from "./components";
import { connectedness, neighboursOf } from "./connectivity";

/** What the histogram of sizes draws. */
export type ConnectedComponentsDetail = {
  /** Cells of each component, largest first. */
  sizes: Uint32Array;
  /** Share of the set's cells that the largest component holds, 0 … 1; null for an empty set. */
  largestShare: number | null;
  /** Cells; null for an empty set. */
  mean: number | null;
  median: number | null;
  /** Components of edges[k] … edges[k + 1] − 1 cells; edges are powers of two, one more of them than counts. */
  histogram: { edges: number[]; counts: number[] };
};

/**
 * Number of connected components of a set, by union–find. An empty set has none: 0 is its count, not a missing number.
 * Undefined only for a frame without cells.
 */
export const connectedComponents = defineMetric({
  id: "connected-components",
  title: "Connected components",
  unit: "1",
  source: "Rosenfeld, Pfaltz 1966, J. ACM 13:471, doi:10.1145/321356.321357; union–find of Galler, Fischer 1964, doi:10.1145/364099.364331",
  help: "How many pieces the set falls into.",
  formula: "b_0 = \\operatorname{rank} H_0(X)",
  dimensions: [2, 3],
  nullModels: ["random-mask", "random-phase"],
  params: connectedness,
  measure(mask, { connectivity = "all", periodic = false } = {}): MetricResult<ConnectedComponentsDetail> {
    if (mask.cells.length === 0) return undefinedBecause("the frame holds no cells");
    const { count, sizes } = components(mask, { connectivity: neighboursOf(connectivity, mask.shape.length), periodic });
    return { value: count, detail: describeSizes(sizes.sort().reverse()) };
  },
  knownAnswers: () => [
    { title: "1 for a filled square", mask: patterned(() => true), value: 1, tolerance: 0 },
    { title: "1 for a checkerboard, whose cells meet at corners", mask: patterned((y, x) => (x + y) % 2 === 0), value: 1, tolerance: 0 },
    { title: "25 for every third cell of 15 × 15", mask: patterned((y, x) => x % 3 === 0 && y % 3 === 0), value: 25, tolerance: 0 },
  ],
});

/** @param sizes largest first. */
function describeSizes(sizes: Uint32Array): ConnectedComponentsDetail {
  const n = sizes.length;
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const empty = n === 0;
  return {
    sizes,
    largestShare: empty ? null : sizes[0]! / total,
    mean: empty ? null : total / n,
    median: empty ? null : (sizes[(n - 1) >> 1]! + sizes[n >> 1]!) / 2,
    histogram: binned(sizes),
  };
}

function binned(sizes: Uint32Array): ConnectedComponentsDetail["histogram"] {
  const edges = [1];
  while (sizes.length > 0 && edges.at(-1)! <= sizes[0]!) edges.push(edges.at(-1)! * 2);
  const counts = edges.slice(1).map(() => 0);
  for (const size of sizes) counts[31 - Math.clz32(size)]!++;
  return { edges, counts };
}

function patterned(set: (y: number, x: number) => boolean): Mask {
  return { shape: [15, 15], cells: Uint8Array.from({ length: 225 }, (_, i) => (set(Math.floor(i / 15), i % 15) ? 1 : 0)) };
}
