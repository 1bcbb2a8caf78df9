import { describe, expect, it } from "vitest";
import { seriesMetrics } from "../../src/core/series";
import { autoregression } from "../../src/core/series/surrogates";
import { againstWords, intervalWords, isLikeNoise, leastLength, qualityWords, readSlope, scalesWords } from "../../src/panels/series-feature-words";

const x = autoregression({ mean: 0, memory: 0.5, deviation: 1 }, 1200, 3, 0);
const measured = (id: string) => seriesMetrics.get(id).measure(x);

describe("words of a feature", () => {
  it.each(seriesMetrics.ids.filter((id) => id !== "katz" && id !== "whittle"))("say of %s how good it is and how sure", (id) => {
    const result = measured(id);
    expect(qualityWords(id, result)).toMatch(/\d/);
    expect(intervalWords(result)).toMatch(/ to /);
    expect(`${qualityWords(id, result)} ${intervalWords(result)}`).not.toMatch(/NaN|undefined|–/);
  });

  it("say why there is no interval, how long the blocks were, and which scales", () => {
    expect(intervalWords(measured("katz"))).toMatch(/^no interval: its reach is the extreme/);
    expect(intervalWords(measured("sample-entropy"))).toMatch(/by moving blocks of \d+$/);
    expect(scalesWords({ id: "dfa" }, measured("dfa"))).toBe("16 to 150 samples");
    expect(scalesWords({ id: "katz" }, measured("katz"))).toBeNull();
    expect(leastLength(seriesMetrics.get("dfa"), {})).toBe(256);
    expect(leastLength(seriesMetrics.get("higuchi"), { kMax: 32 })).toBe(128);
  });

  it("read a slope as the metric does", () => {
    for (const id of ["dfa", "higuchi", "rescaled-range", "spectral-slope", "correlation-dimension"]) {
      const result = measured(id);
      if (result.value === null) throw new Error(result.reason);
      expect(readSlope(id, (result.detail!.fit as { slope: number }).slope)).toBeCloseTo(result.value, 9);
    }
    expect(readSlope("generalised-hurst", 1, 2)).toBe(0.5);
  });

  it("say that noise would give a value as well only where it would", () => {
    const outcome = { value: 0.7, mean: 0.5, sd: 0.05, measured: 39, z: 4, p: 0.05 };
    expect(againstWords(outcome)).toMatch(/0\.5.* ± .* of 39; 4 standard errors above, p = 0\.05\.$/);
    expect(againstWords({ ...outcome, z: -0.4, p: 0.6 })).toMatch(/0\.4 standard errors below.*Noise would give this as well\.$/);
    expect(againstWords({ ...outcome, z: null, p: 1 })).toMatch(/reads only what they keep/);
    expect(againstWords({ value: null, reason: "only 3 of 39 surrogates can be measured" })).toMatch(/only 3 of 39/);
    expect(isLikeNoise({ shuffle: { done: 39, of: 39, outcome }, phase: { done: 3, of: 39, outcome: null } })).toBe(false);
    expect(isLikeNoise({ phase: { done: 39, of: 39, outcome: { ...outcome, p: 0.3 } } })).toBe(true);
  });
});
