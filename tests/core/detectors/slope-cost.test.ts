import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { binarySegmentation } from "../../../src/core/detectors/binary-segmentation";
import { optimalSegments } from "../../../src/core/detectors/optimal-partition";
import { pelt, peltSegments } from "../../../src/core/detectors/pelt";
import { bestByChanges } from "../../../src/core/detectors/segment-neighbourhood";
import { slopeCost } from "../../../src/core/detectors/slope-cost";
import { normalAt } from "../../../src/core/field/philox";

const oracle = JSON.parse(readFileSync(new URL("../../golden/oracles/slopes.json", import.meta.url), "utf8")) as {
  x: number[];
  costs: { from: number; to: number; cost: number }[];
  best: { changePoints: number[]; cost: number }[];
};

describe("straight lines", () => {
  it("cost what ruptures' regression on time leaves over, and are divided at the same places", () => {
    const cost = slopeCost(oracle.x);
    for (const { from, to, cost: expected } of oracle.costs) expect(cost.of(from, to)).toBeCloseTo(expected, 9);
    const found = bestByChanges(cost, oracle.best.length - 1, 5);
    oracle.best.forEach(({ changePoints, cost: expected }, k) => {
      expect(found[k]!.changePoints).toEqual(changePoints);
      expect(found[k]!.cost).toBeCloseTo(expected, 9);
    });
  });

  it("are divided by PELT as by trying all", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: 10, maxLength: 60 }),
        fc.double({ min: 0.1, max: 20, noNaN: true }),
        (x, penalty) => {
          const cost = slopeCost(x);
          const total = ({ cost: sum, changePoints }: { cost: number; changePoints: number[] }) => sum + penalty * changePoints.length;
          expect(total(peltSegments(cost, penalty, 5))).toBeCloseTo(total(optimalSegments(cost, penalty, 5)), 8);
        },
      ),
      { numRuns: 200 },
    );
  });

  it("are found where a trend turns, by exact and greedy detectors alike, and not invented on a line", () => {
    const noise = Float64Array.from({ length: 300 }, (_, t) => normalAt(4, 1, t, 2));
    const turning = noise.map((e, t) => 0.3 * (t < 137 ? t : 274 - t) + e);
    for (const detector of [pelt, binarySegmentation]) {
      const { changePoints } = detector.detect([turning], { cost: "slope" });
      expect(changePoints).toHaveLength(1);
      expect(Math.abs(changePoints[0]! - 137)).toBeLessThanOrEqual(3);
      expect(detector.detect([noise.map((e, t) => 0.3 * t + e)], { cost: "slope" }).changePoints).toEqual([]);
    }
  });
});
