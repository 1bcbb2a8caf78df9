import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { covering } from "../../../src/core/detectors/agreement";
import { detectors } from "../../../src/core/detectors";
import { metricAblation } from "../../../src/core/detectors/metric-ablation";
import { seriesMetrics } from "../../../src/core/series";
import { metricChannels } from "../../../src/core/series/metric-channels";
import { autoregression } from "../../../src/core/series/surrogates";

const course = (memory: number, n: number, draw: number) => autoregression({ mean: 0, memory, deviation: 1 }, n, 3, draw);
const higuchi = (x: Float64Array) => {
  const { value } = seriesMetrics.get("higuchi").measure(x);
  return value ?? Number.NaN;
};

describe("channels of metrics", () => {
  const x = course(0.5, 300, 0);

  it("hold at each sample what the window that ended last has, from the first that ends", () => {
    const { from, channels, metrics } = metricChannels(x, ["higuchi"], { length: 64, stride: 10, causal: true });
    expect([from, metrics, channels[0]!.length]).toEqual([63, ["higuchi"], 300 - 63]);
    for (const t of [63, 72, 73, 150, 299]) {
      const start = Math.floor((t - 63) / 10) * 10;
      expect(channels[0]![t - from]).toBe(higuchi(x.subarray(start, start + 64)));
    }
  });

  it("know nothing of what comes after, when causal", () => {
    fc.assert(
      fc.property(fc.integer({ min: 80, max: 299 }), fc.integer({ min: 1, max: 30 }), (cut, stride) => {
        const settings = { length: 64, stride, causal: true };
        const whole = metricChannels(x, ["higuchi", "sample-entropy"], settings);
        const part = metricChannels(x.subarray(0, cut), ["higuchi", "sample-entropy"], settings);
        // A metric that no window of the part defines is left out there.
        part.metrics.forEach((metric, c) => {
          const from = Math.max(part.from, whole.from);
          if (from >= cut) return;
          const later = whole.channels[whole.metrics.indexOf(metric)]!;
          expect(later.subarray(from - whole.from, cut - whole.from)).toEqual(part.channels[c]!.subarray(from - part.from));
        });
      }),
      { numRuns: 20 },
    );
  });

  it("stand at the middle of their window when not causal, and cover every sample", () => {
    const { from, channels } = metricChannels(x, ["higuchi"], { length: 65, stride: 5, causal: false });
    expect([from, channels[0]!.length]).toEqual([0, 300]);
    expect(channels[0]![32 + 50]).toBeCloseTo(higuchi(x.subarray(50, 115)), 12);
    expect(channels[0]![0]).toBe(channels[0]![32]);
  });

  it("pass over windows without a value, and leave out a metric that has none, in words", () => {
    const flat = x.slice();
    flat.fill(1, 100, 200);
    const { channels, warnings } = metricChannels(flat, ["higuchi", "dfa"], { length: 64, stride: 4, causal: true });
    expect(channels).toHaveLength(1);
    expect(channels[0]!.every(Number.isFinite)).toBe(true);
    expect(warnings).toEqual([
      expect.stringMatching(/"higuchi" is undefined in \d+ of 60 windows: the series is constant/),
      expect.stringMatching(/"dfa" is left out, defined in no window of 64 samples: 64 samples are too few/),
    ]);
  });

  it("refuse what cannot be", () => {
    expect(() => metricChannels(x, ["higuchy"], { length: 64, stride: 1, causal: true })).toThrow(/did you mean "higuchi"/);
    expect(() => metricChannels(x, ["higuchi"], { length: 301, stride: 1, causal: true })).toThrow(/window/);
  });
});

describe("the ablation", () => {
  it("finds with a fractal channel a change of memory that leaves the distribution as it was, and not without", () => {
    const x = Float64Array.from([...course(-0.5, 400, 1), ...course(0.9, 400, 2)]);
    const found = metricAblation(detectors.get("hidden-markov"), x, ["higuchi"], { length: 64, stride: 4, causal: true }, { restarts: 6 });
    const covers = (points: readonly number[]) => covering({ truth: [400] }, points, x.length);
    expect(covers(found.withMetrics)).toBeGreaterThan(0.85);
    expect(covers(found.without)).toBeLessThan(0.6);
  });

  it("refuses a detector that takes one series", () =>
    expect(() => metricAblation(detectors.get("cusum"), course(0, 200, 0), ["higuchi"], { length: 64, stride: 4, causal: true })).toThrow(
      /takes one series/,
    ));
});
