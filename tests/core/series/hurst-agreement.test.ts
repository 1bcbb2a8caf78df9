import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { MetricResult } from "../../../src/core/define/metric";
import { seriesMetrics } from "../../../src/core/series";
import { commonFooting, comparedExponents, hurstDisagreement, type ComparedResults } from "../../../src/core/series/hurst-agreement";

const { series: noises } = JSON.parse(readFileSync(new URL("../../golden/timeseries/fgn.json", import.meta.url), "utf8")) as {
  series: { H: number; x: number[] }[];
};
const noise = noises.find(({ H }) => H === 0.7)!.x;
const results = (of: (id: (typeof comparedExponents)[number]) => MetricResult) =>
  Object.fromEntries(comparedExponents.map((id) => [id, of(id)])) as unknown as ComparedResults;
function words(x: readonly number[]) {
  const told = results((id) => seriesMetrics.get(id).measure(x));
  const { takenAs, of } = commonFooting(x, told.dfa.value!);
  const common = results((id) => seriesMetrics.get(id).measure(of[id]));
  return { takenAs, common, words: hurstDisagreement(told, common, takenAs) };
}

describe("DFA, R/S and the generalised Hurst exponent", () => {
  it("are near H on one footing, from a noise and from its walk, and it is said that as told they differ", () => {
    let sum = 0;
    for (const x of [noise, noise.map((v) => (sum += v))]) {
      const { takenAs, common, words: said } = words(x);
      expect(common.dfa.value! - (takenAs === "walk" ? 1 : 0)).toBeCloseTo(0.7, 1);
      expect(Math.abs(common["rescaled-range"].value! - 0.7)).toBeLessThan(0.1);
      expect(Math.abs(common["generalised-hurst"].value! - 0.7)).toBeLessThan(0.1);
      expect(said).toMatch(takenAs === "walk" ? /a walk by DFA, they agree/ : /a noise by DFA, they agree/);
    }
  });

  it("differ on any footing where one exponent does not describe the series", () => {
    const waves = Array.from({ length: 1024 }, (_, t) => Math.sin(t / 20) + 0.1 * Math.sin(t * t));
    expect(words(waves).words).toMatch(/still differ by .* No one exponent/);
  });

  it("say nothing within 0.15, or where fewer than two are defined", () => {
    const value = (v: number): MetricResult => ({ value: v, range: [1, 2] });
    const alike = { dfa: value(0.5), "rescaled-range": value(0.6), "generalised-hurst": value(0.62) };
    expect(hurstDisagreement(alike, alike, "noise")).toBeNull();
    const none: MetricResult = { value: null, reason: "short" };
    const one = { dfa: value(0.5), "rescaled-range": none, "generalised-hurst": none };
    expect(hurstDisagreement(one, one, "noise")).toBeNull();
    const apart = { ...alike, "generalised-hurst": value(0.66) };
    expect(hurstDisagreement(apart, alike, "noise")).toMatch(/DFA 0\.50 \(scales 1 to 2\), R\/S 0\.60 .* differ by 0\.16\. .* they agree/);
  });
});
