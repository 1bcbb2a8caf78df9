import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { covering } from "../../../src/core/detectors/agreement";
import { detectors } from "../../../src/core/detectors";
import { metricAblation } from "../../../src/core/detectors/metric-ablation";
import { seriesMetrics } from "../../../src/core/series";
import { meanAndDeviation } from "../../../src/core/series/finite";
import { inSamples, measureChannels } from "../../../src/core/series/metric-channels";
import { autoregression, surrogate } from "../../../src/core/series/surrogates";

const course = (memory: number, n: number, draw: number) => autoregression({ mean: 0, memory, deviation: 1 }, n, 3, draw);
const x = course(0.5, 300, 0);
const settings = { length: 64, stride: 10 };

describe("channels of windows", () => {
  it("hold mean, deviation and the measures of every window", () => {
    const { plain, all } = measureChannels(x, ["higuchi", "higuchi(kMax=5)"], settings);
    expect(plain.names).toEqual(["mean", "deviation"]);
    expect(all.names).toEqual(["mean", "deviation", "higuchi", "higuchi(kMax=5)"]);
    expect(all.starts).toEqual(Array.from({ length: 24 }, (_, k) => 10 * k));
    for (const k of [0, 7, 23]) {
      const window = x.subarray(10 * k, 10 * k + 64);
      const { mean, deviation } = meanAndDeviation(window);
      const higuchi = (kMax: number) => seriesMetrics.get("higuchi").measure(window, { kMax } as never).value;
      expect(all.channels.map((channel) => channel[k])).toEqual([mean, deviation, higuchi(10), higuchi(5)]);
    }
  });

  it("know nothing of what comes after", () => {
    fc.assert(
      fc.property(fc.integer({ min: 80, max: 299 }), fc.integer({ min: 1, max: 30 }), (cut, stride) => {
        const of = (series: Float64Array) => measureChannels(series, ["higuchi", "permutation-entropy"], { length: 64, stride }).all.channels;
        of(x.subarray(0, cut)).forEach((channel, c) => expect(of(x)[c]!.subarray(0, channel.length)).toEqual(channel));
      }),
      { numRuns: 20 },
    );
  });

  it("take the last value where a window has none, and leave out a measure that has none at all, in words", () => {
    const flat = x.slice();
    flat.fill(1, 100, 200);
    const { all } = measureChannels(flat, ["higuchi", "dfa"], { length: 64, stride: 4 });
    expect(all.names).toEqual(["mean", "deviation", "higuchi"]);
    expect(all.channels.every((channel) => channel.every(Number.isFinite))).toBe(true);
    expect(all.warnings).toEqual([
      expect.stringMatching(/"higuchi" is undefined in \d+ of 60 windows: the series is constant/),
      expect.stringMatching(/"dfa" is left out, defined in no window of 64 samples: 64 samples are too few/),
    ]);
  });

  it("refuse what cannot be", () => {
    expect(() => measureChannels(x, ["higuchy"], settings)).toThrow(/did you mean "higuchi"/);
    expect(() => measureChannels(x, ["higuchi"], { length: 301, stride: 1 })).toThrow(/window/);
    expect(() => measureChannels(x, ["dfa"], settings)).toThrow(/no measure was added.*dfa/);
    expect(() => measureChannels(x, [], settings)).toThrow(/name at least one/);
  });

  it("put what was found over them back into the series: changes in the middle of their window, alarms at its end", () => {
    const { plain } = measureChannels(x, ["higuchi"], settings);
    const found = {
      method: "x",
      n: 24,
      changePoints: [5],
      regimes: [
        { start: 0, end: 5, label: "low", mean: 0, std: 0 },
        { start: 5, end: 24, label: "high", mean: 0, std: 0 },
      ],
      evidence: {},
      warnings: [],
      curves: [{ id: "c", title: "C", unit: "1", values: Array.from({ length: 24 }, (_, k) => k) }],
    };
    const back = inSamples({ ...found, mode: "retrospective" }, plain, x);
    expect(back).toMatchObject({
      n: 300,
      changePoints: [82],
      regimes: [
        { start: 0, end: 82, label: "low" },
        { start: 82, end: 300 },
      ],
    });
    expect(back.regimes[0]!.mean).toBeCloseTo(meanAndDeviation(x, 0, 82).mean, 12);
    expect(back.curves![0]!.values).toHaveLength(300);
    expect([62, 63, 72, 73, 299].map((t) => back.curves![0]!.values[t])).toEqual([null, 0, 0, 1, 23]);
    expect(inSamples({ ...found, mode: "online", onsets: [4] }, plain, x)).toMatchObject({ changePoints: [113], onsets: [72] });
  });
});

describe("the ablation", () => {
  it("finds with a fractal channel where chaos gives way to its own shuffled values, and not by mean and deviation", () => {
    let value = 0.3;
    const chaos = Float64Array.from({ length: 400 }, () => (value = 4 * value * (1 - value)));
    const series = Float64Array.from([...chaos, ...surrogate(chaos, "shuffle", 4, 0)]);
    const found = metricAblation(detectors.get("hidden-markov"), series, ["permutation-entropy"], { length: 64, stride: 8 }, { restarts: 6 });
    const covers = (points: readonly number[]) => covering({ truth: [400] }, points, series.length);
    expect(covers(found.with.changePoints)).toBeGreaterThan(0.85);
    expect(covers(found.without.changePoints)).toBeLessThan(0.75);
    expect(found.channels).toEqual({ without: ["mean", "deviation"], with: ["mean", "deviation", "permutation-entropy"] });
  });

  it("refuses a detector that takes one series", () =>
    expect(() => metricAblation(detectors.get("cusum"), course(0, 200, 0), ["higuchi"], { length: 64, stride: 4 })).toThrow(/takes one series/));
});
