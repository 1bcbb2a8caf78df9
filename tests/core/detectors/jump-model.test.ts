import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cheapestPath, fitJumpModel, jumpModel } from "../../../src/core/detectors/jump-model";
import { normalAt } from "../../../src/core/field/philox";

const series = fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 4, maxLength: 40 }).map((values) => [Float64Array.from(values)]);
const centres = fc.array(
  fc.double({ min: -5, max: 5, noNaN: true }).map((c) => [c]),
  { minLength: 2, maxLength: 3 },
);
const jumps = (path: Int32Array) => path.reduce((sum, state, t) => sum + (t > 0 && state !== path[t - 1] ? 1 : 0), 0);

describe("the jump model", () => {
  it("without a penalty assigns each sample to its nearest centre, as k-means does", () => {
    fc.assert(
      fc.property(series, centres, (x, at) => {
        const { path } = cheapestPath(x, at, 0);
        x[0]!.forEach((value, t) => {
          const least = Math.min(...at.map(([c]) => Math.abs(value - c!)));
          expect((value - at[path[t]!]![0]!) ** 2).toBeCloseTo(least ** 2, 12);
        });
      }),
    );
  });

  it("costs no more than any course of states listed one by one", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: 2, maxLength: 8 }),
        fc.double({ min: 0, max: 4, noNaN: true }),
        (values, penalty) => {
          const x = Float64Array.from(values);
          const cost = (mask: number) =>
            values.reduce((sum, value, t) => {
              const state = (mask >> t) & 1;
              return sum + (value - (state ? 1 : -1)) ** 2 / 2 + (t > 0 && state !== ((mask >> (t - 1)) & 1) ? penalty : 0);
            }, 0);
          const least = Math.min(...Array.from({ length: 2 ** values.length }, (_, mask) => cost(mask)));
          expect(cheapestPath([x], [[-1], [1]], penalty).objective).toBeCloseTo(least, 10);
        },
      ),
    );
  });

  it("jumps no more often with a higher penalty, at fixed centres", () => {
    fc.assert(
      fc.property(
        series,
        centres,
        fc.double({ min: 0, max: 5, noNaN: true }),
        fc.double({ min: 0.01, max: 5, noNaN: true }),
        (x, at, penalty, more) => {
          expect(jumps(cheapestPath(x, at, penalty + more).path)).toBeLessThanOrEqual(jumps(cheapestPath(x, at, penalty).path));
        },
      ),
    );
  });

  it("never raises its objective from round to round", () => {
    fc.assert(
      fc.property(series, centres, fc.double({ min: 0, max: 5, noNaN: true }), (x, at, penalty) => {
        const { course } = fitJumpModel(x, at, penalty);
        for (let i = 1; i < course.length; i++) expect(course[i]!).toBeLessThanOrEqual(course[i - 1]! + 1e-9);
      }),
    );
  });

  it("recognises states that return, in one channel and in two, whatever the unit", () => {
    const x = Float64Array.from({ length: 400 }, (_, i) => (Math.floor(i / 100) % 2) * 4 + normalAt(1, 2, i, 3));
    const { changePoints, regimes } = jumpModel.detect([x]);
    expect(regimes.map(({ label }) => label)).toEqual(["low", "high", "low", "high"]);
    changePoints.forEach((point, i) => expect(Math.abs(point - 100 * (i + 1))).toBeLessThanOrEqual(2));
    expect(jumpModel.detect([x.map((v) => 1e-7 * v + 2)]).changePoints).toEqual(changePoints);
    expect(jumpModel.detect([x, Float64Array.from(x, (_, i) => normalAt(1, 3, i, 3))]).regimes).toHaveLength(4);
  });

  it("has an answer for series that are constant, short or absent", () => {
    for (const x of [new Float64Array(50).fill(1), Float64Array.of(1, 2), new Float64Array(0)]) {
      const found = jumpModel.detect([x]);
      expect(found.changePoints).toEqual([]);
      expect(found.warnings).toHaveLength(1);
    }
  });
});
