import { describe, expect, it } from "vitest";
import type { Mask } from "../../../src/core/define/metric";
import { localDimension, type LocalDimensionDetail } from "../../../src/core/metrics/local-dimension";
import { blackSet, goldenImages, mengerSponge } from "../../support/fractal-images";
import { image, massAround, scattered, transposed, transposedMask, turnedMask } from "../../support/known-masks";

const measure = (mask: Mask, radius?: number) => {
  const result = localDimension.measure(mask, radius === undefined ? {} : { radius });
  if (result.value === null) throw new Error(result.reason);
  return { ...result, detail: result.detail as LocalDimensionDetail };
};

describe("local-dimension", () => {
  const provable = goldenImages.filter(({ kind }) => kind === "exact" || kind === "numerical");

  it.each(provable)("is $dimension within 0.1 on average over $name, and in its interval", ({ file, dimension }) => {
    const { value, interval } = measure(blackSet(file));
    expect(Math.abs(value - dimension)).toBeLessThanOrEqual(0.1);
    expect(interval![0]).toBeLessThanOrEqual(dimension);
    expect(interval![1]).toBeGreaterThanOrEqual(dimension - 1e-6);
  });

  it("is log 20 / log 3 within 0.1 for the Menger sponge", () => {
    expect(Math.abs(measure(mengerSponge()).value - Math.log(20) / Math.log(3))).toBeLessThan(0.1);
  });

  it.each([...(localDimension.knownAnswers?.() ?? [])])("is $title", ({ mask, value, tolerance }) => {
    expect(Math.abs(measure(mask).value - value)).toBeLessThanOrEqual(tolerance);
  });

  it("is 1 on a thread and 2 inside a patch of one image", () => {
    const both = image(200, 200, (y, x) => y === 30 || (y >= 100 && x >= 60 && x < 160));
    const { detail } = measure(both);
    expect(detail.map[30 * 200 + 100]).toBeCloseTo(1, 6);
    expect(detail.map[150 * 200 + 110]).toBeCloseTo(2, 6);
    expect(detail.map[70 * 200 + 10]).toBe(0);
    expect(detail.inside[70 * 200 + 10]).toBe(0);
    expect(detail.inside[30 * 200 + 100]).toBe(1);
  });

  it.each([[[48, 41]], [[26, 25, 24]]])(
    "maps the slope of the mass counted one by one against the part of the window in the array, shape %j",
    (shape) => {
      const mask = scattered(shape, 0.35, 6);
      const full: Mask = { shape, cells: new Uint8Array(mask.cells.length).fill(1) };
      const { detail, value } = measure(mask);
      let sum = 0;
      const cells = Array.from(mask.cells.keys()).filter((at) => mask.cells[at] === 1);
      cells.forEach((at, k) => {
        sum += detail.map[at]!;
        if (k % 50 !== 0) return;
        const x = detail.radii.map((r) => Math.log(massAround(full, at, r)) / shape.length);
        const y = detail.radii.map((r) => Math.log(massAround(mask, at, r)));
        const [mx, my] = [x, y].map((values) => values.reduce((a, b) => a + b, 0) / values.length) as [number, number];
        const slope = x.reduce((s, v, i) => s + (v - mx) * (y[i]! - my), 0) / x.reduce((s, v) => s + (v - mx) ** 2, 0);
        expect(detail.map[at]).toBeCloseTo(slope, 5);
      });
      expect(value).toBeCloseTo(sum / cells.length, 5);
    },
  );

  it("turns and transposes with the image", () => {
    const cluster = scattered([60, 80], 0.3, 2);
    const { value, detail } = measure(cluster);
    expect(measure(turnedMask(cluster)).value).toBeCloseTo(value, 6);
    const other = measure(transposedMask(cluster));
    expect(other.value).toBeCloseTo(value, 6);
    const expected = transposed({ shape: cluster.shape, values: detail.map }, detail.map);
    other.detail.map.forEach((slope, at) => expect(slope).toBeCloseTo(expected[at]!, 4));
  });

  it("gives quantiles in order, of the cells of the set only", () => {
    const { detail } = measure(blackSet("percolation.png"));
    expect([...detail.quantiles].sort((a, b) => a - b)).toEqual(detail.quantiles);
    expect(detail.quantiles[0]).toBeGreaterThan(0);
  });

  it("is undefined, with the reason, for few cells and small arrays", () => {
    for (const cells of [0, 1, 2, 3, 15])
      expect(localDimension.measure(image(64, 64, (y, x) => y === 30 && x < cells))).toEqual({
        value: null,
        reason: expect.stringContaining(`only ${cells} cell`) as string,
      });
    expect(localDimension.measure(image(20, 20, () => true))).toEqual({ value: null, reason: expect.stringContaining("20 cells across") as string });
  });
});
