import type { Mask } from "../define/metric";
import type { CoverCounts } from "./cover-counts";
import { graphBase } from "./cover-graph";
import { countWithin, fullBoxes } from "./full-boxes";
import { withoutPepper } from "./pepper";

/**
 * What a set without a brush is counted as, so that its rim changes the counts in the second order only: an area by the mean of the boxes that touch it
 * and those within it (the rim adds to the first what it takes from the second), a steep graph by its boxes less those that its base would fill, anything else by
 * its boxes.
 */
export type CountedAs = "boxes" | "area" | "graph";

/** Share of the boxes of middle size that lie wholly within an area. */
const areaShare = 0.15;
/** Boxes of a graph for each box of its base, at every edge; of a flatter one little would be left. */
const steepness = 1.5;
/** Cells in the edge of a box of middle size, between a cell and the extent. */
const middleBox = (extent: number): number => Math.max(8, Math.round(Math.sqrt(extent / 3)));
/** Longest edge of boxes that are looked for within a set. */
export const widestWithin = (extent: number): number => Math.max(middleBox(extent), extent >> 1);

const meanOf = (touching: Float64Array, within: Float64Array, edges: readonly number[]): number[] =>
  edges.map((edge) => (touching[edge]! + within[edge]!) / 2);

/** Counts at each edge of any set as of an area. */
export function areaCounts(mask: Mask, { mean, embedding }: CoverCounts, edges: readonly number[]): number[] {
  const largest = edges.at(-1)!;
  return meanOf(mean, countWithin(fullBoxes(withoutPepper(mask), largest), largest, embedding), edges);
}

/**
 * Counts at each edge of a set as what it is.
 * @param closed the set without pepper.
 * @param sides its full boxes up to `widestWithin`.
 */
export function countAsWhatItIs(
  covers: CoverCounts,
  edges: readonly number[],
  closed: Mask,
  sides: Uint16Array,
): { as: CountedAs; counts: number[] } {
  const { mean, extent, embedding } = covers;
  const within = countWithin(sides, widestWithin(extent), embedding);
  const middle = middleBox(extent);
  if (within[middle]! >= areaShare * mean[middle]!) return { as: "area", counts: meanOf(mean, within, edges) };
  const base = graphBase(closed);
  const ofBase = base === null ? [] : edges.map((edge) => (base + edge - 1) / edge);
  if (base !== null && edges.every((edge, i) => mean[edge]! >= steepness * ofBase[i]!))
    return { as: "graph", counts: edges.map((edge, i) => mean[edge]! - ofBase[i]!) };
  return { as: "boxes", counts: edges.map((edge) => mean[edge]!) };
}
