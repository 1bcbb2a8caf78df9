import { describe, expect, it } from "vitest";
import { seriesMetrics } from "../../src/core/series";
import { autoregression } from "../../src/core/series/surrogates";
import { measureWindows } from "../../src/core/series/windows";
import type { WindowedRequest } from "../../src/engine/protocol";
import { surrogatesDrawn } from "../../src/state/series-features-slice";
import { fakeEngine } from "../support/fake-engine";
import { fakeWorkbench } from "../support/workbench";

const noise = [...autoregression({ mean: 0, memory: 0.6, deviation: 1 }, 600, 3, 0)];

/** The Regimes room over threads that measure at once, in this process, and write down what they are asked. */
function room(values: readonly number[] = noise) {
  const asked: string[] = [];
  let [started, ended] = [0, 0];
  const { store } = fakeWorkbench({
    startSeriesAnalyst: () => {
      started++;
      let alive = true;
      return Object.assign(fakeEngine(), {
        measureWindows: async ({ values: x, metric, window, stride }: WindowedRequest) => {
          asked.push(metric);
          await new Promise((resolve) => setTimeout(resolve, 0));
          if (!alive) throw new Error("the worker was ended");
          return measureWindows(x, metric, window, stride);
        },
        dispose: () => {
          alive = false;
          ended++;
        },
      });
    },
  });
  const show = (next: readonly number[]) => store.setState(({ regimes }) => ({ regimes: { ...regimes, values: next } }));
  show(values);
  return { state: store.getState, show, asked, threads: () => ({ started, ended }) };
}

describe("features of the series", () => {
  it("are every metric over all of it, each as it is alone, and what the three exponents disagree on", async () => {
    const { state, asked } = room();
    await state().measureFeatures();
    const { entries, busy, disagreement } = state().seriesFeatures;
    expect(Object.keys(entries)).toEqual(seriesMetrics.ids);
    expect(busy).toBe(false);
    expect(entries.dfa!.result).toEqual(seriesMetrics.get("dfa").measure(noise));
    expect(entries.recurrence!.result!.detail).toHaveProperty("plot");
    expect(Object.values(entries).every(({ status }) => status === "done")).toBe(true);
    expect(disagreement).toMatch(/generalised Hurst .* differ by/);
    expect(asked.length).toBe(seriesMetrics.ids.length + 3);
  });

  it("stop where they are, and go on from there", async () => {
    const { state, asked, threads } = room();
    const going = state().measureFeatures();
    await new Promise((resolve) => setTimeout(resolve, 3));
    state().stopFeatures();
    await going;
    const { entries, busy } = state().seriesFeatures;
    const done = Object.values(entries).filter(({ status }) => status === "done").length;
    expect(busy).toBe(false);
    expect(done).toBeLessThan(seriesMetrics.ids.length);
    expect(Object.values(entries).some(({ status }) => status === "measuring" || status === "failed")).toBe(false);
    expect(threads()).toEqual({ started: 1, ended: 1 });
    const before = asked.length;
    await state().measureFeatures();
    expect(Object.values(state().seriesFeatures.entries).every(({ status }) => status === "done")).toBe(true);
    expect(asked.length - before).toBe(seriesMetrics.ids.length - done + 3);
  });

  it("belong to one series, and say why one cannot be measured", async () => {
    const { state, show } = room(noise.slice(0, 100));
    await state().measureFeatures();
    expect(state().seriesFeatures.entries.dfa!.result).toMatchObject({ value: null, reason: expect.stringMatching(/too few/) as string });
    state().openFeature("dfa");
    show(noise);
    expect(state().seriesFeatures).toMatchObject({ entries: {}, opened: "dfa", busy: false });
  });

  it("are measured anew with another option, and lose what surrogates of the old gave", async () => {
    const { state } = room();
    await state().measureFeatures();
    await state().holdFeatureAgainst("dfa", "shuffle");
    await state().setFeatureOption("dfa", "order", 2);
    expect(state().seriesFeatures.entries.dfa).toMatchObject({ options: { order: 2 }, against: {} });
    expect(state().seriesFeatures.entries.dfa!.result).toEqual(seriesMetrics.get("dfa").measure(noise, { order: 2 } as never));
    await state().setFeatureOption("dfa", "order", 9);
    expect(state().seriesFeatures.entries.dfa).toMatchObject({ status: "failed", problem: expect.stringMatching(/order/) as string });
  });

  it("beside surrogates count up to all of them, and tell memory from none", async () => {
    const { state, asked } = room();
    await state().measureFeatures();
    const going = state().holdFeatureAgainst("higuchi", "shuffle");
    expect(state().seriesFeatures.entries.higuchi!.against.shuffle).toEqual({ done: 0, of: surrogatesDrawn, outcome: null });
    await going;
    expect(asked).toContain(`higuchi of shuffle(seed=1, draw=${surrogatesDrawn - 1})`);
    expect(state().seriesFeatures.entries.higuchi!.against.shuffle!.outcome).toMatchObject({ measured: surrogatesDrawn, p: 0.05 });
    const stopped = state().holdFeatureAgainst("higuchi", "iaaft");
    state().stopFeatures();
    await stopped;
    expect(state().seriesFeatures.entries.higuchi!.against).not.toHaveProperty("iaaft");
  });
});
