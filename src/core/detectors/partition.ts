import type { SegmentCost } from "./segment-cost";

/** A division of a series into segments. */
export interface Partition {
  /** First index of each segment but the first, ascending. */
  changePoints: number[];
  /** Sum of the segments' costs, without the penalty. */
  cost: number;
  /** What should be known about how it was found. */
  note?: string;
}

/**
 * A way of dividing: minimises, exactly or greedily, cost + penalty × number of changes over all divisions whose segments
 * hold at least `minLength` samples, the first and the last included.
 */
export type Partitioner = (cost: SegmentCost, penalty: number, minLength: number) => Partition;

/** The sum of the costs of the segments between the given changes. */
export function partitionCost(cost: SegmentCost, changePoints: readonly number[]): number {
  const edges = [0, ...changePoints, cost.n];
  let total = 0;
  for (let i = 1; i < edges.length; i++) total += cost.of(edges[i - 1]!, edges[i]!);
  return total;
}

/** Follows `last[t]`, the start of the segment that ends at t, from the end to the beginning. */
export function traceBack(cost: SegmentCost, last: Int32Array): Partition {
  const changePoints: number[] = [];
  for (let t = last[cost.n]!; t > 0; t = last[t]!) changePoints.push(t);
  changePoints.reverse();
  return { changePoints, cost: partitionCost(cost, changePoints) };
}
