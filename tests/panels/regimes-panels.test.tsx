import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { detectors } from "../../src/core/detectors";
import { autoregression } from "../../src/core/series/surrogates";
import { measureWindows } from "../../src/core/series/windows";
import type { DetectRequest, WindowedRequest } from "../../src/engine/protocol";
import type { Panel } from "../../src/panels/define";
import { numberOfChangesPanel } from "../../src/panels/number-of-changes-panel";
import { seriesChannelsPanel } from "../../src/panels/series-channels-panel";
import { seriesFeaturesPanel } from "../../src/panels/series-features-panel";
import { seriesWindowPanel } from "../../src/panels/series-window-panel";
import type { WorkbenchState } from "../../src/state/store";
import { WorkbenchContext } from "../../src/state/use-workbench";
import { TooltipProvider } from "../../src/ui/tooltip";
import { fakeEngine } from "../support/fake-engine";
import { fakeWorkbench } from "../support/workbench";

const values = [
  ...autoregression({ mean: 0, memory: 0, deviation: 1 }, 400, 3, 0),
  ...autoregression({ mean: 3, memory: 0.8, deviation: 1 }, 400, 3, 1),
];

function room(given: readonly number[] = values) {
  const workbench = fakeWorkbench({
    startSeriesAnalyst: () =>
      Object.assign(fakeEngine(), {
        measureWindows: async ({ values: x, metric, window, stride }: WindowedRequest) => measureWindows(x, metric, window, stride),
        detect: async ({ method, channels, options }: DetectRequest) => detectors.get(method).detect(channels, options),
        dispose: () => undefined,
      }),
  });
  const { store } = workbench;
  const regimes = (change: Partial<WorkbenchState["regimes"]>) => store.setState((state) => ({ regimes: { ...state.regimes, ...change } }));
  regimes({ values: given, method: "pelt" });
  // A static picture reads the first state of a store: here it is to be the present one.
  const drawn = ({ body: Body }: Panel) =>
    renderToStaticMarkup(
      <WorkbenchContext value={{ ...workbench, store: { ...store, getInitialState: store.getState } }}>
        <TooltipProvider>
          <Body />
        </TooltipProvider>
      </WorkbenchContext>,
    );
  return { state: store.getState, drawn, regimes };
}

describe("features of the series", () => {
  it("ask to be measured, then stand in a table with what opens under one", async () => {
    const { state, drawn } = room();
    expect(drawn(seriesFeaturesPanel)).toMatch(/Measure the whole series/);
    await state().measureFeatures();
    state().openFeature("dfa");
    await state().holdFeatureAgainst("dfa", "phase");
    const html = drawn(seriesFeaturesPanel);
    for (const words of [
      /Scaling exponent α \(DFA\)/,
      /r² 0\.9/,
      /16 to 100 samples/,
      /at least 256 samples/,
      /Formula of Scaling/,
      /doi\.org\/10\.1103/,
      /Order of the trend/,
    ])
      expect(html).toMatch(words);
    expect(html).toMatch(/of 39; .* standard errors? (above|below), p = /);
    expect(html).not.toMatch(/NaN|undefined|\[object/);
  });

  it("have a word where nothing is open", () => expect(room([]).drawn(seriesFeaturesPanel)).toMatch(/once one is open/));
});

describe("fractal channels", () => {
  it("show the detector with and without the measures, with scores where marks are", async () => {
    const { state, drawn } = room();
    await state().ablate();
    state().toggleMark(400);
    const html = drawn(seriesChannelsPanel);
    for (const words of [
      /With higuchi, permutation-entropy/,
      /DFA\) \(from 256 samples on\)/,
      /mean, deviation/,
      /with the measures/,
      /covering/,
      /windows of 100 samples/,
    ])
      expect(html).toMatch(words);
    expect(html).not.toMatch(/NaN|undefined/);
  });

  it("say which detectors cannot", () => {
    const { drawn, regimes } = room();
    regimes({ method: "cusum" });
    expect(drawn(seriesChannelsPanel)).toMatch(/reads one series/);
  });
});

describe("a measure in windows", () => {
  it("says when a window is too short for it", () => {
    const { drawn, regimes } = room();
    regimes({ windows: { metric: "dfa", length: 64 } });
    expect(drawn(seriesWindowPanel)).toMatch(/window of 64 samples is too short for this measure: it needs 256/);
    regimes({ windows: { metric: "higuchi", length: 64 } });
    expect(drawn(seriesWindowPanel)).not.toMatch(/too short/);
    expect(drawn(seriesWindowPanel)).toMatch(/Formula of Fractal dimension/);
  });
});

describe("the number of changes", () => {
  it("is drawn over what each costs, with its elbow", () => {
    const { drawn, regimes } = room();
    expect(drawn(numberOfChangesPanel)).toMatch(/draw it/);
    regimes({ detection: detectors.get("segment-neighbourhood").detect([Float64Array.from(values)]) });
    expect(drawn(numberOfChangesPanel)).toMatch(/elbow: 1/);
    expect(drawn(numberOfChangesPanel)).toMatch(/Take the elbow|taken/);
  });
});
