import { describe, expect, it } from "vitest";
import type { Mask } from "../../../src/core/define/metric";
import { countCovers } from "../../../src/core/metrics/cover-counts";
import { randomMask } from "../../../src/core/metrics/null-mask";

/** Boxes of edge s that touch the set, for every origin, one box at a time. */
function byHand({ shape, cells }: Mask, s: number): number[] {
  const sides = shape.length === 3 ? shape : [1, ...shape];
  const [, ny, nx] = sides as [number, number, number];
  const flat = shape.length === 2;
  const counts: number[] = [];
  for (let oz = 0; oz < (flat ? 1 : s); oz++)
    for (let oy = 0; oy < s; oy++)
      for (let ox = 0; ox < s; ox++) {
        const boxes = new Set<string>();
        cells.forEach((cell, i) => {
          const [z, y, x] = [Math.floor(i / (ny * nx)), Math.floor(i / nx) % ny, i % nx];
          if (cell) boxes.add([flat ? 0 : Math.floor((z + oz) / s), Math.floor((y + oy) / s), Math.floor((x + ox) / s)].join());
        });
        counts.push(boxes.size);
      }
  return counts;
}

describe("countCovers", () => {
  it.each([
    [[13, 17], 40],
    [[1, 30], 9],
    [[6, 7, 9], 30],
  ] as const)("equals counting box by box on %j with %i cells", (shape, cells) => {
    const mask = randomMask(shape, cells, 5);
    const covers = countCovers(mask, 6, [1, 2, 3, 5, 6]);
    expect(covers.occupied).toBe(cells);
    for (const [edge, [smallest, largest]] of covers.extremes) {
      const counts = byHand(mask, edge);
      expect(smallest).toBe(Math.min(...counts));
      expect(largest).toBe(Math.max(...counts));
      expect(covers.mean[edge]).toBeCloseTo(counts.reduce((a, b) => a + b, 0) / counts.length, 9);
    }
  });
});
