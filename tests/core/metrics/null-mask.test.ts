import { describe, expect, it } from "vitest";
import { boxCounting, type BoxCountingDetail } from "../../../src/core/metrics/box-counting";
import { nullDimension, randomMask } from "../../../src/core/metrics/null-mask";
import { cellsIn } from "../../../src/core/metrics/threshold";
import { blackSet } from "../../support/fractal-images";

describe("randomMask", () => {
  it("has exactly the cells asked for, the same ones for the same seed", () => {
    for (const cells of [0, 1, 77, 300]) expect(cellsIn(randomMask([15, 20], cells, 3))).toBe(cells);
    expect(randomMask([15, 20], 77, 3)).toEqual(randomMask([15, 20], 77, 3));
    expect(randomMask([15, 20], 77, 3)).not.toEqual(randomMask([15, 20], 77, 4));
    expect(randomMask([15, 20], 77, 3, 0)).not.toEqual(randomMask([15, 20], 77, 3, 1));
  });

  it("chooses every cell equally often", () => {
    const hits = new Float64Array(12);
    for (let seed = 0; seed < 4000; seed++) randomMask([3, 4], 3, seed).cells.forEach((cell, i) => (hits[i]! += cell));
    // 4000 draws of probability 1/4: standard deviation 27
    for (const count of hits) expect(Math.abs(count - 1000)).toBeLessThan(4 * 27.4);
  });

  it("keeps to the cells inside, and chooses each of them equally often", () => {
    const inside = Uint8Array.from({ length: 24 }, (_, i) => i % 2);
    const hits = new Float64Array(24);
    for (let seed = 0; seed < 4000; seed++) randomMask([4, 6], 3, seed, 0, inside).cells.forEach((cell, i) => (hits[i]! += cell));
    for (const [i, count] of hits.entries()) {
      if (inside[i] === 0) expect(count).toBe(0);
      else expect(Math.abs(count - 1000)).toBeLessThan(4 * 27.4);
    }
    expect(cellsIn(randomMask([4, 6], 12, 1, 0, inside))).toBe(12);
  });
});

describe("nullDimension", () => {
  it.each([
    [0.5, 1.929],
    [0.1, 1.692],
    [0.01, 1.214],
  ])("is what white noise of density %d gives over edges 1 to 256 on 512²: %d (reference-values 4a)", (density, expected) => {
    const { detail } = boxCounting.measure(blackSet("sierpinski-triangle.png")) as { detail: BoxCountingDetail };
    expect(detail.edges).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256]);
    const noise = nullDimension(randomMask([512, 512], Math.round(density * 512 * 512), 9), detail, 1, 1);
    // The table counts on the aligned grid; the smallest cover over all origins is a little below it at large edges.
    expect(Math.abs(noise.value! - expected)).toBeLessThan(0.015);
  });

  it("agrees with the set itself when the set is noise", () => {
    const mask = blackSet("random-0.3.png");
    const result = boxCounting.measure(mask) as { value: number; detail: BoxCountingDetail };
    const noise = nullDimension(mask, result.detail, 1, 6);
    expect(Math.abs(noise.value! - result.value)).toBeLessThan(0.01);
    expect(noise.value === null ? 1 : noise.detail!.spread).toBeLessThan(0.01);
  });
});
