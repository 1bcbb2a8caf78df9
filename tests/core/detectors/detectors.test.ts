import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { detectors } from "../../../src/core/detectors";
import { pelt } from "../../../src/core/detectors/pelt";
import { WorkbenchError } from "../../../src/core/errors";

/** A fixed noise of about unit variance: sums of incommensurate sines. */
const noise = (i: number) => Math.sin(i * 12.9898) + 0.7 * Math.sin(i * 78.233 + 1) + 0.5 * Math.cos(i * i * 0.731);
const blocks = (lengths: number[], levels: number[], spreads = levels.map(() => 1)) => {
  let i = 0;
  return Float64Array.from(lengths.flatMap((length, k) => Array.from({ length }, () => levels[k]! + spreads[k]! * noise(i++))));
};

describe("detectors", () => {
  it.each(["pelt", "binary-segmentation", "optimal-partition"])("%s finds a change at 137 exactly with defaults", (id) => {
    const found = detectors.get(id).detect([blocks([137, 163], [0, 4])]);
    expect(found.changePoints).toEqual([137]);
    expect(found.regimes.map(({ start, end, label }) => [start, end, label])).toEqual([
      [0, 137, "low"],
      [137, 300, "high"],
    ]);
    expect(found.evidence.penalty).toBeCloseTo(3 * Math.log(300), 12);
  });

  it("states mean and standard deviation of each regime in the series' own units", () => {
    const found = pelt.detect([Float64Array.of(...Array<number[]>(20).fill([1, 3]).flat(), ...Array<number[]>(20).fill([104, 106]).flat())]);
    expect(found.regimes).toEqual([
      { start: 0, end: 40, label: "low", mean: 2, std: 1 },
      { start: 40, end: 80, label: "high", mean: 105, std: 1 },
    ]);
  });

  it("finds a change of variance with the normal cost, and does not with the mean", () => {
    const x = blocks([200, 200], [0, 0], [1, 4]);
    const found = pelt.detect([x], { cost: "normal" });
    expect(found.changePoints).toHaveLength(1);
    expect(Math.abs(found.changePoints[0]! - 200)).toBeLessThanOrEqual(3);
    expect(found.regimes.map((r) => r.label)).toEqual(["calm", "volatile"]);
    expect(pelt.detect([x]).changePoints).toEqual([]);
  });

  it("gives one label to a level that returns, in the order of the means", () => {
    const { regimes } = pelt.detect([blocks([80, 80, 80, 80], [0, 8, 0, 20])]);
    expect(regimes.map((r) => r.label)).toEqual(["low", "middle", "low", "high"]);
  });

  it("keeps a regime of two samples, and none of one", () => {
    const x = new Float64Array(60);
    x.fill(50, 30, 32);
    expect(pelt.detect([x]).changePoints).toEqual([30, 32]);
    x[31] = 0;
    const edges = [0, ...pelt.detect([x]).changePoints, 60];
    for (let i = 1; i < edges.length; i++) expect(edges[i]! - edges[i - 1]!).toBeGreaterThanOrEqual(2);
  });

  it.each([...detectors.ids])("%s does not depend on unit and offset", (id) => {
    fc.assert(
      fc.property(
        fc.constantFrom(1e-6, 0.01, 1e6),
        fc.double({ min: -1e3, max: 1e3, noNaN: true }),
        fc.constantFrom("mean", "normal"),
        (factor, offset, cost) => {
          const options = "cost" in detectors.get(id).params ? { cost } : {};
          const x = blocks([40, 25, 60], [0, 3, 1], [1, 1, 2]);
          const scaled = x.map((v) => factor * v + offset * factor);
          expect(detectors.get(id).detect([scaled], options).changePoints).toEqual(detectors.get(id).detect([x], options).changePoints);
        },
      ),
      { numRuns: 30 },
    );
  });

  it.each([...detectors.ids])("%s finds no change in a constant, a single or an absent sample", (id) => {
    for (const x of [new Float64Array(100).fill(0.1), Float64Array.of(3), new Float64Array(0)]) {
      const found = detectors.get(id).detect([x]);
      expect(found.changePoints).toEqual([]);
      expect(found.regimes).toHaveLength(x.length > 0 ? 1 : 0);
      // A curve may have no value yet; nothing else may.
      expect(JSON.stringify({ ...found, curves: [] })).not.toMatch(/null|NaN/);
    }
  });

  it("says why a constant or a short series has no change", () => {
    expect(pelt.detect([new Float64Array(100).fill(0.1)]).warnings).toEqual([expect.stringMatching(/constant/)]);
    expect(pelt.detect([Float64Array.of(1, 2, 3)]).warnings).toEqual([expect.stringMatching(/3 samples are too few for two regimes of at least 2/)]);
    expect(pelt.detect([blocks([19], [0])], { cost: "normal" }).warnings).toEqual([expect.stringMatching(/at least 10/)]);
  });

  it.each([...detectors.ids])("%s refuses a sample that is not finite, naming it", (id) => {
    const refused = () => detectors.get(id).detect([Float64Array.of(1, 2, NaN, 4, 5)]);
    expect(refused).toThrow(WorkbenchError);
    expect(refused).toThrow(/values\[2\]: NaN is not a finite number/);
  });

  it("refuses an option that it does not know or that makes no sense", () => {
    const x = blocks([20], [0]);
    expect(() => pelt.detect([x], { penality: 3 } as never)).toThrow(/did you mean "penalty"/);
    expect(() => pelt.detect([x], { penalty: -1 })).toThrow(/options.penalty/);
  });

  it("reports no steps along a line, says so, and shows them on demand", () => {
    const ramp = Float64Array.from({ length: 200 }, (_, i) => 0.1 * i + noise(i));
    const found = pelt.detect([ramp]);
    expect(found.changePoints).toEqual([]);
    expect(found.warnings).toEqual([expect.stringMatching(/A line explains the series better than/)]);
    expect(pelt.detect([ramp], { trend: "none" }).changePoints.length).toBeGreaterThan(1);
  });

  it("warns of a penalty that divides noise", () => {
    expect(pelt.detect([blocks([300], [0])], { penalty: 0.01, trend: "none" }).warnings).toEqual([expect.stringMatching(/divides noise/)]);
  });

  it("measures the penalty in the noise's variance on demand, and in that of the series when there is no noise", () => {
    const x = blocks([100, 100], [0, 30]);
    expect(pelt.detect([x], { scale: "noise" }).evidence.scale).toBeLessThan(3);
    expect(pelt.detect([x]).evidence.scale).toBeGreaterThan(14);
    const steps = new Float64Array(40).fill(1, 20);
    expect(pelt.detect([steps], { scale: "noise" }).warnings).toEqual([expect.stringMatching(/noise cannot be measured/)]);
  });

  it.each([...detectors.ids])("%s gives numbers, and the same changes, for values of any size", (id) => {
    const step = Float64Array.from({ length: 200 }, (_, i) => noise(i) + (i < 100 ? 0 : 9));
    const expected = detectors.get(id).detect([step]).changePoints;
    for (const size of [2 ** -1000, 2 ** -560, 2 ** 530, 2 ** 1010]) {
      const found = detectors.get(id).detect([step.map((x) => x * size)]);
      expect(found.changePoints).toEqual(expected);
      expect(JSON.stringify({ ...found, curves: [] })).not.toMatch(/null|NaN/);
    }
  });

  it.each(["pelt", "kernel", "ensemble"])("%s names regimes of several channels by all of them, and a combination that returns by its name", (id) => {
    const second = Float64Array.from({ length: 300 }, (_, i) => noise(i + 500) + (i >= 100 && i < 200 ? 9 : 0));
    const { regimes } = detectors.get(id).detect([Float64Array.from({ length: 300 }, (_, i) => noise(i)), second]);
    expect(regimes.map(({ label }) => label)).toEqual(["A", "B", "A"]);
    expect(regimes[1]!.means![1]).toBeGreaterThan(8);
  });
});
