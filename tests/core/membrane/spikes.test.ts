import { describe, expect, it } from "vitest";
import { findSpikes } from "../../../src/core/membrane/spikes";

/** Bells of height 100 on −70 with a dip of 10 after each, sampled every 0.1. */
const times = Float64Array.from({ length: 1001 }, (_, i) => 0.1 * i);
const bell = (t: number, at: number, width: number) => Math.exp(-(((t - at) / width) ** 2));
const trace = (centres: number[], height = 100) =>
  times.map((t) => centres.reduce((v, at) => v + height * bell(t, at, 1) - 10 * bell(t, at + 5, 2), -70));
const criterion = { level: 0, slope: 10 };

describe("spikes in a trace", () => {
  const { spikes, intervals, rate, variation } = findSpikes(times, trace([20, 50, 70]), criterion);
  it("are found, with their peaks between samples", () => {
    expect(spikes).toHaveLength(3);
    spikes.forEach((spike, i) => expect(spike.peakTime).toBeCloseTo([20, 50, 70][i]!, 2));
    expect(spikes[0]!.peak).toBeCloseTo(-70 + 100 - 10 * Math.exp(-6.25), 2);
  });
  it("cross the level where the closed form does", () => expect(spikes[0]!.time).toBeCloseTo(20 - Math.sqrt(Math.log(100 / 70)), 2));
  it("begin where the slope is first reached, and are as wide as they are half way up", () => {
    const { threshold, onset, peak, width } = spikes[0]!;
    expect(onset).toBeLessThan(19);
    const half = (threshold + peak) / 2;
    expect(width).toBeCloseTo(2 * Math.sqrt(Math.log(100 / (half + 70))), 1);
  });
  it("are followed by the depth of their dip", () => {
    const { threshold, afterHyperpolarisation, troughTime } = spikes[0]!;
    expect(threshold - afterHyperpolarisation!).toBeCloseTo(-80, 1);
    expect(troughTime).toBeCloseTo(25, 1);
  });
  it("have intervals, a rate and its variation", () => {
    intervals.forEach((interval, i) => expect(interval).toBeCloseTo([30, 20][i]!, 6));
    expect(rate).toBeCloseTo(2 / 50, 8);
    expect(variation).toBeCloseTo((Math.SQRT2 * 5) / 25, 6);
  });
});

describe("what is no spike", () => {
  it("is a slow wave over the level, a ripple below it, or one that is under way at the start", () => {
    expect(
      findSpikes(
        times,
        times.map((t) => 20 * Math.sin(t / 10)),
        criterion,
      ).spikes,
    ).toEqual([]);
    expect(findSpikes(times, trace([20], 60), criterion).spikes).toEqual([]);
    expect(findSpikes(times, trace([0, 50]), criterion).spikes).toHaveLength(1);
  });
  it("nothing at all has neither rate nor variation", () =>
    expect(findSpikes([], [], criterion)).toEqual({ spikes: [], intervals: [], rate: null, variation: null }));
});

describe("a spike that the trace cuts short", () => {
  it("has no width, or no after-hyperpolarisation", () => {
    const upTo = (n: number) => findSpikes(times.subarray(0, n), trace([50]).subarray(0, n), criterion).spikes[0]!;
    expect(upTo(502)).toMatchObject({ width: null, afterHyperpolarisation: null });
    expect(upTo(520)).toMatchObject({ width: expect.any(Number) as number, afterHyperpolarisation: null });
  });
});

it("times and potentials may be shifted and scaled together", () => {
  const plain = findSpikes(times, trace([20, 50]), criterion);
  const other = findSpikes(
    times.map((t) => 1000 * t + 5),
    trace([20, 50]).map((v) => v / 1000),
    { level: 0, slope: 1e-5 },
  );
  expect(other.spikes[1]!.time).toBeCloseTo(1000 * plain.spikes[1]!.time + 5, 6);
  expect(other.spikes[1]!.width! / plain.spikes[1]!.width!).toBeCloseTo(1000, 6);
});
