import { describe, expect, it } from "vitest";
import { clearCell, thumbnailOf } from "../../src/library/thumbnail";

describe("a thumbnail", () => {
  it("stretches the values from 0 to 254", () => {
    expect(thumbnailOf(Float32Array.of(-1, 0, 1), 3, 1)).toEqual({ width: 3, height: 1, low: -1, high: 1, cells: Uint8Array.of(0, 127, 254) });
  });
  it("takes every so manieth cell of a large field, and is never larger than 96 a side", () => {
    const { width, height, cells } = thumbnailOf(
      Float64Array.from({ length: 200 * 100 }, (_, i) => i),
      200,
      100,
    );
    expect([width, height]).toEqual([67, 34]);
    expect(cells).toHaveLength(67 * 34);
  });
  it("leaves clear what is not finite or outside the domain, which moves no limit", () => {
    const { cells, low, high } = thumbnailOf(Float32Array.of(0, NaN, 1, 99), 2, 2, Uint8Array.of(1, 1, 1, 0));
    expect([...cells]).toEqual([0, clearCell, 254, clearCell]);
    expect([low, high]).toEqual([0, 1]);
  });
  it("is 0 everywhere for a uniform field, and clear for one without a value", () => {
    expect([...thumbnailOf(Float32Array.of(3, 3), 2, 1).cells]).toEqual([0, 0]);
    expect([...thumbnailOf(Float32Array.of(NaN, NaN), 2, 1).cells]).toEqual([clearCell, clearCell]);
  });
});
