import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { MetricResult } from "../../../src/core/define/metric";
import { normalAt, uniformAt } from "../../../src/core/field/philox";
import { correlationDimension } from "../../../src/core/series/correlation-dimension";
import { generalisedHurst } from "../../../src/core/series/generalised-hurst";
import { katz } from "../../../src/core/series/katz";
import { logGamma } from "../../../src/core/series/log-gamma";
import { mfdfa } from "../../../src/core/series/mfdfa";
import { multiscaleEntropy } from "../../../src/core/series/multiscale-entropy";
import { periodogram } from "../../../src/core/series/periodogram";
import { patternCounts, patternEntropy, permutationEntropy } from "../../../src/core/series/permutation-entropy";
import { petrosian } from "../../../src/core/series/petrosian";
import { recurrence } from "../../../src/core/series/recurrence";
import { expectedRescaledRange, rescaledRange } from "../../../src/core/series/rescaled-range";
import { matches, sampleEntropy } from "../../../src/core/series/sample-entropy";
import { spectralSlope } from "../../../src/core/series/spectral-slope";
import { noiseSpectrum, whittle } from "../../../src/core/series/whittle";

const golden = <T>(name: string) => JSON.parse(readFileSync(new URL(`../../golden/timeseries/${name}.json`, import.meta.url), "utf8")) as T;
interface Noise {
  H: number;
  x: number[];
  expected: { spectralBetaOfNoise: number };
  thisRealisation: { whittle: number };
  tolerance: { whittle: number };
}
const { series: noises } = golden<{ series: Noise[] }>("fgn");
const { series: systems } = golden<{ series: { name: string; x: number[] }[] }>("chaos");
const { whiteNoise } = golden<{ whiteNoise: { x: number[]; expected: Record<string, number>; tolerance: Record<string, number> } }>("simple");
const cascade = golden<{ expected: { p: number; table: { q: number; h: number; tau: number; alpha: number; f: number }[] }[] }>("cascade");

const valueOf = (result: MetricResult<never> | MetricResult<unknown>) => result.value ?? Number.NaN;

describe("Whittle", () => {
  it.each(noises)("agrees with a second implementation on fractional noise of H = $H, and with H", ({ H, x, thisRealisation, tolerance }) => {
    expect(valueOf(whittle.measure(x))).toBeCloseTo(thisRealisation.whittle, 3);
    expect(Math.abs(valueOf(whittle.measure(x)) - H)).toBeLessThan(tolerance.whittle + 0.01);
  });

  it("fits the spectrum whose autocovariance is that of fractional noise", () => {
    // γ(1)/γ(0) = 2^(2H−1) − 1.
    for (const H of [0.6, 0.8]) {
      let [zero, one] = [0, 0];
      const n = 200_000;
      for (let k = 0; k < n; k++) {
        const omega = (Math.PI * (k + 0.5)) / n;
        zero += noiseSpectrum(omega, H);
        one += noiseSpectrum(omega, H) * Math.cos(omega);
      }
      expect(one / zero).toBeCloseTo(2 ** (2 * H - 1) - 1, 2);
    }
  });
});

describe("the periodogram", () => {
  it("holds the whole variance", () => {
    const x = Float64Array.from({ length: 501 }, (_, i) => normalAt(1, 1, i, 9));
    const mean = x.reduce((a, b) => a + b / 501, 0);
    const variance = x.reduce((a, b) => a + (b - mean) ** 2 / 501, 0);
    const { power } = periodogram(x);
    expect((2 * (2 * Math.PI * power.reduce((a, b) => a + b, 0))) / 501).toBeCloseTo(variance, 10);
  });
});

describe("spectral slope", () => {
  it("holds 2H − 1 of most fractional noises in its interval", () => {
    const held = noises.filter(({ x, expected }) => {
      const result = spectralSlope.measure(x);
      return result.value !== null && result.interval![0] <= expected.spectralBetaOfNoise && expected.spectralBetaOfNoise <= result.interval![1];
    });
    expect(held.length).toBeGreaterThanOrEqual(7);
  });
});

describe("R/S", () => {
  it.each(noises.filter(({ H }) => H >= 0.2 && H <= 0.8))("is within 0.1 of H = $H", ({ H, x }) => {
    expect(Math.abs(valueOf(rescaledRange.measure(x)) - H)).toBeLessThan(0.1);
  });

  it("expects of two samples what can be listed, and for many √(πm/2)", () => {
    // Deviations ±d: range d over deviation d.
    expect(expectedRescaledRange(2)).toBeCloseTo(1, 12);
    expect(expectedRescaledRange(10_000) / Math.sqrt((Math.PI * 10_000) / 2)).toBeCloseTo(1, 1);
  });

  it("logarithms of the gamma function are those of factorials", () => {
    expect(logGamma(11)).toBeCloseTo(Math.log(3628800), 12);
    expect(logGamma(0.5)).toBeCloseTo(0.5 * Math.log(Math.PI), 13);
    expect(logGamma(171)).toBeCloseTo(706.5730622457873, 9);
  });
});

