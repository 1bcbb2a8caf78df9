import { describe, expect, it } from "vitest";
import { distancesOf, greatestDivergence } from "../../../src/core/detectors/energy-divergence";
import { eDivisive } from "../../../src/core/detectors/e-divisive";
import { kernelChangePoints } from "../../../src/core/detectors/kernel-change-points";
import { kernelCost, medianDistance } from "../../../src/core/detectors/kernel-cost";
import { normalAt } from "../../../src/core/field/philox";

const noise = (seed: number, n: number) => Float64Array.from({ length: n }, (_, i) => normalAt(seed, 0, i, 1));

describe("the kernel cost", () => {
  it("is the scatter in the kernel's space, summed pair by pair", () => {
    const x = Float64Array.of(0, 1, 3, 3.5);
    const k = (i: number, j: number) => Math.exp(-((x[i]! - x[j]!) ** 2) / (2 * 0.7 ** 2));
    let block = 0;
    for (let i = 1; i < 4; i++) for (let j = 1; j < 4; j++) block += k(i, j);
    expect(kernelCost([x], 0.7).of(1, 4)).toBeCloseTo(3 - block / 3, 12);
    expect(kernelCost([x], 0.7).of(2, 3)).toBe(0);
  });

  it("has the median distance of samples that differ for its width", () => {
    expect(medianDistance([Float64Array.of(0, 0, 1, 3)])).toBe(2);
  });
});

describe("the energy distance", () => {
  it("is that of its definition", () => {
    const x = Float64Array.of(0, 1, 5, 6, 8);
    const distances = distancesOf([x]);
    // Cut at 2: between 5+6+8+4+5+7 = 35 over 6, within 1 over 1 pair and 1+3+2 over 3 pairs.
    const found = greatestDivergence(distances, 5, Int32Array.of(0, 1, 2, 3, 4), 2);
    expect(found.at).toBe(2);
    expect(found.statistic).toBeCloseTo((6 / 5) * (2 * (35 / 6) - 1 - 2), 12);
  });
});

describe.each([kernelChangePoints, eDivisive])("$id", (detector) => {
  it("finds steps of level, of spread, and in one of two channels", () => {
    const level = noise(1, 300).map((e, i) => e + (i < 137 ? 0 : 2.5));
    const spread = noise(2, 400).map((e, i) => e * (i < 200 ? 1 : 5));
    // Each test has its own chance of a false alarm, so that a second cut may stand beside the true one.
    const near = (found: readonly number[], at: number) => found.length <= 2 && found.some((point) => Math.abs(point - at) <= 5);
    expect(near(detector.detect([level]).changePoints, 137)).toBe(true);
    expect(near(detector.detect([spread]).changePoints, 200)).toBe(true);
    expect(near(detector.detect([noise(3, 300), level]).changePoints, 137)).toBe(true);
  });

  it("says nothing changes in a constant, a short and an absent series, and refuses one that is too long", () => {
    for (const x of [new Float64Array(100).fill(2), Float64Array.of(1, 2, 3), new Float64Array(0)]) {
      const found = detector.detect([x]);
      expect(found.changePoints).toEqual([]);
      expect(found.warnings).toHaveLength(1);
    }
    expect(() => detector.detect([noise(1, 6000)])).toThrow(/takes? up to \d+ samples, this series has 6000/);
  });

  it("is indifferent to unit and offset", () => {
    const x = noise(4, 200).map((e, i) => e + (i < 90 ? 0 : 3));
    expect(detector.detect([x.map((v) => 1e-6 * v + 1e-3)]).changePoints).toEqual(detector.detect([x]).changePoints);
  });
});

describe("false alarms in white noise", () => {
  it("E-divisive keeps its level of 5 %, within what 60 draws can tell", () => {
    let alarms = 0;
    for (let seed = 0; seed < 60; seed++) alarms += eDivisive.detect([noise(seed, 60)], { permutations: 99 }).changePoints.length > 0 ? 1 : 0;
    expect(alarms).toBeLessThanOrEqual(8);
  });
});
