import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { earlyWarning, tauOverChoices } from "../../../src/core/detectors/early-warning";
import { slidingMoments } from "../../../src/core/series/sliding-moments";
import { standardised } from "../../../src/core/series/usable";
import { autoregression } from "../../../src/core/series/surrogates";

interface Golden {
  x: number[];
  window: number;
  varianceTau: number;
  ar1Tau: number;
}
const { earlyWarning: golden } = JSON.parse(readFileSync(new URL("../../golden/timeseries/regimes-exact.json", import.meta.url), "utf8")) as {
  earlyWarning: Golden;
};
const series = Float64Array.from(golden.x);

describe("early-warning signals", () => {
  const found = earlyWarning.detect([series], { window: golden.window });

  it("have the golden trends of variance and memory", () => {
    expect(Math.abs(found.evidence.varianceTau! - golden.varianceTau)).toBeLessThan(1e-6);
    expect(Math.abs(found.evidence.memoryTau! - golden.ar1Tau)).toBeLessThan(1e-6);
  });

  it("rank them among surrogates, say so in words, and report no change", () => {
    expect(found.evidence.varianceP).toBeLessThan(0.1);
    expect(found.evidence.varianceP).toBeGreaterThanOrEqual(1 / 201);
    expect(found.warnings.join(" ")).toMatch(/Variance rises: tau 0\.64, above \d+ % of 200 surrogates/);
    expect(found.changePoints).toEqual([]);
  });

  it("stand at the last sample of each window", () => {
    for (const { values } of found.curves!) {
      expect(values).toHaveLength(series.length);
      expect(values[golden.window - 2]).toBeNull();
      expect(values[golden.window - 1]).not.toBeNull();
    }
  });

  it("rarely warn of a first-order autoregression, which approaches nothing", () => {
    let warned = 0;
    for (let draw = 0; draw < 40; draw++) {
      const { evidence } = earlyWarning.detect([autoregression({ mean: 0, memory: 0.6, deviation: 1 }, 200, 77, draw)]);
      if (evidence.varianceP! <= 0.05) warned++;
    }
    // Binomial of 40 and 0.05: above 6 comes in less than 1 of 200 such tests.
    expect(warned).toBeLessThanOrEqual(6);
  });

  it("remove a trend that would pass for memory", () => {
    const ramp = autoregression({ mean: 0, memory: 0, deviation: 1 }, 400, 5, 0).map((x, t) => x + (t / 100) ** 3);
    expect(earlyWarning.detect([ramp]).evidence.memoryTau).toBeGreaterThan(0.7);
    expect(Math.abs(earlyWarning.detect([ramp], { bandwidth: 20 }).evidence.memoryTau!)).toBeLessThan(0.5);
  });

  it("hang on window and bandwidth, as a table shows", () => {
    const table = tauOverChoices(series, "variance", [100, golden.window], [0, 30]);
    expect(table.map((row) => row.length)).toEqual([2, 2]);
    expect(table[0]![1]).toBeCloseTo(golden.varianceTau, 6);
    expect(tauOverChoices(new Float64Array(50).fill(1), "memory", [20], [0])).toEqual([[null]]);
  });

  it("do not depend on unit and offset, and are undefined with a reason for what has no fluctuations", () => {
    const again = earlyWarning.detect([series.map((x) => 1e-6 * x + 4)], { window: golden.window });
    expect(again.evidence.varianceTau).toBeCloseTo(golden.varianceTau, 3);
    expect(earlyWarning.detect([new Float64Array(100).fill(2)]).warnings).toEqual([expect.stringMatching(/constant/)]);
    expect(earlyWarning.detect([series.subarray(0, 15)]).warnings).toEqual([expect.stringMatching(/too few/)]);
    const mostly = new Float64Array(100);
    mostly[99] = 1;
    expect(JSON.stringify({ ...earlyWarning.detect([mostly]), curves: [] })).not.toMatch(/NaN|null/);
  });
});

describe("moments in windows", () => {
  it("are those of two passes over each window", () => {
    const x = standardised(series.subarray(0, 120));
    const { variance, memory, skewness } = slidingMoments(x, 30);
    variance.forEach((found, i) => {
      const w = Array.from(x.subarray(i, i + 30));
      const mean = (v: number[]) => v.reduce((sum, value) => sum + value, 0) / v.length;
      const moment = (v: number[], u: number[]) => mean(v.map((value, k) => (value - mean(v)) * (u[k]! - mean(u))));
      const [now, next] = [w.slice(0, -1), w.slice(1)];
      expect(found).toBeCloseTo((moment(w, w) * 30) / 29, 10);
      expect(memory[i]).toBeCloseTo(moment(now, next) / Math.sqrt(moment(now, now) * moment(next, next)), 10);
      expect(skewness[i]).toBeCloseTo(mean(w.map((value) => (value - mean(w)) ** 3)) / moment(w, w) ** 1.5, 10);
    });
  });
});
