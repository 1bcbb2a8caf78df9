import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { optimalSegments } from "../../../src/core/detectors/optimal-partition";
import { fpopSegments } from "../../../src/core/detectors/fpop-segments";
import { pelt } from "../../../src/core/detectors/pelt";
import { partitionCost, type Partitioner } from "../../../src/core/detectors/partition";
import { peltSegments } from "../../../src/core/detectors/pelt";
import { elbow, penaltyPath } from "../../../src/core/detectors/penalty-path";
import { meanCost } from "../../../src/core/detectors/segment-cost";
import { segmentCosts } from "../../../src/core/detectors/segment-costs";

interface Exact {
  x: number[];
  byPenalty: { penalty: number; changes: number; at: number[]; total: number }[];
  byNumberOfChanges: { changes: number; cost: number; at: number[] }[];
}
const { meanShift } = JSON.parse(readFileSync(new URL("../../golden/timeseries/regimes-exact.json", import.meta.url), "utf8")) as {
  meanShift: Exact;
};
const exactCost = meanCost(meanShift.x);

const fpopOf: Partitioner = (cost, penalty, minLength) => fpopSegments(cost, cost.sums!, penalty, minLength);

describe.each([
  ["optimal partitioning", optimalSegments],
  ["PELT", peltSegments],
  ["FPOP", fpopOf],
])("%s", (_, solve) => {
  it.each(meanShift.byPenalty)("gives the golden division at penalty $penalty", ({ penalty, at, total }) => {
    const found = solve(exactCost, penalty, 1);
    expect(found.changePoints).toEqual(at);
    expect(found.cost + penalty * found.changePoints.length).toBeCloseTo(total, 5);
  });
});

/** Every division of 0 … n into segments of at least `minLength`, tried one by one. */
function bruteForce(cost: ReturnType<typeof meanCost>, penalty: number, minLength: number): number {
  const least = (from: number): number => {
    let best = cost.of(from, cost.n);
    for (let at = from + minLength; at <= cost.n - minLength; at++) best = Math.min(best, cost.of(from, at) + penalty + least(at));
    return best;
  };
  return least(0);
}

const step = fc.record({ length: fc.integer({ min: 1, max: 25 }), level: fc.integer({ min: -4, max: 4 }), spread: fc.constantFrom(0, 0.1, 1, 3) });
const noise = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 7, maxLength: 31 });
/** Steps of mean and spread under a noise that repeats, flat stretches and ties included. */
const steppedSeries = fc
  .tuple(fc.array(step, { minLength: 1, maxLength: 8 }), noise)
  .map(([steps, e]) =>
    steps.flatMap(({ length, level, spread }, k) => Array.from({ length }, (_, i) => level + spread * e[(i + 5 * k) % e.length]!)),
  );

describe("FPOP", () => {
  it("reaches the least cost on 1000 random series, any minimum length, flat stretches and ties included", () => {
    fc.assert(
      fc.property(steppedSeries, fc.double({ min: 0.01, max: 40, noNaN: true }), fc.integer({ min: 1, max: 12 }), (x, penalty, minLength) => {
        fc.pre(x.length >= minLength);
        const cost = meanCost(x);
        const total = (p: { cost: number; changePoints: number[] }) => p.cost + penalty * p.changePoints.length;
        const expected = total(optimalSegments(cost, penalty, minLength));
        const found = fpopOf(cost, penalty, minLength);
        expect(Math.abs(total(found) - expected)).toBeLessThanOrEqual(1e-9 * (1 + Math.abs(expected)));
        const edges = [0, ...found.changePoints, x.length];
        for (let i = 1; i < edges.length; i++) expect(edges[i]! - edges[i - 1]!).toBeGreaterThanOrEqual(minLength);
      }),
      { numRuns: 1000 },
    );
  });

  it("takes the place of PELT, and says so, where a regime is so long that PELT prunes nothing", () => {
    const x = Float64Array.from({ length: 9000 }, (_, i) => Math.sin(i * 12.9898) + Math.cos(i * i * 0.731) + (i < 6000 ? 0 : 4));
    const found = pelt.detect([x]);
    expect(found.changePoints).toEqual([6000]);
    expect(found.warnings).toEqual([expect.stringMatching(/functional pruning/)]);
  });
});

