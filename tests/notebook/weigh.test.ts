import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { weigh } from "../../src/notebook/weigh";

describe("the weight of what crosses from thread to thread", () => {
  it("is that of its texts, its arrays and its parts", () => {
    expect(weigh("ab", 1e6)).toBe(8 + 4);
    expect(weigh(new Float64Array(100), 1e6)).toBe(8 + 800);
    expect(weigh([1, 2], 1e6)).toBe(3 * 8);
    expect(weigh({ a: 1 }, 1e6)).toBe(8 + (8 + 2) + 8);
    expect(weigh(new Map([["a", new ArrayBuffer(50)]]), 1e6)).toBeGreaterThan(50);
  });

  it("passes the most as soon as it is passed: in circles, in what doubles, in what is nested deeper than a stack", () => {
    const circle: unknown[] = [];
    circle.push(circle, circle);
    let doubled: unknown = 1;
    for (let i = 0; i < 60; i++) doubled = [doubled, doubled];
    let deep: unknown = 1;
    for (let i = 0; i < 200_000; i++) deep = [deep];
    for (const hostile of [circle, doubled, deep, "x".repeat(1_000_000), new Uint8Array(1_000_001), Array(1_000_000).fill(0)])
      expect(weigh(hostile, 1_000_000)).toBeGreaterThan(1_000_000);
  });

  it("is no less than the text of its JSON by more than a constant factor", () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => 6 * weigh(value, 1e9) >= JSON.stringify(value).length));
  });
});
