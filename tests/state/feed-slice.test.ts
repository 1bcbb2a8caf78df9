import { describe, expect, it } from "vitest";
import { binStart, feed, runLengthBins } from "../../src/core/detectors/feed";
import { detectors } from "../../src/core/detectors/index";
import { normalAt } from "../../src/core/field/philox";
import { createEngineHost } from "../../src/engine/host";
import { stepsKept } from "../../src/state/feed-slice";
import { fakeEngine } from "../support/fake-engine";
import { fakeWorkbench } from "../support/workbench";

const step = (n: number, at: number) => Array.from({ length: n }, (_, i) => normalAt(1, 2, i, 5) + (i < at ? 0 : 6));

function room(values: readonly number[]) {
  const host = createEngineHost();
  const { store } = fakeWorkbench({ startSeriesAnalyst: () => Object.assign(fakeEngine(), { feed: host.feed, dispose: () => undefined }) });
  store.setState(({ regimes }) => ({ regimes: { ...regimes, values } }));
  return store.getState;
}

describe("a feed", () => {
  it("raises the alarms that the detector raises on the whole, whatever the pieces", async () => {
    const values = step(900, 500);
    for (const method of [...detectors].filter(({ open }) => open).map(({ id }) => id)) {
      const state = room(values);
      state().setFeed({ method, speed: Infinity });
      await state().playFeed();
      expect(state().feed).toMatchObject({ status: "ended", at: 900, problem: null });
      expect(state().feed.alarms).toEqual(detectors.get(method).detect([Float64Array.from(values)]).changePoints);
      expect(state().feed.recent).toHaveLength(stepsKept);
      expect(state().feed.recent.at(-1)!.index).toBe(899);
    }
  });

  it("is paused, goes on where it stood, and begins anew with another series", async () => {
    const state = room(step(2000, 500));
    state().setFeed({ method: "cusum", speed: Infinity });
    const playing = state().playFeed();
    state().pauseFeed();
    await playing;
    expect(state().feed.status).toBe("paused");
    expect(state().feed.at).toBeLessThan(2000);
    await state().playFeed();
    expect(state().feed).toMatchObject({ status: "ended", at: 2000 });
    state().resetFeed();
    expect(state().feed).toMatchObject({ status: "idle", at: 0, alarms: [], recent: [] });
  });

  it("says why a detector that needs the whole series cannot watch", async () => {
    const state = room(step(100, 50));
    state().setFeed({ method: "pelt", speed: Infinity });
    await state().playFeed();
    expect(state().feed).toMatchObject({ status: "failed", problem: { code: "usage", message: expect.stringMatching(/bocpd/) as string } });
  });
});

describe("what is kept of a step", () => {
  it("holds the whole probability in bins of half an octave", () => {
    const steps = feed(
      detectors.get("bocpd").open!(1),
      step(300, 200).map((x) => [x]),
    );
    expect(steps[10]!.posterior).toBeNull();
    for (const { posterior } of steps.slice(40)) expect(posterior!.reduce((a, b) => a + b)).toBeCloseTo(1, 9);
    expect(binStart(runLengthBins - 1)).toBeGreaterThan(500_000);
  });

  it("goes on over 100 000 samples, an alarm for each of four steps at least", () => {
    const detector = detectors.get("cusum").open!(1);
    let alarms = 0;
    for (let from = 0; from < 100_000; from += 1000) {
      const samples = Array.from({ length: 1000 }, (_, i) => [Math.sin(from + i) + (Math.floor((from + i) / 20_000) % 2) * 5]);
      alarms += feed(detector, samples).filter(({ alarm }) => alarm).length;
    }
    expect(alarms).toBeGreaterThanOrEqual(4);
  });
});
