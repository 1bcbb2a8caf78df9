import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { seriesMetrics } from "../../../src/core/series";
import { fluctuations } from "../../../src/core/series/dfa";
import { expectedRescaledRange } from "../../../src/core/series/rescaled-range";

interface Scaling {
  dfa: { sizes: number[]; fluctuations: number[] };
  rescaledRange: { sizes: number[]; ratios: number[]; value: number; expected: number[] };
}
type Name = "noise" | "autoregression" | "logistic";
const nolds = JSON.parse(readFileSync(new URL("../../golden/oracles/nolds.json", import.meta.url), "utf8")) as {
  series: Record<Name, number[]>;
  noise: Scaling;
  autoregression: Scaling;
  logistic: { correlationSum: { radii: number[]; shares: number[] }; lyapunov: number };
} & Record<Name, { sampleEntropy: Record<string, number> }>;

const measured = (id: string, series: readonly number[], options: Record<string, unknown> = {}) => {
  const result = seriesMetrics.get(id).measure(series, options as never);
  if (result.value === null) throw new Error(result.reason);
  return { value: result.value, detail: result.detail! };
};

describe("nolds", () => {
  it.each(["noise", "autoregression"] as const)("has the same fluctuations of the %s in windows side by side", (name) => {
    // Sizes that divide the series, where windows from its end are those from its start. By default nolds lets them overlap by half.
    const { sizes, fluctuations: expected } = nolds[name].dfa;
    fluctuations(nolds.series[name], sizes, 1).forEach((level, i) => expect(level / expected[i]!).toBeCloseTo(1, 9));
  });

  it.each(["noise", "autoregression", "logistic"] as const)("has the same sample entropy of the %s", (name) => {
    for (const [length, expected] of Object.entries(nolds[name].sampleEntropy))
      expect(measured("sample-entropy", nolds.series[name], { length: Number(length) }).value).toBeCloseTo(expected, 9);
  });

  it.each(["noise", "autoregression"] as const)("has the same rescaled ranges of the %s, and nearly the same exponent", (name) => {
    const { sizes, ratios, value, expected } = nolds[name].rescaledRange;
    const own = measured("rescaled-range", nolds.series[name]);
    expect(own.detail.sizes).toEqual(sizes);
    (own.detail.rescaledRanges as number[]).forEach((ratio, i) => expect(ratio / ratios[i]!).toBeCloseTo(1, 9));
    // What independent samples give: nolds multiplies Anis and Lloyd's expectation, which is exact for normal samples, by Peters' (n − 1/2)/n.
    sizes.forEach((n, i) => expect((expectedRescaledRange(n) * (n - 0.5)) / n / expected[i]!).toBeCloseTo(1, 9));
    expect(Math.abs(own.value - value)).toBeLessThan(0.01);
  });

  it("has nearly the same correlation sums of the logistic map, once it no longer takes a state for its own neighbour", () => {
    // nolds says that it leaves a state's distance to itself out, but counts those zeros on the diagonal: 1/(n − 1) too much at every radius, which bends its
    // slope down (0.87 for a dimension of 1). It counts pairs close in time too, which ours leaves out; in a map they hardly matter.
    const { distances, shares } = measured("correlation-dimension", nolds.series.logistic, { dimension: 2, lag: 1 }).detail as Record<
      string,
      number[]
    >;
    const { radii, shares: expected } = nolds.logistic.correlationSum;
    const itself = 1 / (nolds.series.logistic.length - 2);
    expect(distances!.length).toBeGreaterThan(8);
    distances!.forEach((distance, i) => {
      const at = radii.findIndex((radius) => Math.abs(radius / distance - 1) < 1e-9);
      expect(Math.abs(shares![i]! / (expected[at]! - itself) - 1)).toBeLessThan(0.01);
    });
  });

  it("has nearly the same largest Lyapunov exponent of the logistic map, which is log 2", () => {
    // nolds measures distances by Euclid and fits the steps it is told; ours takes the greatest coordinate and finds the straight part.
    const { value } = measured("lyapunov", nolds.series.logistic, { dimension: 2, lag: 1 });
    expect(Math.abs(value - nolds.logistic.lyapunov)).toBeLessThan(0.1);
    expect(Math.abs(value - Math.LN2)).toBeLessThan(0.1);
  });
});
