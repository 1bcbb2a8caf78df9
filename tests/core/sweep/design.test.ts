import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { gridValues, pointsOf } from "../../../src/core/sweep/design";

const linear = (name: string, from: number, to: number, count = 3) => ({ name, from, to, count, scale: "linear" as const });

describe("designs", () => {
  it("on a grid are the product of the values, the last parameter fastest", () => {
    const parameters = [linear("a", 0, 1, 2), { name: "b", values: [5, 7, 9] }];
    expect(pointsOf({ parameters, design: "grid", samples: 6, seed: 1 })).toEqual([[0, 5], [0, 7], [0, 9], [1, 5], [1, 7], [1, 9]]); // prettier-ignore
  });

  it("take even factors on a logarithmic scale, both ends exactly", () => {
    const values = gridValues({ name: "a", from: 0.001, to: 10, count: 5, scale: "log" });
    expect(values[0]).toBe(0.001);
    expect(values[4]).toBe(10);
    [0.001, 0.01, 0.1, 1, 10].forEach((value, i) => expect(values[i]).toBeCloseTo(value, 12));
  });

  it("of a Latin hypercube have exactly one sample in each stratum of each parameter", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 5 }), fc.nat(1e6), (samples, axes, seed) => {
        const parameters = Array.from({ length: axes }, (_, i) => linear(`p${i}`, -2, 3));
        const points = pointsOf({ parameters, design: "latin-hypercube", samples, seed });
        for (let axis = 0; axis < axes; axis++) {
          const strata = points.map((point) => Math.floor(((point[axis]! + 2) / 5) * samples));
          expect([...strata].sort((a, b) => a - b)).toEqual(Array.from({ length: samples }, (_, i) => i));
        }
      }),
    );
  });

  it("stay within their ranges, and are the same for the same seed alone", () => {
    fc.assert(
      fc.property(fc.nat(1e6), fc.constantFrom("random" as const, "latin-hypercube" as const), (seed, design) => {
        const sweep = {
          parameters: [{ name: "a", from: 1, to: 100, count: 3, scale: "log" as const }, linear("b", 5, -5)],
          design,
          samples: 20,
          seed,
        };
        const points = pointsOf(sweep);
        for (const [a, b] of points) {
          expect(a).toBeGreaterThanOrEqual(1);
          expect(a).toBeLessThanOrEqual(100 * (1 + 1e-12));
          expect(Math.abs(b!)).toBeLessThanOrEqual(5);
        }
        expect(pointsOf(sweep)).toEqual(points);
        expect(pointsOf({ ...sweep, seed: seed + 1 })).not.toEqual(points);
      }),
    );
  });
});
