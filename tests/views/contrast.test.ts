import { describe, expect, it } from "vitest";
import { contrastOf } from "../../src/views/contrast";

describe("contrastOf", () => {
  it("takes limits from finite values only and counts the rest (trap 47)", () =>
    expect(contrastOf([NaN, 2, Infinity, -1, -Infinity])).toEqual({ low: -1, high: 2, notFinite: 3 }));
  it("does not depend on where the bad cells stand", () => {
    const values = [3, NaN, 1, 2];
    for (let i = 0; i < values.length; i++) {
      const turned = [...values.slice(i), ...values.slice(0, i)];
      expect(contrastOf(turned)).toEqual({ low: 1, high: 3, notFinite: 1 });
    }
  });
  it("leaves cells outside the domain out", () =>
    expect(contrastOf([9, 2, NaN, 1], false, Uint8Array.of(0, 1, 0, 1))).toEqual({ low: 1, high: 2, notFinite: 0 }));
  it("is symmetric around 0 when asked", () => expect(contrastOf([-1, 4], true)).toEqual({ low: -4, high: 4, notFinite: 0 }));
  it("gives a constant field room, and an empty one the unit interval", () => {
    const { low, high } = contrastOf([5, 5, 5]);
    expect(low).toBeLessThan(5);
    expect(high).toBeGreaterThan(5);
    expect(contrastOf([NaN])).toEqual({ low: 0, high: 1, notFinite: 1 });
  });
});
