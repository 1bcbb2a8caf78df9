import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { seriesMetrics } from "../../../src/core/series";
import { dfa } from "../../../src/core/series/dfa";
import { curveLengths, higuchi } from "../../../src/core/series/higuchi";
import { seriesMetricFacts } from "../../../src/core/series/metric-facts";
import { hurst } from "../../../src/core/series/hurst";

const golden = <T>(name: string) => JSON.parse(readFileSync(new URL(`../../golden/timeseries/${name}.json`, import.meta.url), "utf8")) as T;
interface Noise {
  H: number;
  x: number[];
  thisRealisation: { dfa1: number };
  tolerance: { dfaAlpha: number };
}
const { series: noises } = golden<{ series: Noise[] }>("fgn");
const { series: curves } = golden<{ series: { H: number; dimension: number; x: number[] }[] }>("weierstrass");

const valueOf = (result: { value: number | null }) => result.value ?? Number.NaN;
const runningSum = (x: readonly number[]) => {
  let sum = 0;
  return x.map((v) => (sum += v));
};
const line = Array.from({ length: 512 }, (_, i) => 3 * i - 7);

describe("DFA", () => {
  it.each(noises)("agrees with a second implementation on fractional noise of H = $H, and with H itself", ({ H, x, thisRealisation, tolerance }) => {
    const result = dfa.measure(x);
    expect(valueOf(result)).toBeCloseTo(thisRealisation.dfa1, 3);
    expect(Math.abs(valueOf(result) - H)).toBeLessThan(tolerance.dfaAlpha);
    expect(result).toMatchObject({ range: [16, 512] });
  });

  it("has H in its interval for most golden noises", () => {
    const held = noises.filter(({ H, x }) => {
      const result = dfa.measure(x);
      return result.value !== null && result.interval![0] <= H && H <= result.interval![1];
    });
    expect(held.length).toBeGreaterThanOrEqual(8);
  });

  it("of a walk is one more than of its steps, to the width of the interval, and warns", () => {
    const { x } = noises.find(({ H }) => H === 0.5)!;
    const result = dfa.measure(runningSum(x));
    expect(Math.abs(valueOf(result) - 1.5)).toBeLessThan(0.15);
    expect(result).toMatchObject({ warnings: [expect.stringMatching(/non-stationary/)] });
  });

  it("of order 2 is blind to a line that order 1 mistakes for memory", () => {
    const { x } = noises.find(({ H }) => H === 0.5)!;
    const tilted = x.map((v, i) => v + 0.004 * i);
    expect(valueOf(dfa.measure(tilted))).toBeGreaterThan(0.8);
    expect(valueOf(dfa.measure(tilted, { order: 2 }))).toBeCloseTo(valueOf(dfa.measure(x, { order: 2 })), 3);
  });
});

describe("Hurst exponent", () => {
  it("is α of a noise and α − 1 of a walk, which it says", () => {
    const { x } = noises.find(({ H }) => H === 0.3)!;
    expect(valueOf(hurst.measure(x))).toBe(valueOf(dfa.measure(x)));
    const walk = hurst.measure(runningSum(x));
    expect(Math.abs(valueOf(walk) - 0.3)).toBeLessThan(0.1);
    expect(walk).toMatchObject({ detail: { takenAs: "walk" }, warnings: [expect.stringMatching(/taken as a walk/)] });
  });

  it("is not clipped: a cubic is far outside 0 … 1 and says so", () => {
    const result = hurst.measure(
      line.map((v) => v * v * v),
      { order: 2 },
    );
    expect(valueOf(result)).toBeGreaterThan(1.5);
    expect(result).toMatchObject({ warnings: expect.arrayContaining([expect.stringMatching(/outside 0 … 1/)]) });
  });
});

