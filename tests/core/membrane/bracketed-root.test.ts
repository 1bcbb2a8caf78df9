import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bracketedRoot } from "../../../src/core/membrane/bracketed-root";

describe("a root between two points", () => {
  it("is found to the last digit", () => {
    expect(bracketedRoot((x) => x * x - 2, 0, 2)).toBeCloseTo(Math.SQRT2, 15);
    expect(bracketedRoot((x) => Math.cos(x) - x, 0, 1)).toBeCloseTo(0.7390851332151607, 15);
    expect(bracketedRoot((x) => x, -3, 5)).toBeCloseTo(0, 300);
    expect(bracketedRoot((x) => x ** 9, -1, 3)).toBeCloseTo(0, 20);
  });
  it("may lie at an end", () => {
    expect(bracketedRoot((x) => x - 1, 1, 2)).toBe(1);
    expect(bracketedRoot((x) => x - 2, 1, 2)).toBe(2);
  });
  it("is NaN where the signs do not differ", () => expect(bracketedRoot((x) => x * x + 1, -1, 1)).toBeNaN());
  it("is found in few steps for smooth functions, and in bounded ones for a jump", () => {
    let calls = 0;
    bracketedRoot((x) => (calls++, Math.exp(x) - 5), -10, 10);
    expect(calls).toBeLessThan(25);
    calls = 0;
    const root = bracketedRoot((x) => (calls++, x < 0.1 ? -1 : 1), -1, 1);
    expect(root).toBeCloseTo(0.1, 15);
    expect(calls).toBeLessThan(150);
  });
  it("has the function's two signs on its two sides", () =>
    fc.assert(
      fc.property(fc.double({ min: -50, max: 50, noNaN: true }), fc.double({ min: 0.01, max: 5, noNaN: true }), (at, steep) => {
        const root = bracketedRoot((x) => Math.sinh(steep * (x - at)), -60, 60);
        expect(Math.abs(root - at)).toBeLessThanOrEqual(1e-14 * Math.max(1, Math.abs(at)));
      }),
    ));
});
