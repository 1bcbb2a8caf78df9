import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { optimalSegments } from "../../../src/core/detectors/optimal-partition";
import { bestByChanges, segmentNeighbourhood } from "../../../src/core/detectors/segment-neighbourhood";
import { seededIntervals, seededSegments } from "../../../src/core/detectors/seeded-segments";
import { meanCost } from "../../../src/core/detectors/segment-cost";
import { pelt } from "../../../src/core/detectors/pelt";
import { segmentCosts } from "../../../src/core/detectors/segment-costs";

const { meanShift } = JSON.parse(readFileSync(new URL("../../golden/timeseries/regimes-exact.json", import.meta.url), "utf8")) as {
  meanShift: { x: number[]; byNumberOfChanges: { changes: number; cost: number; at: number[] }[] };
};
const noisy = fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: 4, maxLength: 60 });

describe("segment neighbourhood", () => {
  it("gives the golden division for every number of changes", () => {
    const found = bestByChanges(meanCost(meanShift.x), meanShift.byNumberOfChanges.length - 1, 1);
    meanShift.byNumberOfChanges.forEach(({ cost, at }, k) => {
      expect(found[k]!.cost).toBeCloseTo(cost, 4);
      expect(found[k]!.changePoints).toEqual(at);
    });
  });

  it("chooses what optimal partitioning does, where the penalty chooses", () => {
    fc.assert(
      fc.property(noisy, fc.double({ min: 0.1, max: 20, noNaN: true }), fc.constantFrom("mean", "normal"), (x, penalty, kind) => {
        const cost = segmentCosts[kind](x);
        const all = bestByChanges(cost, x.length, 2).map((found) => found.cost + penalty * found.changePoints.length);
        const best = optimalSegments(cost, penalty, 2);
        expect(Math.min(...all)).toBeCloseTo(best.cost + penalty * best.changePoints.length, 8);
      }),
      { numRuns: 200 },
    );
  });

  it("places the changes asked for, or says that there is no room", () => {
    const x = Float64Array.from({ length: 40 }, (_, i) => (i < 20 ? 0 : 1) + 0.1 * Math.sin(i * 7));
    expect(segmentNeighbourhood.detect([x], { changes: 1 }).changePoints).toEqual([20]);
    expect(segmentNeighbourhood.detect([x], { changes: 0 }).changePoints).toEqual([]);
    const crowded = segmentNeighbourhood.detect([x], { changes: 30 });
    expect(crowded.changePoints).toHaveLength(19);
    expect(crowded.warnings).toContainEqual(expect.stringMatching(/no room for 30 changes/));
    expect(() => segmentNeighbourhood.detect([new Float64Array(6000)], {})).not.toThrow();
    expect(() => segmentNeighbourhood.detect([Float64Array.from({ length: 6000 }, (_, i) => i % 7)], {})).toThrow(/up to 5000 samples/);
  });
});

describe("the elbow", () => {
  const steps = Float64Array.from({ length: 240 }, (_, t) => [0, 4, -1, 3][Math.floor(t / 60)]! + 0.5 * Math.sin(t * t));

  it("is where the curve of cost over the number of changes bends: at the steps that were made", () => {
    const { evidence, changePoints } = segmentNeighbourhood.detect([steps], { chosenBy: "elbow" });
    expect(evidence.elbow).toBe(3);
    expect(changePoints).toEqual([60, 120, 180]);
    const costs = Array.from({ length: 41 }, (_, k) => evidence[`cost${k}`]!);
    for (let k = 1; k <= 40; k++) expect(costs[k]).toBeLessThanOrEqual(costs[k - 1]! + 1e-9);
    // What is kept where a penalty chooses is what that penalty leaves.
    const { penalty } = evidence;
    const totals = costs.map((cost, k) => cost + penalty! * k);
    expect(totals.indexOf(Math.min(...totals))).toBe(pelt.detect([steps]).changePoints.length);
  });

  it("of a series without any is told as well, and changes nothing unless it is asked to choose", () => {
    const flat = Float64Array.from({ length: 120 }, (_, t) => Math.sin(t * t));
    expect(segmentNeighbourhood.detect([flat]).changePoints).toEqual([]);
    expect(JSON.stringify(segmentNeighbourhood.detect([flat], { chosenBy: "elbow" }))).not.toMatch(/NaN|null/);
    expect(segmentNeighbourhood.detect([new Float64Array(50)], { chosenBy: "elbow" }).changePoints).toEqual([]);
  });
});

describe("seeded intervals", () => {
  it("begin with the whole, and every stretch has one that holds it and is at most six times as long", () => {
    fc.assert(
      fc.property(fc.integer({ min: 4, max: 2000 }), fc.nat(), fc.nat(), (n, a, b) => {
        const all = seededIntervals(n, 4);
        expect(all[0]).toEqual([0, n]);
        expect(all.every(([from, to]) => from >= 0 && to <= n && to - from >= 4)).toBe(true);
        const start = a % (n - 3);
        const end = start + 4 + (b % (n - start - 3));
        const holding = all.filter(([from, to]) => from <= start && to >= end).map(([from, to]) => to - from);
        expect(Math.min(...holding)).toBeLessThanOrEqual(Math.max(6 * (end - start), 8));
      }),
    );
  });

  it("show a short bump by its two edges", () => {
    const x = Float64Array.from({ length: 400 }, (_, i) => (i >= 190 && i < 205 ? 4 : 0) + Math.sin(i * 12.9898));
    expect(seededSegments(meanCost(x), 3 * Math.log(400), 2).changePoints).toEqual([190, 205]);
  });
});
