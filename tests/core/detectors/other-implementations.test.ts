import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { evaluate, fitSwitching } from "../../../src/core/detectors/fit-switching";
import { logDensitiesOf } from "../../../src/core/detectors/gaussian-states";
import { kernelCost } from "../../../src/core/detectors/kernel-cost";
import { autoregressiveCost } from "../../../src/core/detectors/autoregressive-cost";
import { likeliestPath, smooth } from "../../../src/core/detectors/markov-chain";
import { peltSegments } from "../../../src/core/detectors/pelt";
import { meanCost, rankCost, type SegmentCost } from "../../../src/core/detectors/segment-cost";
import { bestByChanges } from "../../../src/core/detectors/segment-neighbourhood";
import { stationaryDistribution } from "../../../src/core/detectors/stationary-start";
import { cellsOf, type SwitchingModel } from "../../../src/core/detectors/switching-model";
import { meanAndDeviation } from "../../../src/core/series/finite";
import { standardised } from "../../../src/core/series/usable";

const oracle = <T>(name: string) => JSON.parse(readFileSync(new URL(`../../golden/oracles/${name}.json`, import.meta.url), "utf8")) as T;

describe("hmmlearn", () => {
  interface Case {
    start: number[];
    transition: number[][];
    means: number[][];
    variances: number[][];
    channels: number[][];
    logLikelihood: number;
    path: number[];
    posterior0: number[];
  }
  it.each(oracle<{ cases: Case[] }>("hmmlearn").cases)("has the same likelihood, posterior and path for states at $means", (states) => {
    const densities = logDensitiesOf(
      states.channels.map((channel) => Float64Array.from(channel)),
      states,
    );
    const { logLikelihood, probabilities } = smooth(states, densities);
    expect(logLikelihood).toBeCloseTo(states.logLikelihood, 8);
    states.posterior0.forEach((p, t) => expect(probabilities[0]![t]).toBeCloseTo(p, 8));
    expect(Array.from(likeliestPath(states, densities))).toEqual(states.path);
  });
});

describe("statsmodels", () => {
  interface Case {
    order: 0 | 1;
    switches: "mean" | "variance" | "both";
    /** p[0->0], p[1->0], means, variances, memory. */
    fixed: number[];
    logLikelihood: number;
    filteredEvery8: number[];
    smoothedEvery8: number[];
    greatest: number;
  }
  const { x, cases } = oracle<{ x: number[]; cases: Case[] }>("statsmodels");
  const series = Float64Array.from(x);

  const modelOf = ({ order, switches, fixed }: Case): SwitchingModel => {
    const transition = [fixed.slice(0, 2)[0]!, fixed[1]!].map((p) => [p, 1 - p]);
    const means = switches === "variance" ? [fixed[2]!, fixed[2]!] : fixed.slice(2, 4);
    const from = switches === "variance" ? 3 : 4;
    const variances = switches === "mean" ? [fixed[from]!, fixed[from]!] : fixed.slice(from, from + 2);
    return { transition, start: stationaryDistribution(transition), means, variances, memory: order === 1 ? fixed.at(-1)! : 0 };
  };

  it.each(cases)("has the same filter, smoother and likelihood for order $order and a switching $switches", (one) => {
    const cells = cellsOf({ states: 2, order: one.order });
    const model = modelOf(one);
    const { logLikelihood, filtered, probabilities } = evaluate(series, model, cells).smoothed;
    expect(logLikelihood).toBeCloseTo(one.logLikelihood, 8);
    const inState0 = (of: Float64Array[], t: number) => cells.reduce((sum, { now }, c) => (now === 0 ? sum + of[c]![t]! : sum), 0);
    one.filteredEvery8.forEach((p, i) => expect(inState0(filtered, 8 * i)).toBeCloseTo(p, 8));
    one.smoothedEvery8.forEach((p, i) => expect(inState0(probabilities, 8 * i)).toBeCloseTo(p, 8));
  });

  // Its own search ends 10 below the peak for order 1 and a switching mean unless begun near it, and at a saddle of equal variances for order 0 and a
  // switching variance: a higher value is a better optimum.
  it.each(cases)("does not reach a higher likelihood for order $order and a switching $switches", ({ order, switches, greatest }) => {
    const [best] = fitSwitching(standardised(series), { states: 2, order, switches, start: "stationary" }, 10, 1);
    const reached = best!.smoothed.logLikelihood - (series.length - order) * Math.log(meanAndDeviation(series).deviation);
    expect(reached).toBeGreaterThan(greatest - 0.01);
  });
});

