import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { logTicks, tickText } from "../../src/views/axis-ticks";
import { binsOf } from "../../src/views/bins";
import { fitWithin, keyTarget, nearestPoint, pointsWithin, scalesOf, scalingPoints, slopesBetween, withEnd } from "../../src/views/scaling-fit";

const scales = [1, 2, 4, 8, 16, 32];
/** N = 100 s^-1.5 up to 8, flat beyond. */
const bent = scalingPoints(
  scales,
  scales.map((s) => Math.log(100) - 1.5 * Math.log(Math.min(8, s))),
);

describe("a window on a log–log plot", () => {
  it("is refitted with the points that it holds", () => {
    expect(fitWithin(bent, pointsWithin(bent, [1, 8])).slope).toBeCloseTo(-1.5, 12);
    expect(fitWithin(bent, pointsWithin(bent, [8, 32])).slope).toBeCloseTo(0, 12);
    expect(slopesBetween(bent).map(({ slope }) => Math.round(slope * 10) / 10 + 0)).toEqual([-1.5, -1.5, -1.5, 0, 0]);
  });

  it("finds its points again from its scales, whatever rounding does", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 2, max: 5 }), (first, last) => {
        fc.pre(first < last);
        const [from, to] = scalesOf(bent, { first, last });
        expect(pointsWithin(bent, [from * (1 + 1e-12), to * (1 - 1e-12)])).toEqual({ first, last });
      }),
    );
  });

  it("keeps three points, however far an end is dragged", () => {
    fc.assert(
      fc.property(fc.integer({ min: -3, max: 9 }), fc.constantFrom("first" as const, "last" as const), (to, end) => {
        const moved = withEnd(bent, { first: 1, last: 4 }, end, to);
        expect(moved.first).toBeGreaterThanOrEqual(0);
        expect(moved.last).toBeLessThan(bent.length);
        expect(moved.last - moved.first).toBeGreaterThanOrEqual(2);
        expect(end === "first" ? moved.last : moved.first).toBe(end === "first" ? 4 : 1);
      }),
    );
  });

  it("goes to the nearest point by ratio, not by distance", () => {
    expect(nearestPoint(bent, 2.7)).toBe(1);
    expect(nearestPoint(bent, 2.9)).toBe(2);
    expect(nearestPoint(bent, 1000)).toBe(5);
  });

  it("moves by keys", () => {
    expect(["ArrowLeft", "ArrowRight", "Home", "End", "a"].map((key) => keyTarget(key, 3, 6))).toEqual([2, 4, 0, 5, null]);
  });

  it("leaves out what has no logarithm", () => {
    expect(scalingPoints([0, 1, 2], [1, -Infinity, 3])).toEqual([{ scale: 2, log: 3 }]);
  });
});

describe("ticks of a logarithmic axis", () => {
  it("are round, within the axis and few", () => {
    expect(logTicks(1, 100)).toEqual([1, 2, 5, 10, 20, 50, 100]);
    expect(logTicks(1, 1e5)).toEqual([1, 10, 100, 1e3, 1e4, 1e5]);
    fc.assert(
      fc.property(fc.double({ min: 1e-12, max: 1e12, noNaN: true }), fc.double({ min: 1.05, max: 1e9, noNaN: true }), (low, ratio) => {
        const ticks = logTicks(low, low * ratio, 6);
        expect(ticks.length).toBeGreaterThan(0);
        expect(ticks.length).toBeLessThanOrEqual(8);
        for (const tick of ticks) expect(tick >= low * 0.999 && tick <= low * ratio * 1.001).toBe(true);
      }),
    );
  });

  it("are none for an axis that has no logarithm", () => expect([logTicks(0, 1), logTicks(2, 2), logTicks(NaN, 1)]).toEqual([[], [], []]));

  it("are written short", () => expect([0, 0.02, 500, 1e4, 3e-5, -2e4].map(tickText)).toEqual(["0", "0.02", "500", "10⁴", "3×10⁻⁵", "−2×10⁴"]));
});

describe("bins", () => {
  it("count every finite value once", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -1e6, max: 1e6 }), { minLength: 1 }), fc.integer({ min: 1, max: 50 }), (values, count) => {
        const finite = values.filter(Number.isFinite).length;
        const bins = binsOf(values, count);
        if (finite === 0) return expect(bins).toBeNull();
        expect(bins!.counts.reduce((a, b) => a + b, 0)).toBe(finite);
        expect(bins!.edges).toHaveLength(bins!.counts.length + 1);
      }),
    );
  });

  it("count values that only rounding tells apart", () => expect(binsOf([0, -5e-324], 2)!.counts).toEqual([2]));

  it("hold values that are all alike in one", () => expect(binsOf([3, 3, 3], 10)!.counts).toEqual([3]));
});
