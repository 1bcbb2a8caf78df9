import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fitSwitching, type SwitchingFit } from "../../../src/core/detectors/fit-switching";
import { markovSwitching } from "../../../src/core/detectors/markov-switching";
import { stationaryDistribution } from "../../../src/core/detectors/stationary-start";
import { smooth } from "../../../src/core/detectors/markov-chain";
import { smoothCells } from "../../../src/core/detectors/smooth-cells";
import { chainOf } from "../../../src/core/detectors/switching-model";
import { standardised } from "../../../src/core/series/usable";
import { normalAt } from "../../../src/core/field/philox";

const noise = (seed: number, n: number) => Float64Array.from({ length: n }, (_, i) => normalAt(seed, 1, i, 9));
const rows = readFileSync(new URL("../../../public/samples/series/us-macro.csv", import.meta.url), "utf8")
  .trim()
  .split("\n");
const header = rows.find((row) => !row.startsWith("#"))!.split(",");
const column = header.findIndex((name) => /gdp growth/.test(name));
const growth = Float64Array.from(
  rows.slice(rows.indexOf(header.join(",")) + 1).flatMap((row) => (row.split(",")[column] ? [Number(row.split(",")[column])] : [])),
);

describe("the growth of the United States", () => {
  // statsmodels 0.13.5, MarkovRegression, best of 3 × 30 starts: ../shared/regimes/hmm-fits.json, stationaryStart.
  it.each([
    ["mean", -247.9547, { mean1: -0.26566, mean2: 1.01489, deviation1: Math.sqrt(0.52115), expectedDuration1: 1 / (1 - 0.76349) }],
    ["both", -238.3334, { mean1: 0.74725, mean2: 0.81684, deviation1: Math.sqrt(1.19439), deviation2: Math.sqrt(0.15775) }],
  ] as const)(
    "with a switching %s and a stationary start has the likelihood and the states of another implementation",
    (switches, logLikelihood, states) => {
      const { evidence } = markovSwitching.detect([growth], { order: 0, switches, restarts: 20 });
      expect(Math.abs(evidence.logLikelihood! - logLikelihood)).toBeLessThan(0.001);
      for (const [name, value] of Object.entries(states)) expect(Math.abs(evidence[name]! / value - 1)).toBeLessThan(0.01);
    },
  );

  it("with a free start reaches what the hidden Markov model does", () => {
    const { evidence } = markovSwitching.detect([growth], { order: 0, switches: "both", start: "free", restarts: 20 });
    expect(evidence.logLikelihood).toBeGreaterThan(-237.8228 - 0.05);
  });
});

describe("the detector", () => {
  /** A first-order autoregression about a level that switches every 100 samples. */
  const wandering = (seed: number, step: number) => {
    let x = 0;
    return noise(seed, 600).map((e, t) => (x = 0.6 * x + e) + step * (Math.floor(t / 100) % 2));
  };

  it("finds states that return, and the memory that belongs to none", () => {
    const { changePoints, regimes, evidence, curves } = markovSwitching.detect([wandering(1, 8)], { switches: "mean" });
    expect(changePoints).toHaveLength(5);
    changePoints.forEach((point, i) => expect(Math.abs(point - 100 * (i + 1))).toBeLessThanOrEqual(2));
    expect(regimes.map(({ label }) => label)).toEqual(["low", "high", "low", "high", "low", "high"]);
    expect(Math.abs(evidence.memory! - 0.6)).toBeLessThan(0.08);
    expect(Math.abs(evidence.mean2! - evidence.mean1! - 8)).toBeLessThan(0.5);
    expect(curves![0]!.values).toHaveLength(600);
    curves![0]!.values.forEach((p, t) => expect(p! + curves![1]!.values[t]!).toBeCloseTo(1, 9));
  });

  it("tells calm from volatile", () => {
    const { regimes } = markovSwitching.detect([noise(2, 600).map((e, i) => e * (i % 300 < 150 ? 1 : 5))], { switches: "variance" });
    expect(regimes.map(({ label }) => label)).toEqual(["calm", "volatile", "calm", "volatile"]);
  });

  it("says that a wandering without states needs none", () => {
    const { changePoints, warnings, evidence, curves } = markovSwitching.detect([wandering(3, 0)]);
    expect(changePoints).toEqual([]);
    expect(curves).toHaveLength(2);
    expect(warnings).toContainEqual(expect.stringMatching(/as well without states/));
    expect(Math.abs(evidence.memory! - 0.6)).toBeLessThan(0.15);
  });

  it("calls the same states by the same names when more of the series is known", () => {
    const x = wandering(1, 8);
    const labels = (series: Float64Array) => markovSwitching.detect([series], { switches: "mean" }).regimes.map(({ label }) => label);
    const first = labels(x.subarray(0, 350));
    expect(labels(x).slice(0, first.length)).toEqual(first);
  });

  it("has an answer for series that are constant, short, quantised, a line, or mostly constant", () => {
    const steps = Float64Array.from({ length: 200 }, (_, i) => Math.round(Math.sin(i)) + (i < 100 ? 0 : 3));
    const mostly = new Float64Array(100);
    mostly[50] = 1;
    const line = Float64Array.from({ length: 100 }, (_, i) => i);
    for (const x of [new Float64Array(100).fill(3), Float64Array.of(1, 2), new Float64Array(0), steps, mostly, line])
      for (const order of [0, 1]) expect(JSON.stringify(markovSwitching.detect([x], { order }))).not.toMatch(/NaN|null/);
  });
});

