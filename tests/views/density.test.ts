import { describe, expect, it } from "vitest";
import { densityOf } from "../../src/views/density";
import { countsWithin } from "../../src/views/field-counts";
import type { Picture } from "../../src/views/picture";

const picture = (values: number[], inside: Uint8Array | null = null): Picture => ({
  key: "k",
  nx: values.length,
  ny: 1,
  values: Float64Array.from(values),
  inside,
});
const sum = (counts: ArrayLike<number>) => Array.from(counts).reduce((a, b) => a + b, 0);

describe("densityOf", () => {
  it("counts every finite pair once, in its bin", () => {
    const density = densityOf(picture([0, 0, 1, NaN]), picture([0, 0, 1, 5]), 8)!;
    expect(sum(density.counts)).toBe(3);
    expect(density.most).toBe(2);
  });
  it("leaves out what is outside the domain", () => {
    const inside = Uint8Array.of(1, 1, 0);
    expect(sum(densityOf(picture([0, 1, 9], inside), picture([0, 1, 9], inside), 4)!.counts)).toBe(2);
  });
  it("is none without finite values or for fields of different grids", () => {
    expect(densityOf(picture([NaN]), picture([1]), 4)).toBeNull();
    expect(densityOf(picture([1]), picture([1, 2]), 4)).toBeNull();
  });
  it("has room for two fields that are uniform", () => expect(sum(densityOf(picture([2, 2]), picture([0, 0]), 4)!.counts)).toBe(2));
});

describe("countsWithin", () => {
  it("counts in equal widths and tells what lies beyond", () =>
    expect(countsWithin(picture([0, 0.1, 0.5, 1, 2, NaN]), { low: 0, high: 1, notFinite: 1 }, 2)).toEqual({ counts: [2, 2], beyond: 2 }));
  it("counts in equal ratios where the range is logarithmic", () =>
    expect(countsWithin(picture([1, 5, 20, 90, 0]), { low: 1, high: 100, notFinite: 0, logarithmic: true }, 2)).toEqual({
      counts: [2, 2],
      beyond: 1,
    }));
});
