import { describe, expect, it } from "vitest";
import type { Mask } from "../../../src/core/define/metric";
import { perimeterAreaDimension, type PerimeterAreaDetail } from "../../../src/core/metrics/perimeter-area-dimension";
import { image, kochIslands, scattered, transposedMask, turnedMask } from "../../support/known-masks";

const measure = (mask: Mask, connectivity: "4" | "8" = "4") => {
  const result = perimeterAreaDimension.measure(mask, { connectivity });
  if (result.value === null) throw new Error(result.reason);
  return { ...result, detail: result.detail as PerimeterAreaDetail };
};
/** Shapes of sizes 3, 4, 5 … on a grid of plots, each well within its own. */
const plots = (count: number, set: (size: number, y: number, x: number) => boolean) => {
  const plot = 2 * count + 12;
  return image(5 * plot, Math.ceil(count / 5) * plot, (y, x) => {
    const size = 3 + Math.floor(x / plot) * 5 + Math.floor(y / plot);
    return size < 3 + count && set(size, (y % plot) - 4, (x % plot) - 4);
  });
};

describe("perimeter-area-dimension", () => {
  it.each([...(perimeterAreaDimension.knownAnswers?.() ?? [])])("is $title", ({ mask, value, tolerance }) => {
    expect(Math.abs(measure(mask).value - value)).toBeLessThanOrEqual(tolerance);
  });

  it("is 1 for oblongs and discs of many sizes", () => {
    expect(measure(plots(25, (size, y, x) => y >= 0 && x >= 0 && y < size && x < 2 * size)).value).toBeCloseTo(1, 9);
    const discs = plots(40, (size, y, x) => Math.hypot(y - size / 2, x - size / 2) <= size / 2);
    expect(Math.abs(measure(discs).value - 1)).toBeLessThan(0.03);
  });

  it("is log 4 / log 3 for Koch islands of many sizes", () => {
    for (const seed of [1, 2, 3]) {
      const { value, interval } = measure(kochIslands(700, 50, seed));
      expect(Math.abs(value - Math.log(4) / Math.log(3))).toBeLessThan(0.06);
      expect(interval![0]).toBeLessThanOrEqual(Math.log(4) / Math.log(3));
      expect(interval![1]).toBeGreaterThanOrEqual(Math.log(4) / Math.log(3));
    }
  });

  it("is near 2 for percolation clusters at the threshold, whose outline with all its lakes is as large as they", () => {
    const { value } = measure(scattered([400, 400], 0.592746, 4));
    expect(value).toBeGreaterThan(1.9);
    expect(value).toBeLessThanOrEqual(2);
  });

  it("counts every edge between set and not set, around holes too, and leaves out what the frame cuts", () => {
    const mask = plots(25, (size, y, x) => y >= 0 && x >= 0 && y < size && x < size && !(y === 1 && x === 1));
    mask.cells.fill(1, 0, mask.shape[1]);
    const { detail } = measure(mask);
    expect(detail.cut).toBe(1);
    expect(detail.areas).toHaveLength(24); // the smallest has 8 cells
    detail.areas.forEach((area, k) => expect(detail.perimeters[k]).toBe(4 * Math.sqrt(area + 1) + 4));
  });

  it("does not change when the image is turned or transposed", () => {
    const mask = scattered([300, 220], 0.55, 8);
    const { value } = measure(mask);
    expect(measure(turnedMask(mask)).value).toBeCloseTo(value, 9);
    expect(measure(transposedMask(mask)).value).toBeCloseTo(value, 9);
  });

  it("joins across corners when asked to", () => {
    const pairs = plots(25, (size, y, x) => y >= 0 && x >= 0 && y < 2 * size && x < 2 * size && y < size === x < size);
    const [apart, joined] = (["4", "8"] as const).map((connectivity) => measure(pairs, connectivity).detail.areas) as [number[], number[]];
    expect(apart).toHaveLength(50);
    expect(joined).toHaveLength(25);
    expect(Math.max(...joined)).toBe(2 * Math.max(...apart));
  });

  it("is undefined, with the reason, for few components, for one size only, and for volumes", () => {
    const reason = (mask: Mask) => perimeterAreaDimension.measure(mask);
    expect(reason(image(64, 64, () => true))).toEqual({ value: null, reason: expect.stringContaining("1 touch the frame") as string });
    expect(reason(image(64, 64, () => false))).toEqual({ value: null, reason: expect.stringContaining("only 0 components") as string });
    const alike = plots(25, (_size, y, x) => y >= 0 && x >= 0 && y < 5 && x < 5);
    expect(reason(alike)).toEqual({ value: null, reason: expect.stringContaining("too much of one size") as string });
    expect(reason({ shape: [9, 9, 9], cells: new Uint8Array(729).fill(1) })).toEqual({
      value: null,
      reason: expect.stringContaining("two dimensions") as string,
    });
  });
});