describe("the smoother of pairs", () => {
  it("is that of the chain whose states are the pairs", () => {
    const x = standardised(growth);
    const [{ model, cells, densities }] = fitSwitching(x, { states: 3, order: 1, switches: "both", start: "free" }, 1, 1) as [SwitchingFit];
    const [pairs, chain] = [smoothCells(model, cells, densities), smooth(chainOf(model, cells), densities)];
    expect(pairs.logLikelihood).toBeCloseTo(chain.logLikelihood, 9);
    pairs.probabilities.forEach((of, c) => of.forEach((p, t) => expect(p).toBeCloseTo(chain.probabilities[c]![t]!, 9)));
  });
});

describe("a fit", () => {
  it.each([0, 1] as const)("of order %i is a maximum: no small change of a transition raises its likelihood, the start going with it", (order) => {
    const x = standardised(growth.subarray(0, 60));
    const [fit] = fitSwitching(x, { states: 2, order, switches: "mean", start: "stationary" }, 10, 1);
    const { model, cells, densities, smoothed } = fit!;
    for (const [i, change] of [-1e-3, 1e-3].flatMap((step) => [[0, step] as const, [1, step] as const])) {
      const transition = model.transition.map((row, j) => (j === i ? [row[0]! + change, row[1]! - change] : row));
      if (transition.flat().some((p) => p < 0)) continue;
      const moved = smoothCells({ ...model, transition, start: stationaryDistribution(transition) }, cells, densities);
      expect(moved.logLikelihood).toBeLessThan(smoothed.logLikelihood);
    }
  });

  it("has probabilities that add up, and finite evidence, whatever the values", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 30, maxLength: 60 }),
        fc.constantFrom("mean", "variance", "both"),
        fc.constantFrom(0, 1),
        (values, switches, order) => {
          const { evidence, curves } = markovSwitching.detect([Float64Array.from(values)], { switches, order });
          if (!curves) return;
          curves[0]!.values.forEach((p, t) => expect(p! + curves[1]!.values[t]!).toBeCloseTo(1, 6));
          expect(Object.values(evidence).every(Number.isFinite)).toBe(true);
        },
      ),
      { numRuns: 20 },
    );
  });

  it("has transitions whose shares of time stay as they are", () => {
    const [fit] = fitSwitching(growth, { states: 3, order: 0, switches: "both", start: "stationary" }, 3, 1);
    const { transition, start } = fit!.model;
    start.forEach((share, k) => expect(start.reduce((sum, p, j) => sum + p * transition[j]![k]!, 0)).toBeCloseTo(share, 10));
    expect(
      stationaryDistribution([
        [0.9, 0.1],
        [0.2, 0.8],
      ])[0],
    ).toBeCloseTo(2 / 3, 12);
    expect(
      stationaryDistribution([
        [1, 0],
        [0, 1],
      ]),
    ).toEqual([0.5, 0.5]);
  });
});
