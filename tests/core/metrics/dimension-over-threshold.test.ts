import { describe, expect, it } from "vitest";
import { boxCounting } from "../../../src/core/metrics/box-counting";
import { dimensionOverThreshold, type DimensionOverThresholdDetail } from "../../../src/core/metrics/dimension-over-threshold";
import { measureMetric } from "../../../src/core/metrics/measure-metric";
import { prepareImage } from "../../../src/core/metrics/prepare-image";
import { withSpectrum } from "../../support/grey-fields";

const measure = dimensionOverThreshold.measure;
const curveOf = (result: ReturnType<typeof measure>) => (result.detail as DimensionOverThresholdDetail).curve;

/** 0 outside a Sierpiński triangle, on it ever brighter along one axis: of few levels the set is the triangle, of a bright one a part of it. */
const triangle = (side: number) => ({
  shape: [side, side],
  values: Float64Array.from({ length: side * side }, (_, i) => (((i % side) & Math.floor(i / side)) === 0 ? 1 + Math.floor(i / side) / side : 0)),
});

describe("the dimension over the threshold", () => {
  const field = withSpectrum([96, 96], (k) => 1 / (0.01 + k ** 3), 4);
  it("is at each threshold what box counting gives of that set", () => {
    const result = measure(field, { thresholds: 7 });
    const curve = curveOf(result);
    expect(curve).toHaveLength(7);
    for (const { threshold, foreground, dimension } of curve) {
      const cells = Uint8Array.from(field.values, (value) => (value > threshold ? 1 : 0));
      expect(foreground).toBe(cells.reduce((sum, cell) => sum + cell, 0) / cells.length);
      expect(dimension).toBe(boxCounting.measure({ shape: [96, 96], cells }, { effort: "live" }).value);
    }
    const dimensions = curve.map(({ dimension }) => dimension!);
    expect(result.value).toBe(Math.max(...dimensions) - Math.min(...dimensions));
    expect(curve[0]!.foreground).toBeCloseTo(0.95, 2);
    expect(curve.at(-1)!.foreground).toBeCloseTo(0.05, 2);
    expect(dimensions[0]).toBeGreaterThan(dimensions.at(-1)!);
  });
  it("is the same curve for the other side of the negative", () => {
    const negative = { shape: field.shape, values: field.values.map((value) => -value) };
    const [one, other] = [measure(field, { thresholds: 5 }), measure(negative, { thresholds: 5, side: "below" })];
    // {−f ≤ t} = {f ≥ −t}: the quantiles lie between cells, so no value is one of them.
    const dimensions = (result: typeof one) => curveOf(result).map(({ dimension }) => dimension);
    expect(dimensions(other)).toEqual(dimensions(one).reverse());
  });
  it("takes the side of an inverted image", () => {
    const at = (invert: boolean) =>
      measureMetric(prepareImage({ ...field, threshold: "otsu", invert }), { metric: "dimension-over-threshold", draws: 0 });
    expect([at(false).options["side"], at(true).options["side"]]).toEqual(["above", "below"]);
  });
  it("takes equal thresholds once, and leaves out what is not finite", () => {
    const { shape, values } = triangle(64);
    const result = measure({ shape, values });
    const levels = curveOf(result).map(({ threshold }) => threshold);
    expect(new Set(levels).size).toBe(levels.length);
    expect(levels[0]).toBe(0);
    expect(curveOf(result)[0]!.dimension).toBeCloseTo(Math.log2(3), 6);
    const holes = values.map((value, i) => (i % 97 === 0 ? NaN : value));
    expect(curveOf(measure({ shape, values: holes }))[0]!.foreground).toBeLessThan(1);
  });
  it("is undefined, in words, where thresholds make too few sets", () => {
    const shape = [32, 32];
    const two = Float64Array.from({ length: 1024 }, (_, i) => (i % 3 === 0 ? 1 : 0));
    expect(measure({ shape, values: two })).toMatchObject({ value: null, reason: expect.stringMatching(/so few levels/) as string });
    expect(measure({ shape, values: new Float64Array(1024).fill(NaN) })).toMatchObject({ value: null });
    expect(measure({ shape: [3, 4], values: Float64Array.from({ length: 12 }, (_, i) => i) })).toMatchObject({
      value: null,
      reason: expect.stringMatching(/thresholds give a dimension/) as string,
      detail: { curve: expect.any(Array) as unknown[] },
    });
  });
});