describe("ruptures", () => {
  interface Ruptures {
    x: number[];
    gamma: number;
    segments: [number, number][];
    costs: Record<"mean" | "rank" | "ar" | "rbf" | "rbfUnclipped", number[]>;
    best: Record<"mean" | "rank" | "rbf" | "rbfUnclipped", number[][]>;
    pelt: { minLength: number; penalty: number; at: number[]; total: number }[];
    pruned: { x: number[]; minLength: number; penalty: number; pelt: number; best: number };
  }
  const found = oracle<Ruptures>("ruptures");
  const series = Float64Array.from(found.x);
  const kernel = kernelCost([series], Math.sqrt(1 / (2 * found.gamma)));
  const costsOf = (cost: SegmentCost) => found.segments.map(([from, to]) => cost.of(from, to));
  const dividedBy = (cost: SegmentCost) => [1, 2, 3, 5].map((changes) => bestByChanges(cost, 5, 2)[changes]!.changePoints);
  const totalOf = (cost: SegmentCost, penalty: number, minLength: number) => {
    const { cost: sum, changePoints } = peltSegments(cost, penalty, minLength);
    return sum + penalty * changePoints.length;
  };

  it("has the same costs of a mean and the same best divisions", () => {
    costsOf(meanCost(series)).forEach((cost, i) => expect(cost).toBeCloseTo(found.costs.mean[i]!, 9));
    expect(dividedBy(meanCost(series))).toEqual(found.best.mean);
  });

  it("has the same best divisions by rank; its costs lack the sum of squared ranks, which no division changes", () => {
    const cost = rankCost(series);
    const squares = (from: number, to: number) => {
      let sum = 0;
      for (let t = from; t < to; t++) sum += cost.of(t, t + 1) + (cost.sums!.sum[t + 1]! - cost.sums!.sum[t]!) ** 2;
      return sum;
    };
    found.segments.forEach(([from, to], i) => expect(cost.of(from, to) - squares(from, to)).toBeCloseTo(found.costs.rank[i]!, 9));
    expect(dividedBy(cost)).toEqual(found.best.rank);
  });

  it("has the same costs of a kernel once it does not clip, and all but the same with", () => {
    // It takes γ d² below 0.01 for 0.01, so that samples next to each other, but not a sample and itself, are e^−0.01 alike: ours is the kernel as published.
    costsOf(kernel).forEach((cost, i) => expect(cost).toBeCloseTo(found.costs.rbfUnclipped[i]!, 9));
    costsOf(kernel).forEach((cost, i) => expect(Math.abs(cost / found.costs.rbf[i]! - 1)).toBeLessThan(0.005));
    expect(dividedBy(kernel)).toEqual(found.best.rbfUnclipped);
    expect(dividedBy(kernel)).toEqual(found.best.rbf);
  });

  it("has the same residuals of an autoregression; it adds their squares, where ours takes the logarithm of the variance", () => {
    // Ours is the likelihood with a variance a segment, so that it finds steps of the spread; its is that with one variance for all.
    const cost = autoregressiveCost(series);
    found.segments.forEach(([from, to], i) => expect(Math.exp(cost.of(from, to) / (to - from)) * (to - from)).toBeCloseTo(found.costs.ar[i]!, 8));
  });

  it.each(found.pelt)("has the same total for a penalty of $penalty and regimes of $minLength", ({ minLength, penalty, at, total }) => {
    expect(totalOf(meanCost(series), penalty, minLength)).toBeCloseTo(total, 8);
    expect(peltSegments(meanCost(series), penalty, minLength).changePoints).toEqual(at);
  });

  it("drops starts that a shortest regime would still let win; ours keeps them and finds its own exact search's total", () => {
    const { x, minLength, penalty, pelt, best } = found.pruned;
    const total = totalOf(meanCost(Float64Array.from(x)), penalty, minLength);
    expect(total).toBeCloseTo(best, 8);
    expect(total).toBeLessThan(pelt - 0.1);
  });
});
