import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { autoregressiveCost } from "../../../src/core/detectors/autoregressive-cost";
import { poissonCost } from "../../../src/core/detectors/count-cost";
import { meanCost, normalCost, rankCost } from "../../../src/core/detectors/segment-cost";
import { slopeCost } from "../../../src/core/detectors/slope-cost";

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

  it("counts: −2 S log(S/m), nothing where nothing was counted, and a word for what is no count", () => {
    const cost = poissonCost([0, 0, 3, 5]);
    expect(cost.of(0, 2)).toBe(0);
    expect(cost.of(2, 4)).toBeCloseTo(-2 * 8 * Math.log(4), 12);
    expect(cost.of(0, 4)).toBeGreaterThan(cost.of(0, 2) + cost.of(2, 4));
    expect(() => poissonCost([1, 2.5])).toThrow(/sample 1 is 2\.5/);
    expect(() => poissonCost([1, -1])).toThrow(/counts/);
  });

  it("ranks share the middle of a tie, and no stretching of the values changes them", () => {
    const x = [5, 1, 1, 9, 5];
    expect(rankCost(x).of(0, 5)).toBeCloseTo(5, 12);
    expect(rankCost(x.map((v) => Math.exp(v))).of(1, 4)).toBe(rankCost(x).of(1, 4));
  });

  it("an autoregression costs what least squares of each sample on the one before leaves over, solved anew", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 12, maxLength: 40 }),
        fc.integer({ min: 0, max: 4 }),
        (noise, from) => {
          const x: number[] = [];
          for (const e of noise) x.push(1 + 0.6 * (x.at(-1) ?? 0) + e);
          const first = Math.max(1, from);
          const m = x.length - first;
          // Normal equations for intercept c and slope φ.
          let [z, zz, y, yz] = [0, 0, 0, 0];
          for (let t = first; t < x.length; t++) {
            z += x[t - 1]!;
            zz += x[t - 1]! ** 2;
            y += x[t]!;
            yz += x[t]! * x[t - 1]!;
          }
          const determinant = m * zz - z * z;
          fc.pre(determinant > 1e-6);
          const [c, phi] = [(y * zz - z * yz) / determinant, (m * yz - z * y) / determinant];
          let left = 0;
          for (let t = first; t < x.length; t++) left += (x[t]! - c - phi * x[t - 1]!) ** 2;
          fc.pre(left > 1e-2 * zz);
          expect(autoregressiveCost(x).of(from, x.length)).toBeCloseTo(m * Math.log(left / m), 6);
        },
      ),
    );
  });

  it("of a straight line is 0, wherever it stands and however steep, and by hand of three samples a sixth of the square of their bend", () => {
    const line = Array.from({ length: 50 }, (_, t) => 1e6 - 3 * t);
    expect(slopeCost(line).of(7, 41)).toBeLessThan(1e-6);
    // 0 1 4: the line is −1/3 + 2 t, and is missed by 1/3, −2/3, 1/3.
    expect(slopeCost([9, 0, 1, 4]).of(1, 4)).toBeCloseTo(2 ** 2 / 6, 12);
    expect(slopeCost([9, 0, 1, 4]).of(1, 3)).toBe(0);
  });

  it("is finite for a flat stretch, whose variance is 0", () => {
    const cost = normalCost([1, 1, 1, 5, 9, 2]);
    expect(Number.isFinite(cost.of(0, 3))).toBe(true);
    expect(cost.of(0, 3)).toBeLessThan(cost.of(3, 6));
  });

  it.each([meanCost, normalCost, rankCost, slopeCost, autoregressiveCost])(
    "never rises when a segment is split, flat stretches included (%o)",
    (make) => {
      fc.assert(
        fc.property(fc.oneof(series, fc.array(fc.constantFrom(0, 0, 0, 1, 50), { minLength: 3, maxLength: 40 })), fc.nat(), (x, pick) => {
          const cost = make(x);
          const at = 1 + (pick % (x.length - 1));
          const whole = cost.of(0, x.length);
          expect(cost.of(0, at) + cost.of(at, x.length)).toBeLessThanOrEqual(whole + 1e-9 * (1 + Math.abs(whole)));
        }),
      );
    },
  );
});
