import { describe, expect, it } from "vitest";
import type { Mask } from "../../../src/core/define/metric";
import { countCovers } from "../../../src/core/metrics/cover-counts";
import { oracleSets } from "../../support/topology-oracle";

/** Boxes of a grid from the frame's first cell that lie within the set, cut off at the frame. */
function fullBoxes({ shape, cells }: Mask, edge: number): number {
  const [ny, nx] = shape as [number, number];
  const columns = Math.ceil(nx / edge);
  const isFull = new Uint8Array(columns * Math.ceil(ny / edge)).fill(1);
  cells.forEach((cell, i) => {
    if (cell === 0) isFull[Math.floor(Math.floor(i / nx) / edge) * columns + Math.floor((i % nx) / edge)] = 0;
  });
  return isFull.reduce((sum, one) => sum + one, 0);
}

describe("counts of boxes over all origins", () => {
  it.each(oracleSets.filter(({ facts }) => facts.boxCount !== undefined))("hold PoreSpy's, taken at one of them: $name", ({ mask, facts }) => {
    const set = mask();
    const { edges, counts } = facts.boxCount!;
    const { extremes } = countCovers(set, Math.max(...edges), edges);
    edges.forEach((edge, k) => {
      // PoreSpy leaves out boxes that the set fills
      const boxes = counts[k]! + fullBoxes(set, edge);
      const [smallest, largest] = extremes.get(edge)!;
      expect(boxes).toBeGreaterThanOrEqual(smallest);
      expect(boxes).toBeLessThanOrEqual(largest);
    });
  });
});
