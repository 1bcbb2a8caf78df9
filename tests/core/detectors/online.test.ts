import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bocpd } from "../../../src/core/detectors/bocpd";
import { bocpdMap } from "../../../src/core/detectors/bocpd-map";
import { cusum } from "../../../src/core/detectors/cusum";
import { detectors } from "../../../src/core/detectors/index";
import { normalGammaCost } from "../../../src/core/detectors/normal-gamma-cost";
import { RunLengths } from "../../../src/core/detectors/run-lengths";
import { normalAt } from "../../../src/core/field/philox";

interface Golden {
  x: number[];
  hazard: number;
  prior: { mean: number; kappa: number; alpha: number; beta: number };
  logEvidence: number;
  runLengthPosteriorAfterAll: { lengths: number[]; p: number[] };
}
const { bocpd: golden } = JSON.parse(readFileSync(new URL("../../golden/timeseries/regimes-exact.json", import.meta.url), "utf8")) as {
  bocpd: Golden;
};
const noise = (seed: number, n: number) => Float64Array.from({ length: n }, (_, i) => normalAt(seed, 1, i, 2));
const online = [...detectors].filter(({ mode }) => mode === "online");

describe("run lengths", () => {
  it("have the golden evidence and posterior, found by listing all segmentations", () => {
    const runs = new RunLengths({ hazard: golden.hazard, prior: golden.prior, leastProbability: 1e-12 });
    for (const x of golden.x) runs.push(x);
    const { lengths, probabilities } = runs.posterior();
    expect(runs.logEvidence).toBeCloseTo(golden.logEvidence, 8);
    expect(lengths).toEqual(golden.runLengthPosteriorAfterAll.lengths);
    probabilities.forEach((p, i) => expect(p).toBeCloseTo(golden.runLengthPosteriorAfterAll.p[i]!, 8));
  });

  it("have marginal likelihoods for their evidence: one regime alone is what the segment's cost says", () => {
    const runs = new RunLengths({ hazard: 1e-300, prior: golden.prior });
    for (const x of golden.x) runs.push(x);
    expect(runs.logEvidence).toBeCloseTo(-normalGammaCost(golden.x, golden.prior).of(0, golden.x.length), 9);
  });

  it("stay few on a long quiet series, and their probabilities sum to 1", () => {
    const runs = new RunLengths({ hazard: 0.004, prior: golden.prior });
    for (const x of noise(3, 3000)) runs.push(x);
    const { lengths, probabilities } = runs.posterior();
    expect(lengths.length).toBeLessThanOrEqual(512);
    expect(probabilities.reduce((a, b) => a + b)).toBeCloseTo(1, 12);
  });
});

describe("BOCPD", () => {
  it("has a most probable run length that begins anew within 10 samples of a step of five deviations", () => {
    const x = noise(1, 400).map((e, i) => e + (i < 250 ? 0 : 5));
    const runLength = bocpd.detect([x]).curves!.find(({ id }) => id === "runLength")!.values;
    expect(runLength[249]).toBeGreaterThan(200);
    expect(Math.min(...runLength.slice(250, 260).map((value) => value!))).toBeLessThanOrEqual(10);
  });

  it("draws probabilities between 0 and 1", () => {
    const x = noise(2, 300).map((e, i) => e * (i < 150 ? 1 : 6));
    const recent = bocpd.detect([x]).curves!.find(({ id }) => id === "recent")!.values;
    expect(recent.slice(0, 29)).toEqual(Array<null>(29).fill(null));
    for (const p of recent.slice(29)) expect(p! >= 0 && p! <= 1).toBe(true);
  });
});

describe("the most probable division", () => {
  it("is the best of all 512 that can be listed for the golden series", () => {
    const cost = normalGammaCost(golden.x, golden.prior);
    const total = (points: number[]) => {
      const edges = [0, ...points, golden.x.length];
      return edges.slice(1).reduce((sum, to, i) => sum + cost.of(edges[i]!, to), points.length * Math.log(9));
    };
    const all = Array.from({ length: 512 }, (_, mask) => Array.from({ length: 9 }, (__, i) => i + 1).filter((i) => mask & (1 << (i - 1))));
    const best = Math.min(...all.map(total));
    // The evidence sums what the best is the greatest of.
    expect(-best + 9 * Math.log(0.9)).toBeLessThan(golden.logEvidence);
    expect(-best + 9 * Math.log(0.9)).toBeGreaterThan(golden.logEvidence - Math.log(512));
  });

  it("finds steps of mean and spread", () => {
    const x = noise(5, 300).map((e, i) => (i < 100 ? e : i < 200 ? 4 + e : 4 + 5 * e));
    const { changePoints } = bocpdMap.detect([x]);
    expect(changePoints).toHaveLength(2);
    expect(Math.abs(changePoints[0]! - 100)).toBeLessThanOrEqual(3);
    expect(Math.abs(changePoints[1]! - 200)).toBeLessThanOrEqual(6);
  });
});

