import { describe, expect, it } from "vitest";
import { difference, rootMeanSquare } from "../../src/library/difference";

describe("the difference of two fields", () => {
  it("is 0 of a field and itself", () => {
    const a = { shape: [1, 3], values: Float32Array.of(1, 2, 3) };
    expect([...difference(a, a)]).toEqual([0, 0, 0]);
  });
  it("is taken in double precision, whatever the fields are in", () =>
    expect(difference({ shape: [1, 1], values: Float64Array.of(1 + 1e-12) }, { shape: [1, 1], values: Float32Array.of(1) })[0]).toBeCloseTo(
      1e-12,
      15,
    ));
  it("is refused for other shapes, in words", () =>
    expect(() => difference({ shape: [1, 2], values: Float32Array.of(1, 2) }, { shape: [2, 1], values: Float32Array.of(1, 2) })).toThrow(
      /1 × 2 and 2 × 1/,
    ));
  it("has a root mean square that leaves out what is not finite", () => {
    expect(rootMeanSquare(Float64Array.of(3, -3, NaN))).toBe(3);
    expect(rootMeanSquare([NaN])).toBeNull();
  });
});