describe("Higuchi", () => {
  it("measures the curve of five points as done by hand", () => {
    // x = 0 1 0 2 0. k = 1: 1 + 1 + 2 + 2 = 6, times 4/4.
    // k = 2, from x0: |0 − 0| + |0 − 0| = 0; from x1: |2 − 1| · 4/(1·2)/2 = 1; mean 0.5.
    expect(curveLengths([0, 1, 0, 2, 0], 2)).toEqual([6, 0.5]);
  });

  it("is 1 for a line", () => expect(valueOf(higuchi.measure(line))).toBeCloseTo(1, 9));

  it.each(noises)("is 2 − H for the walk of fractional steps, H = $H", ({ H, x }) => {
    expect(Math.abs(valueOf(higuchi.measure(runningSum(x))) - (2 - H))).toBeLessThan(0.05);
    expect(Math.abs(valueOf(higuchi.measure(runningSum(x), { kMax: 32 })) - (2 - H))).toBeLessThan(0.05);
  });

  it.each(curves)("is near the dimension $dimension of a Weierstrass curve, nearer with longer lags", ({ dimension, x }) => {
    expect(Math.abs(valueOf(higuchi.measure(x)) - dimension)).toBeLessThan(0.08);
    expect(Math.abs(valueOf(higuchi.measure(x, { kMax: 32 })) - dimension)).toBeLessThan(0.03);
  });
});

describe.each([...seriesMetrics])("$id", (metric) => {
  const { x } = noises.find(({ H }) => H === 0.7)!;
  const walk = runningSum(x.slice(0, 512));

  it("does not depend on unit and offset", () => {
    fc.assert(
      fc.property(fc.constantFrom(1e-6, 1e-3, 1e6), fc.double({ min: -1e6, max: 1e6, noNaN: true }), (factor, offset) => {
        const { value } = metric.measure(walk);
        const [scaled, moved] = [metric.measure(walk.map((v) => factor * v)).value, metric.measure(walk.map((v) => 1e6 * v + offset)).value];
        expect(scaled).toEqual(value === null ? null : expect.closeTo(value, 9));
        expect(moved).toEqual(value === null ? null : expect.closeTo(value, 6));
      }),
      { numRuns: 10 },
    );
  });

  it.each([
    ["an empty series", [], /0 samples are too few/],
    ["a short series", [1, 5, 2], /3 samples are too few: .* needs? at least \d+/],
    ["a constant", new Array<number>(512).fill(0.1), /constant/],
    ["a series with a hole", [...walk.slice(0, 100), NaN, ...walk.slice(100)], /sample 100 is not a finite number/],
  ])("of %s is undefined, with the reason", (_, values, reason) => {
    expect(metric.measure(values)).toMatchObject({ value: null, reason: expect.stringMatching(reason) as string });
  });

  it("has an interval that holds its value, or says why it has none, and how it is written", () => {
    const result = metric.measure(x.slice(0, 1200));
    if (result.value === null) throw new Error(result.reason);
    if (result.interval) {
      expect(result.interval[0]).toBeLessThan(result.value);
      expect(result.interval[1]).toBeGreaterThan(result.value);
    } else expect(result.detail!.withoutInterval).toMatch(/ /);
    expect(Object.keys(seriesMetricFacts)).toContain(metric.id);
  });

  it("names the least length that it can do with", () => {
    const leastLength = Number(metric.measure([]).detail!.leastLength);
    expect(metric.measure(walk.slice(0, leastLength - 1))).toMatchObject({ value: null, detail: { leastLength } });
    const enough = metric.measure(walk.slice(0, leastLength));
    if (enough.value === null) expect(enough.reason).not.toMatch(/are too few: /);
  });

  it("has numbers, and the same, for values of any size", () => {
    const { value } = metric.measure(walk);
    for (const size of [2 ** -1000, 2 ** 980])
      expect(metric.measure(walk.map((v) => v * size)).value).toEqual(value === null ? null : expect.closeTo(value, 6));
  });

  it("of what alternates, drifts or is rounded is undefined or finite, never NaN", () => {
    for (const series of [walk.map((_, i) => i % 2), walk.map((_, i) => i), walk.map((v) => Math.round(v / 4)), walk.map((v) => v % 1)]) {
      const result = metric.measure(series);
      expect(result.value === null || Number.isFinite(result.value)).toBe(true);
      expect(JSON.stringify(result)).not.toMatch(/NaN/);
    }
  });

  it("of a series that is flat but for one sample is undefined or finite, never NaN", () => {
    const flat = new Array<number>(512).fill(1);
    flat[200] = 2;
    const result = metric.measure(flat);
    if (result.value === null) expect(result.reason).not.toBe("");
    else expect(Number.isFinite(result.value)).toBe(true);
  });
});

it("Higuchi refuses an exact period, in which a lag sees nothing", () => {
  expect(higuchi.measure(Array.from({ length: 100 }, (_, i) => i % 4))).toEqual({
    value: null,
    reason: expect.stringMatching(/exactly at lag 4/) as string,
  });
});
