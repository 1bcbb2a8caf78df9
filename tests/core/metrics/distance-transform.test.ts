import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Mask } from "../../../src/core/define/metric";
import { distanceToBackground } from "../../../src/core/metrics/distance-transform";
import { cellSet, drawnSet, planeSets, spaceSets } from "../../support/cell-sets";

/** By looking at every cell of the background, in a frame one cell wider. */
function byLooking({ shape, cells }: Mask): number[] {
  const [nz, ny, nx] = shape.length === 3 ? (shape as [number, number, number]) : [1, ...(shape as [number, number])];
  const layer = shape.length === 3 ? 1 : 0;
  const nearest = (z: number, y: number, x: number): number => {
    let best = Infinity;
    for (let k = -layer; k < nz + layer; k++)
      for (let j = -1; j <= ny; j++)
        for (let i = -1; i <= nx; i++) {
          const inside = k >= 0 && j >= 0 && i >= 0 && k < nz && j < ny && i < nx;
          if (!inside || cells[(k * ny + j) * nx + i] === 0) best = Math.min(best, Math.hypot(z - k, y - j, x - i));
        }
    return best;
  };
  return Array.from(cells, (cell, i) => (cell === 0 ? 0 : nearest(Math.floor(i / (nx * ny)), Math.floor(i / nx) % ny, i % nx)));
}

describe("distance to the background", () => {
  it("is 1 next to it and outside the frame, √2 across a corner", () =>
    expect([...distanceToBackground(drawnSet("###", "###", "##."))].map((d) => d ** 2)).toEqual([1, 1, 1, 1, expect.closeTo(2, 5), 1, 1, 1, 0]));
  it("is what looking at every cell finds", () =>
    fc.assert(
      fc.property(fc.oneof(planeSets, spaceSets), (mask) => {
        const expected = byLooking(mask);
        distanceToBackground(mask).forEach((distance, cell) => expect(distance).toBeCloseTo(expected[cell]!, 5));
      }),
    ));
  it("grows to half the side in a filled square", () => expect(Math.max(...distanceToBackground(cellSet([99, 99], () => true)))).toBe(50));
});
