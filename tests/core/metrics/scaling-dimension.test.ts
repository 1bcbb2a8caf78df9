import { describe, expect, it } from "vitest";
import { geometricScales, scalingDimension, tooFewCells } from "../../../src/core/metrics/scaling-dimension";

const scales = geometricScales(64, 1.3);
const limits = { from: 1, to: 64, ratio: 8, embedding: 2, margin: 0.01 };
const power = (exponent: number) => scales.map((scale) => exponent * Math.log(scale));

describe("scaling-dimension", () => {
  it("finds an exact power over all scales, in an interval as wide as the margin", () => {
    const found = scalingDimension(scales, power(1.3), limits)!;
    expect(found.value).toBeCloseTo(1.3, 12);
    expect(found.range).toEqual([1, 64]);
    expect(found.interval[0]).toBeCloseTo(1.29, 9);
    expect(found.interval[1]).toBeCloseTo(1.31, 9);
  });

  it("finds the range of scales in which a power holds", () => {
    const logs = scales.map((scale) => (scale < 6 ? 1.9 * Math.log(scale) : 1.1 * Math.log(scale) + 0.8 * Math.log(6)));
    const found = scalingDimension(scales, logs, limits)!;
    expect(found.value).toBeCloseTo(1.1, 9);
    expect(found.range[0]).toBeGreaterThanOrEqual(5);
    expect(found.interval[1]).toBeGreaterThan(1.3);
  });

  it("passes over windows steeper than the array allows, and is null when no other is left", () => {
    expect(scalingDimension(scales, power(2.2), limits)).toBeNull();
    expect(scalingDimension(scales, power(-0.1), limits)).toBeNull();
    expect(scalingDimension(scales, power(2), limits)!.interval[1]).toBe(2);
    expect(scalingDimension(scales, power(1), { ...limits, ratio: 100 })).toBeNull();
  });

  it("makes scales of whole numbers that rise to the largest", () => {
    expect(geometricScales(10, 1.5)).toEqual([1, 2, 3, 5, 8, 10]);
    expect(geometricScales(1, 1.2)).toEqual([1]);
  });

  it("tells when a set has too few cells", () => {
    expect(tooFewCells(1)).toContain("only 1 cell belongs");
    expect(tooFewCells(16)).toBeNull();
  });
});