describe("MFDFA", () => {
  it.each(cascade.expected)("gives h(q), and its width, of the binomial cascade with p = $p", ({ p, table }) => {
    const x = Float64Array.from({ length: 8192 }, (_, i) => {
      let ones = 0;
      for (let b = i; b > 0; b >>= 1) ones += b & 1;
      return p ** (13 - ones) * (1 - p) ** ones;
    });
    const result = mfdfa.measure(x);
    const { q, h } = (result as { detail: { q: number[]; h: number[] } }).detail;
    for (const row of table) expect(Math.abs(h[q.indexOf(row.q)]! - row.h)).toBeLessThan(0.1);
    const width = table.find((row) => row.q === -5)!.h - table.find((row) => row.q === 5)!.h;
    expect(Math.abs(valueOf(result) - width)).toBeLessThan(0.12);
  });

  it("gives h(q) = 1/α below α and 1/q above for steps of a stable law with α = 1.5", () => {
    // Chambers, Mallows, Stuck 1976, doi:10.1080/01621459.1976.10480344; the exponents of Nakao 2000, doi:10.1016/S0375-9601(00)00059-1.
    const stable = (seed: number) =>
      Float64Array.from({ length: 8192 }, (_, t) => {
        const angle = Math.PI * (uniformAt(seed, 1, t, 1) - 0.5);
        const wait = -Math.log(1 - uniformAt(seed, 2, t, 1));
        return (Math.sin(1.5 * angle) / Math.cos(angle) ** (1 / 1.5)) * (Math.cos(0.5 * angle) / wait) ** (-0.5 / 1.5);
      });
    const found = Array.from({ length: 8 }, (_, seed) => (mfdfa.measure(stable(seed)) as { detail: { q: number[]; h: number[] } }).detail);
    found[0]!.q.forEach((q, i) => {
      const mean = found.reduce((sum, { h }) => sum + h[i]! / found.length, 0);
      expect(Math.abs(mean - (q < 1.5 ? 1 / 1.5 : 1 / q))).toBeLessThan(0.07);
    });
  });

  it("is narrow for a monofractal", () => {
    expect(Math.abs(valueOf(mfdfa.measure(noises[4]!.x)))).toBeLessThan(0.2);
  });
});

describe("noise", () => {
  it("has a correlation dimension that grows with the embedding, which is told", () => {
    expect(correlationDimension.measure(whiteNoise.x)).toMatchObject({ warnings: [expect.stringMatching(/grows with the embedding/)] });
  });

  it("is less determined than chaos in one and the same embedding", () => {
    const embedding = { dimension: 2, lag: 1 };
    const henon = systems.find(({ name }) => name === "henon")!.x.slice(0, 1500);
    expect(valueOf(recurrence.measure(henon, embedding))).toBeGreaterThan(valueOf(recurrence.measure(whiteNoise.x.slice(0, 1500), embedding)) + 0.3);
  });

  it("has the exact sample entropy within its spread", () => {
    const { expected, tolerance } = whiteNoise;
    expect(Math.abs(valueOf(sampleEntropy.measure(whiteNoise.x)) - expected["sampleEntropy_m2_r0.2sd"]!)).toBeLessThan(tolerance["sampleEntropy"]!);
  });

  it("has a multiscale entropy that falls with the scale", () => {
    const { entropies } = (multiscaleEntropy.measure(whiteNoise.x) as { detail: { entropies: number[] } }).detail;
    expect(entropies[9]!).toBeLessThan(entropies[0]! - 0.5);
  });

  it("has all order patterns alike", () => expect(valueOf(permutationEntropy.measure(whiteNoise.x))).toBeGreaterThan(0.999));
});

describe("by hand", () => {
  it("sample entropy: pairs of 1 2 1 2 1 with m = 1", () => {
    // Templates 1 2 1 2: pairs (1,1) and (2,2) match, and both go on alike.
    expect(matches(Float64Array.of(1, 2, 1, 2, 1), 1, 0.1)).toMatchObject({ short: 2, long: 2, shortOf: Float64Array.of(1, 1, 1, 1) });
    expect(matches(Float64Array.of(1, 2, 1, 3, 1), 1, 0.1)).toMatchObject({ short: 1, long: 0 });
  });

  it("permutation entropy: Bandt and Pompe's own example, 0.918 bits of order 2 and 1.522 of order 3", () => {
    const seven = [4, 7, 9, 10, 6, 11, 3];
    expect(patternEntropy(patternCounts(seven, 2, 1)) / Math.LN2).toBeCloseTo(0.918, 3);
    expect(patternEntropy(patternCounts(seven, 3, 1)) / Math.LN2).toBeCloseTo(1.522, 3);
    expect(permutationEntropy.measure(seven)).toMatchObject({ value: null });
  });

  it("Katz: 1 3 2 4 5 is 7 long by parts and reaches 4 in 4 steps", () => {
    // Length 2 + 1 + 2 + 1 = 6, reach 4: log 4 / (log 4 + log(4/6)).
    expect(valueOf(katz.measure([1, 3, 2, 4, 5]))).toBeCloseTo(Math.log(4) / (Math.log(4) + Math.log(4 / 6)), 12);
  });

  it("Petrosian: two turns in five samples", () => {
    expect(valueOf(petrosian.measure([1, 3, 2, 4, 5]))).toBeCloseTo(Math.log(5) / (Math.log(5) + Math.log(5 / 5.8)), 12);
  });

  it("the generalised exponent of a line is 1, of a walk near 0.5", () => {
    const line = Array.from({ length: 500 }, (_, i) => 3 * i - 7);
    expect(valueOf(generalisedHurst.measure(line))).toBeCloseTo(1, 9);
    let sum = 0;
    const walk = Array.from({ length: 4000 }, (_, i) => (sum += normalAt(5, 1, i, 9)));
    expect(Math.abs(valueOf(generalisedHurst.measure(walk)) - 0.5)).toBeLessThan(0.05);
  });

  it("a monotone change of the values leaves order patterns as they are", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 60, maxLength: 90 }), (x) => {
        fc.pre(new Set(x).size > 1);
        expect(permutationEntropy.measure(x.map((v) => v ** 3 + v))).toEqual(permutationEntropy.measure(x));
      }),
      { numRuns: 30 },
    );
  });
});
