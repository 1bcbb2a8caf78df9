import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bernoulli, bernoulliSlope } from "../../../src/core/field/bernoulli";
import { oracle } from "../../support/membrane-oracle";

describe("x/(eˣ − 1)", () => {
  it.each(oracle.bernoulli)("at %d is what 50 digits give", (x, value) => expect(Math.abs(bernoulli(x) / value - 1)).toBeLessThan(1e-15));
  it.each(oracle.bernoulliSlopes)("has the slope at %d that 50 digits give", (x, value) =>
    expect(Math.abs(bernoulliSlope(x) / value - 1)).toBeLessThan(2e-14),
  );
  it("falls to 0 and rises as −x without overflow", () => {
    expect(bernoulli(1e4)).toBe(0);
    expect(bernoulli(-1e4)).toBe(1e4);
    expect(bernoulliSlope(1e4)).toBeCloseTo(0, 15);
    expect(bernoulliSlope(-1e4)).toBe(-1);
  });
  it("keeps B(−x) = B(x) + x and falls throughout", () =>
    fc.assert(
      fc.property(fc.double({ min: -700, max: 700, noNaN: true }), (x) => {
        expect(Math.abs(bernoulli(-x) - bernoulli(x) - x)).toBeLessThanOrEqual(1e-15 * (1 + Math.abs(x)));
        expect(bernoulliSlope(x)).toBeLessThanOrEqual(0);
        expect(bernoulliSlope(x)).toBeGreaterThanOrEqual(-1);
      }),
    ));
});