describe("PELT and optimal partitioning", () => {
  it.each(["mean", "normal"] as const)("reach the same least cost on 500 random series, any minimum length (%s)", (kind) => {
    fc.assert(
      fc.property(steppedSeries, fc.double({ min: 0.01, max: 40, noNaN: true }), fc.integer({ min: 1, max: 12 }), (x, penalty, minLength) => {
        fc.pre(x.length >= minLength);
        const cost = segmentCosts[kind](x);
        const total = (p: { cost: number; changePoints: number[] }) => p.cost + penalty * p.changePoints.length;
        const expected = total(optimalSegments(cost, penalty, minLength));
        expect(Math.abs(total(peltSegments(cost, penalty, minLength)) - expected)).toBeLessThanOrEqual(1e-9 * (1 + Math.abs(expected)));
      }),
      { numRuns: 500 },
    );
  });

  it("reach the least cost of all divisions listed one by one", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 6, maxLength: 13 }),
        fc.double({ min: 0.1, max: 10, noNaN: true }),
        fc.integer({ min: 1, max: 3 }),
        (x, penalty, minLength) => {
          const cost = meanCost(x);
          const { changePoints } = peltSegments(cost, penalty, minLength);
          expect(partitionCost(cost, changePoints) + penalty * changePoints.length).toBeCloseTo(bruteForce(cost, penalty, minLength), 9);
        },
      ),
      { numRuns: 100 },
    );
  });

  it("leave every segment its minimum length, the first and the last included", () => {
    fc.assert(
      fc.property(steppedSeries, fc.double({ min: 0, max: 5, noNaN: true }), fc.integer({ min: 1, max: 9 }), (x, penalty, minLength) => {
        fc.pre(x.length >= minLength);
        for (const solve of [peltSegments, optimalSegments]) {
          const edges = [0, ...solve(meanCost(x), penalty, minLength).changePoints, x.length];
          for (let i = 1; i < edges.length; i++) expect(edges[i]! - edges[i - 1]!).toBeGreaterThanOrEqual(minLength);
        }
      }),
    );
  });
});

describe("penalty path", () => {
  const solve = (penalty: number) => optimalSegments(exactCost, penalty, 1);
  /** Corners of the lower convex hull of the golden costs: the only numbers of changes that any penalty chooses. */
  const onHull = meanShift.byNumberOfChanges.filter(({ changes: k, cost: c }, _, all) =>
    all.every((few) =>
      all.every(
        (many) =>
          !(few.changes < k && k < many.changes) || c < few.cost + ((many.cost - few.cost) * (k - few.changes)) / (many.changes - few.changes),
      ),
    ),
  );

  it("holds every optimal division between its ends, and no other", async () => {
    const path = await penaltyPath(solve, 3.5, 1e4);
    const expected = onHull.filter(({ changes }) => changes <= path[0]!.changes).toReversed();
    expect(path.map(({ changes }) => changes)).toEqual(expected.map(({ changes }) => changes));
    path.forEach((corner, i) => {
      expect(corner.changePoints).toEqual(expected[i]!.at);
      expect(corner.cost).toBeCloseTo(expected[i]!.cost, 5);
    });
  });

  it("joins its ranges of penalties without a gap", async () => {
    const path = await penaltyPath(solve, 3.5, 1e4);
    expect(path.at(-1)!.penaltyTo).toBe(Infinity);
    for (let i = 1; i < path.length; i++) {
      expect(path[i]!.penaltyFrom).toBe(path[i - 1]!.penaltyTo);
      const inside = (path[i]!.penaltyFrom + Math.min(path[i]!.penaltyTo, 1e5)) / 2;
      expect(solve(inside).changePoints).toEqual(path[i]!.changePoints);
    }
  });

  it("has its elbow at the three changes that the series was made with", async () => {
    const path = await penaltyPath(solve, 2, 400);
    expect(elbow(path, 2, 400)?.changePoints).toEqual([30, 55, 120]);
  });

  it("asks no more often than it may", async () => {
    let calls = 0;
    await penaltyPath((penalty) => (calls++, solve(penalty)), 0.01, 1e4, 6);
    expect(calls).toBe(6);
  });
});
