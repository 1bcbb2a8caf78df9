import { describe, expect, it } from "vitest";
import { ensemble } from "../../../src/core/detectors/ensemble";
import { normalAt } from "../../../src/core/field/philox";
import { referenceMarket } from "../../../src/core/generators/reference-market";
import { autoregressiveNoise } from "../../support/autoregressive-noise";

const noise = (seed: number, n = 200) => autoregressiveNoise(n, 0, seed);

describe("ensemble", () => {
  it("finds a step, and tells a slope from steps", () => {
    const step = ensemble.detect([noise(1).map((x, i) => x + (i < 137 ? 0 : 8))]);
    expect(step.changePoints).toEqual([137]);
    expect(step.evidence.slopes).toBe(0);
    expect(ensemble.detect([noise(1).map((x, i) => x + i / 4)]).changePoints).toEqual([]);
  });

  it("finds where a slope ends, to within five samples", () => {
    const { changePoints, evidence } = ensemble.detect([noise(2).map((x, i) => x + Math.min(i, 120))]);
    expect(changePoints).toHaveLength(1);
    expect(Math.abs(changePoints[0]! - 120)).toBeLessThanOrEqual(5);
    expect(evidence.slopes).toBe(1);
  });

  it("takes a wandering with memory for no change, which a white-noise model divides", () => {
    const x = autoregressiveNoise(400, 0.7, 4);
    expect(ensemble.detect([x]).changePoints).toEqual([]);
    expect(ensemble.detect([x], { memory: "none" }).changePoints.length).toBeGreaterThan(0);
  });

  it("sees a step through a season and spikes, and names both", () => {
    const x = noise(5, 240).map((value, i) => value + 6 * Math.sin((2 * Math.PI * i) / 12) + (i < 150 ? 0 : 10) + (i === 60 || i === 200 ? 40 : 0));
    const { changePoints, warnings } = ensemble.detect([x]);
    expect(changePoints).toEqual([150]);
    expect(warnings.join(" ")).toMatch(/every 12 samples.*2 samples far off/s);
  });

  it("does not divide what recurs at uneven intervals and heights", () => {
    const draws = noise(9, 100);
    let [at, cycle] = [0, 0];
    const x = noise(10, 600).map((value, i) => {
      if (i === at) at += 16 + Math.round(2 * Math.min(2, Math.max(-2, draws[cycle++]!)));
      return (at - i) * (1 + 0.2 * draws[99 - cycle]!) + 0.1 * value;
    });
    const { changePoints, warnings } = ensemble.detect([x]);
    expect(changePoints).toEqual([]);
    expect(warnings.join(" ")).toMatch(/in a cycle or on every scale/);
  });

  it("says when a season is all there is", () => {
    const { changePoints, warnings } = ensemble.detect([Float64Array.from({ length: 120 }, (_, i) => i % 12)]);
    expect(changePoints).toEqual([]);
    expect(warnings.join(" ")).toMatch(/every 12 samples.*no change left/s);
  });

  it("finds in twelve channels together what hardly one of them shows alone", () => {
    const channels = Array.from({ length: 12 }, (_, c) => noise(11 + c).map((value, i) => value + (i < 100 ? 0 : 0.55)));
    expect(channels.filter((x) => ensemble.detect([x]).changePoints.length > 0).length).toBeLessThanOrEqual(2);
    const { changePoints } = ensemble.detect(channels);
    expect(changePoints).toHaveLength(1);
    expect(Math.abs(changePoints[0]! - 100)).toBeLessThanOrEqual(5);
  });

  it("compares a long series as means of blocks, and says so", () => {
    const { changePoints, warnings } = ensemble.detect([noise(8, 3000).map((x, i) => x + (i < 1501 ? 0 : 9))]);
    expect(changePoints).toEqual([1501]);
    expect(warnings.join(" ")).toMatch(/means of 3/);
  });

  it("reports a change in at most 2 of 40 series of noise with autocorrelation 0, 0.3 and 0.7", () => {
    for (const memory of [0, 0.3, 0.7]) {
      const alarms = Array.from({ length: 40 }, (_, seed) => ensemble.detect([autoregressiveNoise(200, memory, seed)]).changePoints.length > 0);
      expect(alarms.filter(Boolean).length).toBeLessThanOrEqual(2);
    }
  });
});

describe("a change of spread alone", () => {
  it.each([0, 1, 2, 3, 4])("is found in MFN's market of three volatilities, seed %d, though no level changes", (seed) => {
    const { columns } = referenceMarket.generate({ seed });
    const { changePoints, regimes, warnings } = ensemble.detect([columns[0]!.values]);
    // The last third is 2.5 times as volatile, the middle one twice the first: the latter is missed now and then.
    expect(changePoints.some((at) => Math.abs(at - 332) <= 10)).toBe(true);
    expect(regimes.map(({ label }) => label).at(-1)).toBe("volatile");
    expect(regimes[0]!.label).toBe("calm");
    expect(warnings.join(" ")).toMatch(/spread does/);
  });
  it("is passed over when told to be, and then nothing is left to tell", () => {
    const x = Float64Array.from({ length: 300 }, (_, t) => normalAt(7, 0, t, 1) * (t < 150 ? 1 : 2.5));
    const told = ensemble.detect([x]).changePoints;
    expect(told).toHaveLength(1);
    expect(Math.abs(told[0]! - 150)).toBeLessThanOrEqual(15);
    expect(ensemble.detect([x], { spread: "ignored" }).changePoints).toEqual([]);
  });
  it("does not hide a change of level", () => {
    const x = Float64Array.from({ length: 300 }, (_, t) => normalAt(5, 0, t, 1) + (t < 150 ? 0 : 4));
    const { changePoints, warnings } = ensemble.detect([x]);
    expect(changePoints).toEqual([150]);
    expect(warnings.join(" ")).not.toMatch(/spread does/);
  });
});
