import { describe, expect, it } from "vitest";
import { detectors } from "../../../src/core/detectors";
import { ensemble } from "../../../src/core/detectors/ensemble";
import { hiddenMarkov } from "../../../src/core/detectors/hidden-markov";
import { normalAt } from "../../../src/core/field/philox";
import { seriesMetrics } from "../../../src/core/series";

const noise = (n: number, seed: number) => Float64Array.from({ length: n }, (_, t) => normalAt(seed, 0, t, 77));

describe("what is no change is not made one", () => {
  it.each([
    [100, 1],
    [300, 1],
    [1000, 1],
    [100, 0.1],
    [365, 0.1],
    [1000, 0.1],
  ])("a straight line of %i samples with a step of %f is one regime: rounding has no period and no spread", (n, step) => {
    expect(ensemble.detect([Float64Array.from({ length: n }, (_, t) => t * step)]).changePoints).toEqual([]);
  });
  it.each([1e3, 1e12, 1e20, 1e60])("an outlier of %f hides no step, and is told", (outlier) => {
    const x = noise(500, 4).map((e, t) => e + (t >= 137 && t < 300 ? 6 : 0));
    x[50] = outlier;
    const { changePoints, warnings } = ensemble.detect([x]);
    expect(changePoints).toEqual([137, 300]);
    expect(warnings.join(" ")).toMatch(/far off/);
  });
  it("states fitted to white noise are told to be no better than one", () => {
    const { warnings, evidence } = hiddenMarkov.detect([noise(500, 9)]);
    expect(evidence.bic1).toBeLessThan(evidence.bic2!);
    expect(warnings.join(" ")).toMatch(/One state explains/);
    const two = hiddenMarkov.detect([noise(500, 9).map((e, t) => e * (t < 250 ? 1 : 5))]);
    expect(two.warnings.join(" ")).not.toMatch(/One state/);
  });
  it("bic1 is that of one normal distribution", () => {
    const x = noise(200, 3).map((e) => 2 + 3 * e);
    const mean = x.reduce((a, b) => a + b) / 200;
    const variance = x.reduce((sum, v) => sum + (v - mean) ** 2, 0) / 200;
    expect(hiddenMarkov.detect([x]).evidence.bic1).toBeCloseTo(2 * Math.log(200) + 200 * (Math.log(2 * Math.PI * variance) + 1), 6);
  });
});

describe("values too large for their differences", () => {
  const huge = Float64Array.from({ length: 120 }, (_, t) => (t % 2 === 0 ? 1e308 : -1e308));
  it.each([...detectors.ids])("are refused in words by %s", (id) => expect(() => detectors.get(id).detect([huge])).toThrow(/span more than 1.8e308/));
  it.each([...seriesMetrics.ids])("leave %s undefined, with a reason", (id) => {
    const result = seriesMetrics.get(id).measure(Float64Array.from({ length: 600 }, (_, t) => 1e307 * normalAt(1, 0, t, 5)));
    expect(result.value).toBeNull();
    expect((result as { reason: string }).reason).toMatch(/span more than/);
  });
});

describe("measures where their assumptions fail", () => {
  it("the multifractal width is not made of flat windows", () => {
    const x = noise(2048, 6).fill(0.3, 1000, 1040);
    const result = seriesMetrics.get("mfdfa").measure(x);
    expect(result.value).toBeLessThan(1);
    expect((result as { warnings?: string[] }).warnings!.join(" ")).toMatch(/flat windows? were left out/);
  });
  it("a slope of the spectrum near 2 says that it may be held there by leakage, one far below does not", () => {
    let [sum, twice] = [0, 0];
    const warningsOf = (x: Float64Array) => (seriesMetrics.get("spectral-slope").measure(x) as { warnings?: string[] }).warnings!;
    // The sum of a walk has slope 4; what is measured is about 2.
    expect(warningsOf(noise(2048, 8).map((e) => (twice += sum += e))).join(" ")).toMatch(/leaks/);
    expect(warningsOf(noise(2048, 8))).toEqual([]);
  });
  it("no dimension is told of a cycle of few states, nor one above the coordinates there are", () => {
    // Every state returns exactly after 373 samples.
    const sine = Float64Array.from({ length: 2000 }, (_, t) => Math.sin((2 * Math.PI * t) / 37.3));
    expect(seriesMetrics.get("correlation-dimension").measure(sine)).toMatchObject({
      value: null,
      reason: expect.stringMatching(/no straight line|few distances/) as string,
    });
    for (const seed of [12, 13, 14, 15, 16, 17]) {
      let sum = 0;
      const walk = seriesMetrics.get("correlation-dimension").measure(noise(1500, seed).map((e) => (sum += e)));
      if (walk.value === null) expect(walk.reason).toMatch(/coordinates|straight line|few states|few distances/);
      else expect(walk.value).toBeLessThanOrEqual((walk.detail as { dimension: number }).dimension);
    }
  });
});
