import { describe, expect, it } from "vitest";
import { csvFile } from "../../src/connectors/csv-file";
import { detectors } from "../../src/core/detectors";
import { generators } from "../../src/core/generators/index";
import { seriesFields } from "../../src/core/series-fields/index";
import { seriesFrame, seriesScale } from "../../src/core/series-fields/series-frame";
import type { DetectRequest, SeriesFrameRequest } from "../../src/engine/protocol";
import { fakeEngine } from "../support/fake-engine";
import { fakeWorkbench } from "../support/workbench";

/** A store whose threads compute with the real core and whose files are read by the real connector. */
function room() {
  const frames: SeriesFrameRequest[] = [];
  const analyst = Object.assign(fakeEngine(), {
    detect: async ({ channels, method, options }: DetectRequest) => detectors.get(method).detect(channels, options),
    seriesFrame: async (request: SeriesFrameRequest) => {
      frames.push(request);
      const { shape, volts, features } = seriesFrame(request.values, seriesScale(request.values), seriesFields.get(request.field), request);
      return { shape: [...shape] as [number, number], millivolts: Array.from(volts, (v) => 1000 * v), features };
    },
  });
  const { store } = fakeWorkbench({
    startSeriesAnalyst: () => Object.assign(analyst, { dispose: () => undefined }),
    importFile: async (name, file) => csvFile.read(name, file instanceof Blob ? new Uint8Array(await file.arrayBuffer()) : file),
  });
  return { store, get: () => store.getState(), frames };
}
const open = (text: string, name = "mine.csv") => [name, new TextEncoder().encode(text)] as const;

describe("a series that is made here", () => {
  it("opens bit for bit as it was made, its changes marked and its regimes known", async () => {
    const { get } = room();
    get().setGenerator("switching-market");
    get().setGeneratorOption("samples", 300);
    await get().makeSeries();
    const { columns, truth, regimes } = generators.get("switching-market").generate({ samples: 300 } as never);
    expect([...get().regimes.values]).toEqual([...columns[0]!.values]);
    expect(get().made.truth).toMatchObject({ regimes, labels: [...truth] });
    expect(get().annotations["truth"]).toEqual([...truth].flatMap((k, t) => (t > 0 && k !== truth[t - 1] ? [t] : [])));
  });
  it("loses its truth with the next file, and keeps it with another column", async () => {
    const { get } = room();
    await get().makeSeries();
    await get().chooseColumn("log price");
    expect(get().made.truth).not.toBeNull();
    await get().openSeriesFile(...open("a\n1\n2\n3\n"));
    expect(get().made.truth).toBeNull();
  });
  it("says what is wrong with its settings, and leaves what is open as it was", async () => {
    const { get } = room();
    await get().makeSeries();
    const before = get().regimes.values;
    get().setGenerator("garch-market");
    get().setGeneratorOption("memory", 1);
    await get().makeSeries();
    expect(get().made.problem?.message).toMatch(/below 1/);
    expect(get().regimes.values).toBe(before);
  });
});

describe("returns of a column", () => {
  it("keep the labels of their rows", async () => {
    const { get } = room();
    await get().openSeriesFile(...open("date,close\n2020-01-01,100\n2020-01-02,110\n2020-01-03,99\n2020-01-06,99\n"));
    await get().takeReturns();
    expect(get().regimes.table?.labels).toEqual(["2020-01-02", "2020-01-03", "2020-01-06"]);
    get().regimes.values.forEach((value: number, i: number) => expect(value).toBeCloseTo(Math.log([110 / 100, 99 / 110, 1][i]!), 12));
  });
  it("are refused where a price is not above 0, which changes nothing", async () => {
    const { get } = room();
    await get().openSeriesFile(...open("close\n3\n0\n4\n"));
    await get().takeReturns();
    expect(get().made.problem?.message).toMatch(/0 has no logarithm/);
    expect([...get().regimes.values]).toEqual([3, 0, 4]);
  });
});

describe("detectors against the truth", () => {
  it("are held one by one, doing nothing first, and MFN v4.1 does no better than that", async () => {
    const { get } = room();
    await get().makeSeries();
    await get().holdAgainstTruth();
    const { rows, holding } = get().market;
    expect(holding).toBe(false);
    expect(rows.every(({ status }) => status === "done")).toBe(true);
    const right = (title: string) => rows.find((row) => row.title === title)!.confusion!.balanced;
    expect(right("Doing nothing")).toBeCloseTo(1 / 3, 12);
    expect(right("MFN v4.1 as it is")).toBeCloseTo(1 / 3, 12);
    expect(right("Hidden Markov model, by spread")).toBeGreaterThan(0.9);
  });
  it("are held on more markets, made alike with the seeds that follow", async () => {
    const { get } = room();
    get().setGeneratorOption("samples", 120);
    await get().makeSeries();
    await get().holdOnMore();
    expect(get().market.rows).toEqual([]);
    await get().holdAgainstTruth();
    const first = get().market.rows.map(({ balanced }) => balanced[0]!);
    await get().holdOnMore();
    get().market.rows.forEach(({ balanced, confusion }, i) => {
      expect(balanced).toHaveLength(10);
      expect(balanced[0]).toBe(first[i]);
      expect(confusion!.balanced).toBe(first[i]);
    });
    const hmm = get().market.rows.find(({ title }) => title.startsWith("Hidden"))!.balanced;
    expect(new Set(hmm).size).toBeGreaterThan(1);
  });
  it("end when another series is opened", async () => {
    const { get } = room();
    await get().makeSeries();
    const holding = get().holdAgainstTruth();
    await get().openSeriesFile(...open("a\n1\n2\n3\n"));
    await holding;
    expect(get().market).toMatchObject({ holding: false, rows: [] });
  });
  it("show the reference blind to a market ten thousand times as loud", async () => {
    const { get } = room();
    await get().makeSeries();
    get().showBlindness();
    const [once, , loudest, ...parts] = get().market.blindness;
    expect(loudest!.volatility / once!.volatility).toBeCloseTo(10_000, 6);
    expect(loudest!.regime).toBe(once!.regime);
    expect(loudest!.deviation).toBeCloseTo(once!.deviation, 6);
    expect(parts.map(({ shown }) => shown)).toEqual(["calm alone", "normal alone", "volatile alone"]);
  });
});

describe("MFN's route", () => {
  it("shows the window asked for, as near as one can, and to which regime it belongs", async () => {
    const { get } = room();
    await get().makeSeries();
    await get().lookAt(1e6);
    expect(get().route).toMatchObject({ start: 500 - 32, problem: null });
    expect(get().route.frame!.shape).toEqual([32, 32]);
    expect(get().route.detection!.regimes.at(-1)!.label).toBe("volatile");
  });
  it("moves along to the end, and stops when told", async () => {
    const { get, frames } = room();
    await get().makeSeries();
    await get().playRoute();
    expect(get().route).toMatchObject({ start: 468, playing: false });
    expect(frames.length).toBeGreaterThan(100);
    const playing = get().playRoute();
    get().pauseRoute();
    await playing;
    expect(get().route.playing).toBe(false);
  });
  it("says in words what a window cannot be, and forgets the field of the series before", async () => {
    const { get } = room();
    await get().makeSeries();
    await get().setRoute({ window: 600 });
    expect(get().route.problem?.message).toMatch(/500 samples/);
    await get().openSeriesFile(...open("a\n1\n2\n3\n"));
    expect(get().route).toMatchObject({ frame: null, problem: null, start: 0 });
  });
});
