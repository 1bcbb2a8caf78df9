import { describe, expect, it } from "vitest";
import { detectors } from "../../src/core/detectors";
import { metricAblation } from "../../src/core/detectors/metric-ablation";
import { autoregression } from "../../src/core/series/surrogates";
import { measureWindows } from "../../src/core/series/windows";
import type { DetectRequest, WindowedRequest } from "../../src/engine/protocol";
import { fakeEngine } from "../support/fake-engine";
import { fakeWorkbench } from "../support/workbench";

const series = [
  ...autoregression({ mean: 0, memory: 0, deviation: 1 }, 400, 3, 0),
  ...autoregression({ mean: 0, memory: 0.9, deviation: 1 }, 400, 3, 1),
];

function room(method = "pelt") {
  const { store } = fakeWorkbench({
    startSeriesAnalyst: () =>
      Object.assign(fakeEngine(), {
        measureWindows: async ({ values, metric, window, stride }: WindowedRequest) => measureWindows(values, metric, window, stride),
        detect: async ({ method: id, channels, options }: DetectRequest) => detectors.get(id).detect(channels, options),
        dispose: () => undefined,
      }),
  });
  const show = (values: readonly number[]) =>
    store.setState(({ regimes }) => ({ regimes: { ...regimes, values, method, options: { penalty: 500 } } }));
  show(series);
  const find = () =>
    store.setState(({ regimes }) => ({ regimes: { ...regimes, detection: detectors.get("zero").detect([Float64Array.from(series)]) } }));
  return { state: store.getState, show, find };
}

describe("fractal channels", () => {
  it("give what the ablation does, with an automatic penalty", async () => {
    const { state, find } = room();
    state().setAblation({ measures: ["higuchi"], length: 80 });
    await state().ablate();
    const { outcome, progress, problem } = state().ablation;
    expect([progress, problem]).toEqual([null, null]);
    const expected = metricAblation(detectors.get("pelt"), Float64Array.from(series), ["higuchi"], { length: 80, stride: 10 });
    expect(outcome!.with).toEqual(expected.with);
    expect(outcome!.without).toEqual(expected.without);
    expect(outcome!.channels.map(({ id }) => id)).toEqual(["mean", "deviation", "higuchi"]);
    expect(outcome!.channels.every(({ values }) => values.length === series.length)).toBe(true);
    state().showAblation("with");
    expect(state().ablation.shown).toBe("with");
    find();
    expect(state().ablation.shown).toBeNull();
    expect(outcome!.with.changePoints.some((point) => Math.abs(point - 400) <= 40)).toBe(true);
  });

  it("say why not: a detector of one series, a measure that no window has", async () => {
    const { state } = room("cusum");
    await state().ablate();
    expect(state().ablation).toMatchObject({ outcome: null, problem: expect.stringMatching(/takes one series/) as string });
    const other = room();
    other.state().setAblation({ measures: ["dfa"], length: 64 });
    await other.state().ablate();
    expect(other.state().ablation.problem).toMatch(/no measure was added/);
  });

  it("end when told, and are forgotten with the series", async () => {
    const { state, show } = room();
    const going = state().ablate();
    expect(state().ablation.progress).toEqual({ done: 0, of: 4 });
    state().stopAblation();
    await going;
    expect(state().ablation).toMatchObject({ progress: null, outcome: null, problem: null });
    await state().ablate();
    expect(state().ablation.outcome).not.toBeNull();
    show([...series, 1]);
    expect(state().ablation).toMatchObject({ outcome: null, shown: null });
  });
});
