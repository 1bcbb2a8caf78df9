import { existsSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fitGaussianStates, logDensitiesOf } from "../../../src/core/detectors/gaussian-states";
import { hiddenMarkov } from "../../../src/core/detectors/hidden-markov";
import { likeliestPath, smooth } from "../../../src/core/detectors/markov-chain";
import { normalAt } from "../../../src/core/field/philox";

interface Golden {
  y: number[];
  start: number[];
  transition: number[][];
  mean: number[];
  sd: number[];
  logLikelihood: number;
  viterbi: number[];
  posteriorState1: number[];
}
const { hmm } = JSON.parse(readFileSync(new URL("../../golden/timeseries/regimes-exact.json", import.meta.url), "utf8")) as { hmm: Golden };
const noise = (seed: number, n: number) => Float64Array.from({ length: n }, (_, i) => normalAt(seed, 1, i, 3));

describe("the chain", () => {
  const states = { ...hmm, means: hmm.mean.map((m) => [m]), variances: hmm.sd.map((s) => [s * s]) };
  const densities = logDensitiesOf([Float64Array.from(hmm.y)], states);

  it("has the golden likelihood, posterior and most probable path, found by listing all 4096 paths", () => {
    const { logLikelihood, probabilities } = smooth(states, densities);
    expect(logLikelihood).toBeCloseTo(hmm.logLikelihood, 8);
    hmm.posteriorState1.forEach((p, t) => expect(probabilities[1]![t]).toBeCloseTo(p, 8));
    expect(Array.from(likeliestPath(states, densities))).toEqual(hmm.viterbi);
  });

  it("does not underflow far from every state", () => {
    const far = logDensitiesOf([Float64Array.of(0, 1e6, 0)], states);
    const { logLikelihood, probabilities } = smooth(states, far);
    expect(Number.isFinite(logLikelihood)).toBe(true);
    expect(probabilities[0]![1]! + probabilities[1]![1]!).toBeCloseTo(1, 12);
  });
});

describe("maximum likelihood", () => {
  const rows = readFileSync(new URL("../../../public/samples/series/us-macro.csv", import.meta.url), "utf8")
    .trim()
    .split("\n");
  const header = rows.find((row) => !row.startsWith("#"))!.split(",");
  const column = header.findIndex((name) => /gdp growth/.test(name));
  const growth = Float64Array.from(
    rows.slice(rows.indexOf(header.join(",")) + 1).flatMap((row) => (row.split(",")[column] ? [Number(row.split(",")[column])] : [])),
  );
  // Own EM of 60 starts, as ../shared/regimes/hmm-fits.json tells; statsmodels 0.13.5 reaches −247.9547 and −238.3334 with a stationary start.
  it.each([
    ["equal", -247.7412, [-0.25054, 1.01903]],
    ["free", -237.8228, [0.74738, 0.81603]],
  ] as const)("of two states with %s variances in the growth of the United States", (variance, logLikelihood, means) => {
    const [best] = fitGaussianStates([growth], { states: 2, variance, restarts: 20, seed: 1 });
    expect(best!.smoothed.logLikelihood).toBeGreaterThan(logLikelihood - 0.05);
    const found = best!.states.means.map(([mean]) => mean!).sort((a, b) => a - b);
    means.forEach((mean, k) => expect(found[k]).toBeCloseTo(mean, 2));
  });

  const nile = new URL("../../../../shared/regimes/tcpd/nile.json", import.meta.url);
  if (existsSync(nile)) {
    it.each([
      ["equal", -629.9092],
      ["free", -629.8045],
    ] as const)("of two states with %s variances in the Nile", (variance, logLikelihood) => {
      const { values } = JSON.parse(readFileSync(nile, "utf8")) as { values: number[] };
      const [best] = fitGaussianStates([Float64Array.from(values)], { states: 2, variance, restarts: 20, seed: 1 });
      expect(best!.smoothed.logLikelihood).toBeGreaterThan(logLikelihood - 0.05);
    });
  }
});

describe("the detector", () => {
  const switching = noise(1, 600).map((e, i) => (Math.floor(i / 100) % 2) * 4 + e);

  it("recognises states that return, by name, and says how sure each sample is", () => {
    const { changePoints, regimes, curves } = hiddenMarkov.detect([switching]);
    expect(changePoints).toHaveLength(5);
    changePoints.forEach((point, i) => expect(Math.abs(point - 100 * (i + 1))).toBeLessThanOrEqual(2));
    expect(regimes.map(({ label }) => label)).toEqual(["low", "high", "low", "high", "low", "high"]);
    curves![0]!.values.forEach((p, t) => expect(p! + curves![1]!.values[t]!).toBeCloseTo(1, 9));
  });

  it("calls the same states by the same names when more of the series is known", () => {
    const first = hiddenMarkov.detect([switching.subarray(0, 350)]).regimes.map(({ label }) => label);
    expect(
      hiddenMarkov
        .detect([switching])
        .regimes.map(({ label }) => label)
        .slice(0, first.length),
    ).toEqual(first);
  });

  it("tells calm from volatile, and prefers two states to more", () => {
    const { regimes, evidence } = hiddenMarkov.detect([noise(2, 600).map((e, i) => e * (i % 300 < 150 ? 1 : 5))], { order: "spread" });
    expect(regimes.map(({ label }) => label)).toEqual(["calm", "volatile", "calm", "volatile"]);
    expect(evidence.bic2).toBeLessThan(evidence.bic3!);
    expect(evidence.logLikelihood).toBeGreaterThanOrEqual(evidence.worstStart!);
  });

  it("has an answer for series that are constant, short, quantised, huge or tiny", () => {
    const steps = Float64Array.from({ length: 200 }, (_, i) => Math.round(Math.sin(i)) + (i < 100 ? 0 : 3));
    for (const x of [
      new Float64Array(100).fill(3),
      Float64Array.of(1, 2),
      new Float64Array(0),
      steps,
      switching.map((v) => v * 1e150),
      switching.map((v) => v * 1e-150),
    ])
      expect(JSON.stringify(hiddenMarkov.detect([x], { restarts: 4 }))).not.toMatch(/NaN|null/);
    expect(hiddenMarkov.detect([switching.map((v) => v * 1e150)]).changePoints).toEqual(hiddenMarkov.detect([switching]).changePoints);
  });

  it("never loses likelihood from step to step, and its probabilities are some", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 25, maxLength: 60 }), (values) => {
        const fits = fitGaussianStates([Float64Array.from(values)], { states: 2, variance: "free", restarts: 3, seed: 2 });
        for (const { smoothed, course } of fits) {
          for (let i = 1; i < course.length; i++) expect(course[i]!).toBeGreaterThanOrEqual(course[i - 1]! - 1e-9 * (1 + Math.abs(course[i]!)));
          expect(Number.isFinite(smoothed.logLikelihood)).toBe(true);
          smoothed.probabilities[0]!.forEach((p, t) => expect(p + smoothed.probabilities[1]![t]!).toBeCloseTo(1, 6));
        }
      }),
      { numRuns: 30 },
    );
  });
});