describe("CUSUM", () => {
  it("is Page's recursion max(0, S + z − k), on both sides, from the end of the burn-in on", () => {
    const x = noise(20, 300);
    const [up, down] = cusum.detect([x], { burnIn: 50, limit: 1000 }).curves!.map(({ values }) => values);
    const learnt = x.slice(0, 50).sort();
    const level = (learnt[24]! + learnt[25]!) / 2;
    const away = x
      .slice(0, 50)
      .map((value) => Math.abs(value - level))
      .sort();
    const spread = (away[24]! + away[25]!) / 2 / 0.6744897501960817;
    let [high, low] = [0, 0];
    for (let i = 50; i < 300; i++) {
      const z = (x[i]! - level) / spread;
      [high, low] = [Math.max(0, high + z - 0.5), Math.max(0, low - z - 0.5)];
      expect(up![i]).toBeCloseTo(high, 9);
      expect(down![i]).toBeCloseTo(low, 9);
    }
  });
});

describe.each(online)("$id", (detector) => {
  it("raises an alarm soon after a step of three deviations, and knows about where it began", () => {
    const x = noise(7, 500).map((e, i) => 100 + 0.01 * (e + (i < 250 ? 0 : 3)));
    const { changePoints, onsets } = detector.detect([x]);
    const first = changePoints.findIndex((point) => point >= 250);
    expect(changePoints[first]! - 250).toBeLessThanOrEqual(12);
    expect(Math.abs(onsets![first]! - 250)).toBeLessThanOrEqual(15);
  });

  it("takes nothing back, whatever the future holds", () => {
    fc.assert(
      fc.property(fc.integer({ min: 60, max: 180 }), fc.double({ min: -20, max: 20, noNaN: true }), (from, jump) => {
        const x = noise(8, 200).map((e, i) => e + (i < 80 ? 0 : 4));
        const other = x.map((value, i) => (i < from ? value : value * 3 + jump));
        const [a, b] = [detector.detect([x]), detector.detect([other])];
        const before = (points: readonly number[]) => points.filter((point) => point < from);
        expect(before(b.changePoints)).toEqual(before(a.changePoints));
        a.curves!.forEach(({ values }, k) => expect(b.curves![k]!.values.slice(0, from)).toEqual(values.slice(0, from)));
      }),
      { numRuns: 20 },
    );
  });

  it("says the same sample by sample", () => {
    const x = noise(9, 300).map((e, i) => e + (i < 150 ? 0 : 5));
    const stream = detector.open!(1);
    const alarms = Array.from(x, (value) => stream.push([value])).flatMap(({ alarm, index }) => (alarm ? [index] : []));
    expect(alarms).toEqual(detector.detect([x]).changePoints);
  });

  it("raises no alarm in a constant series, in a few samples, in none, and is indifferent to unit and offset", () => {
    for (const x of [new Float64Array(300).fill(0.1), Float64Array.of(1, 2, 3), new Float64Array(0)]) {
      const found = detector.detect([x]);
      expect(found.changePoints).toEqual([]);
      expect(JSON.stringify(found)).not.toMatch(/NaN|Infinity/);
    }
    const x = noise(10, 300).map((e, i) => e + (i < 150 ? 0 : 4));
    expect(detector.detect([x.map((v) => 1e6 * v + 3e6)]).changePoints).toEqual(detector.detect([x]).changePoints);
  });

  it("raises few alarms in white noise: at most one in 2000 samples over 20 series of 1000", () => {
    let alarms = 0;
    for (let seed = 0; seed < 20; seed++) alarms += detector.detect([noise(100 + seed, 1000)]).changePoints.length;
    expect(alarms).toBeLessThanOrEqual(10);
  });
});
