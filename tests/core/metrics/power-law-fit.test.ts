import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fitPowerLaw } from "../../../src/core/metrics/power-law-fit";

const edges = [2, 3, 4, 5, 6, 7, 9, 11, 13, 15, 18, 22, 27, 32, 38, 46, 55, 66, 79];

describe("fitPowerLaw", () => {
  it("does not see the unit of the counts", () => {
    const logCounts = edges.map((s) => 10 - 1.4 * Math.log(s) + 0.01 * Math.sin(5 * s));
    const [a, b] = [fitPowerLaw(edges, 512, logCounts, 2), fitPowerLaw(edges, 512, logCounts.map((y) => y + 3), 2)]; // prettier-ignore
    expect(b.dimension).toBeCloseTo(a.dimension, 9);
    expect(b.standardError).toBeCloseTo(a.standardError, 9);
  });

  it("finds the exponent and tells the corrections from it, within its own standard errors", () => {
    const amplitude = (of: number) => fc.double({ min: -of, max: of, noNaN: true });
    fc.assert(
      fc.property(fc.double({ min: 0.8, max: 2, noNaN: true }), amplitude(0.2), amplitude(0.2), amplitude(1.5), (d, a, c, b) => {
        const rim = 0.66 + 0.88 * d + b;
        const logCounts = edges.map((s) => 12 - d * Math.log(s) + a / s + c / s ** 2 + rim * Math.log1p((s - 1) / 512));
        const law = fitPowerLaw(edges, 512, logCounts, 2);
        expect(Math.abs(law.dimension - d)).toBeLessThan(3 * law.standardError);
        expect(law.misfit).toBeLessThan(1);
      }),
      { numRuns: 100 },
    );
  });

  it("tells by its misfit when the counts follow two laws, and widens its error", () => {
    const broken = edges.map((s) => 12 - (s < 14 ? 1 : 1.9) * Math.log(s / 14));
    const law = fitPowerLaw(edges, 512, broken, 2);
    expect(law.misfit).toBeGreaterThan(4);
    expect(law.standardError).toBeGreaterThan(2 * fitPowerLaw(edges, 512, edges.map((s) => -Math.log(s)), 2).standardError); // prettier-ignore
  });
});
