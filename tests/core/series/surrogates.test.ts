import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { seriesMetrics } from "../../../src/core/series";
import { againstSurrogates } from "../../../src/core/series/against-surrogates";
import { meanAndDeviation } from "../../../src/core/series/finite";
import { periodogram } from "../../../src/core/series/periodogram";
import { autoregression, fitFirstOrder, surrogate, surrogateKinds } from "../../../src/core/series/surrogates";

const golden = <T>(name: string) => JSON.parse(readFileSync(new URL(`../../golden/timeseries/${name}.json`, import.meta.url), "utf8")) as T;
const values = fc.array(fc.double({ min: -100, max: 100, noNaN: true }), { minLength: 8, maxLength: 90 }).map((list) => Float64Array.from(list));
const seeds = fc.tuple(fc.integer({ min: 0, max: 1e6 }), fc.integer({ min: 0, max: 1000 }));
/** Typed arrays sort −0 before 0, so that equal lists come out equal. */
const sorted = (x: Float64Array) => x.slice().sort();
const powerOf = (x: Float64Array) => Array.from(periodogram(x).power);
/** Share of the periodogram, in amplitude, that is not the other's. */
const difference = (x: Float64Array, y: Float64Array) => {
  const [a, b] = [powerOf(x).map(Math.sqrt), powerOf(y).map(Math.sqrt)];
  return Math.sqrt(a.reduce((sum, p, k) => sum + (p - b[k]!) ** 2, 0) / a.reduce((sum, p) => sum + p * p, 0));
};

describe("surrogates", () => {
  it("by shuffling keep the values", () =>
    fc.assert(
      fc.property(values, seeds, (x, [seed, draw]) => {
        expect(sorted(surrogate(x, "shuffle", seed, draw))).toEqual(sorted(x));
      }),
    ));

  it("of random phase keep the periodogram and the mean, of any length", () =>
    fc.assert(
      fc.property(values, seeds, (x, [seed, draw]) => {
        const y = surrogate(x, "phase", seed, draw);
        const total = powerOf(x).reduce((sum, p) => sum + p, 0);
        powerOf(y).forEach((p, k) => expect(Math.abs(p - powerOf(x)[k]!)).toBeLessThanOrEqual(1e-9 * (1 + total)));
        expect(meanAndDeviation(y).mean).toBeCloseTo(meanAndDeviation(x).mean, 9);
        // The slowest and the fastest wave are real: variance is kept too.
        expect(meanAndDeviation(y).deviation).toBeCloseTo(meanAndDeviation(x).deviation, 9);
      }),
    ));

  it("by IAAFT keep the values exactly, and the periodogram far better than shuffling does", () => {
    const skewed = autoregression({ mean: 0, memory: 0.8, deviation: 0.5 }, 500, 4, 0).map((x) => Math.exp(x));
    for (let draw = 0; draw < 5; draw++) {
      const y = surrogate(skewed, "iaaft", 11, draw);
      expect(sorted(y)).toEqual(sorted(skewed));
      expect(difference(skewed, y)).toBeLessThan(0.05);
      expect(difference(skewed, surrogate(skewed, "shuffle", 11, draw))).toBeGreaterThan(0.5);
    }
    fc.assert(
      fc.property(values, seeds, (x, [seed, draw]) => {
        expect(sorted(surrogate(x, "iaaft", seed, draw))).toEqual(sorted(x));
      }),
      { numRuns: 30 },
    );
  });

  it("of a first-order autoregression have its mean, variance and memory on average", () => {
    const x = autoregression({ mean: 3, memory: 0.7, deviation: 2 }, 2000, 9, 0);
    const model = fitFirstOrder(x);
    const fits = Array.from({ length: 50 }, (_, draw) => fitFirstOrder(surrogate(x, "ar1", 2, draw)));
    const mean = (of: keyof typeof model) => fits.reduce((sum, fit) => sum + fit[of], 0) / fits.length;
    expect(Math.abs(mean("memory") - model.memory)).toBeLessThan(0.01);
    expect(Math.abs(mean("deviation") / model.deviation - 1)).toBeLessThan(0.02);
    expect(Math.abs(mean("mean") - model.mean)).toBeLessThan(0.1);
  });

  it.each(surrogateKinds)("by %s are the same for the same seed, and others for another", (kind) => {
    const x = autoregression({ mean: 0, memory: 0.5, deviation: 1 }, 64, 1, 0);
    expect(surrogate(x, kind, 5, 2)).toEqual(surrogate(x, kind, 5, 2));
    expect(surrogate(x, kind, 5, 2)).not.toEqual(surrogate(x, kind, 5, 3));
    expect(surrogate(x, kind, 5, 2)).not.toEqual(surrogate(x, kind, 6, 2));
  });
});

describe("a measure against surrogates", () => {
  const { series: noises } = golden<{ series: { H: number; x: number[] }[] }>("fgn");
  const persistent = Float64Array.from(noises.find(({ H }) => H === 0.7)!.x.slice(0, 1024));

  it("finds memory that shuffling destroys and random phases keep", () => {
    const dfa = seriesMetrics.get("dfa");
    const shuffled = againstSurrogates(dfa, persistent, { kind: "shuffle", count: 39, seed: 1 });
    if (shuffled.value === null) throw new Error(shuffled.reason);
    expect(shuffled.z).toBeGreaterThan(2);
    expect(shuffled.p).toBe(0.05);
    expect(Math.abs(shuffled.mean - 0.5)).toBeLessThan(0.1);
    const phases = againstSurrogates(dfa, persistent, { kind: "phase", count: 39, seed: 1 });
    expect(phases.value).toBe(shuffled.value);
    if (phases.value !== null) expect(phases.p).toBeGreaterThan(0.05);
  });

  it("finds in the logistic map an order that the linear surrogates lack", () => {
    let x = 0.3;
    const chaos = Float64Array.from({ length: 300 }, () => (x = 4 * x * (1 - x)));
    const found = againstSurrogates(seriesMetrics.get("sample-entropy"), chaos, { kind: "iaaft", count: 39, seed: 1 });
    if (found.value === null) throw new Error(found.reason);
    expect(found.z).toBeLessThan(-5);
  });

  it("has no z for what surrogates keep altogether, and a reason where there is nothing to measure", () => {
    const mean = { measure: (series: ArrayLike<number>) => ({ value: meanAndDeviation(series).deviation }) };
    expect(againstSurrogates(mean, persistent, { kind: "shuffle", count: 19, seed: 1 })).toMatchObject({ z: null, p: 1 });
    const constant = againstSurrogates(seriesMetrics.get("dfa"), new Float64Array(500).fill(1), { kind: "shuffle", count: 19, seed: 1 });
    expect(constant).toEqual({ value: null, reason: "the series is constant" });
    expect(() => againstSurrogates(mean, persistent, { kind: "shuffle", count: 3, seed: 1 })).toThrow(/count: expected an integer in \[19, 10000\]/);
  });
});
