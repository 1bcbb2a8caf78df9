import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { meanCost, normalCost } from "../../../src/core/detectors/segment-cost";

const finite = fc.double({ min: -1e3, max: 1e3, noNaN: true });
const series = fc.array(finite, { minLength: 3, maxLength: 40 });

describe("segment cost", () => {
  it("of the mean is the sum of squared deviations, by hand", () => {
    const cost = meanCost([1, 3, 8, 8]);
    expect(cost.of(0, 2)).toBeCloseTo(2, 12);
    expect(cost.of(1, 4)).toBeCloseTo(50 / 3, 12);
    expect(cost.of(2, 4)).toBeCloseTo(0, 12);
  });

  it("of the normal distribution is m log variance, by hand", () => {
    const cost = normalCost([0, 2, 10, 14]);
    expect(cost.of(0, 2)).toBeCloseTo(0, 12);
    expect(cost.of(2, 4)).toBeCloseTo(2 * Math.log(4), 12);
  });

  it("keeps its digits under an offset a million times the spread", () => {
    const x = [0.1, -0.4, 0.7, 1.3, -0.2];
    const shifted = meanCost(x.map((v) => v + 1e6));
    expect(shifted.of(1, 4)).toBeCloseTo(meanCost(x).of(1, 4), 8);
  });

  it("is finite for a flat stretch, whose variance is 0", () => {
    const cost = normalCost([1, 1, 1, 5, 9, 2]);
    expect(Number.isFinite(cost.of(0, 3))).toBe(true);
    expect(cost.of(0, 3)).toBeLessThan(cost.of(3, 6));
  });

  it.each([meanCost, normalCost])("never rises when a segment is split, flat stretches included (%o)", (make) => {
    fc.assert(
      fc.property(fc.oneof(series, fc.array(fc.constantFrom(0, 0, 0, 1, 50), { minLength: 3, maxLength: 40 })), fc.nat(), (x, pick) => {
        const cost = make(x);
        const at = 1 + (pick % (x.length - 1));
        const whole = cost.of(0, x.length);
        expect(cost.of(0, at) + cost.of(at, x.length)).toBeLessThanOrEqual(whole + 1e-9 * (1 + Math.abs(whole)));
      }),
    );
  });
});
