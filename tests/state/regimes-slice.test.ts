import { describe, expect, it } from "vitest";
import type { ImportedTable } from "../../src/connectors/connector";
import { detectors } from "../../src/core/detectors";
import { WorkbenchError } from "../../src/core/errors";
import { measureWindows } from "../../src/core/series/windows";
import type { DetectRequest, WindowedRequest } from "../../src/engine/protocol";
import { exactSearchUpTo } from "../../src/state/regimes-slice";
import type { SampleSeries } from "../../src/state/sample-series";
import { fakeEngine } from "../support/fake-engine";
import { fakeWorkbench } from "../support/workbench";

const noise = (i: number) => Math.sin(i * 12.9898) + 0.7 * Math.sin(i * 78.233 + 1);
const steps = (n: number) => Float64Array.from({ length: n }, (_, i) => (i < n / 2 ? 0 : 6) + noise(i));

const table = (columns: Record<string, Float64Array<ArrayBuffer>>, labels: string[] | null = null): ImportedTable => ({
  kind: "table",
  name: "mine.csv",
  columns: Object.entries(columns).map(([name, values]) => ({ name, values })),
  labels,
  warnings: [],
});

const sample: SampleSeries = {
  id: "steps",
  file: "steps.csv",
  title: "Steps",
  column: "b",
  units: {},
  teaching: "",
  source: "",
  licence: "",
  detect: { method: "binary-segmentation", options: { penalty: 30 } },
  windows: { metric: "dfa", window: 300 },
  events: [],
};

/** A store whose analyst computes with the real core, one call at a time, and keeps what it was asked. */
function room(files: Record<string, ImportedTable>, method = "pelt") {
  const asked: DetectRequest[] = [];
  const analyst = Object.assign(fakeEngine(), {
    detect: async (request: DetectRequest) => {
      asked.push(request);
      await new Promise((resolve) => setTimeout(resolve, 0));
      return detectors.get(request.method).detect(request.channels, request.options);
    },
    measureWindows: async ({ values, metric, window, stride }: { values: Float64Array; metric: string; window: number; stride: number }) =>
      measureWindows(values, metric, window, stride),
  });
  const { store } = fakeWorkbench({
    startSeriesAnalyst: () => Object.assign(analyst, { dispose: () => undefined }),
    importFile: async (name) => {
      const found = files[name];
      if (!found) throw new WorkbenchError("data/unreadable", [name], "no such file");
      return found;
    },
  });
  void store.getState().setDetector(method);
  return { ...store.getState(), asked, regimes: () => store.getState().regimes };
}
const bytes = new Uint8Array();

describe("the Regimes room", () => {
  it("begins with the detector that needs no setting, which has no curve of penalties", async () => {
    const { openSeriesFile, regimes } = room({ "mine.csv": table({ a: steps(200) }) }, detectors.ids[0]!);
    await openSeriesFile("mine.csv", bytes);
    expect(fakeWorkbench().store.getState().regimes.method).toBe(detectors.ids[0]);
    expect(regimes()).toMatchObject({ method: "ensemble", curve: null });
    expect(regimes().detection?.changePoints).toEqual([100]);
  });

  it("leaves a penalty behind where the next detector counts in another unit", async () => {
    const { openSeriesFile, setDetectorOption, setDetector, regimes } = room({ "mine.csv": table({ a: steps(200) }) });
    await openSeriesFile("mine.csv", bytes);
    await setDetectorOption("penalty", 50);
    await setDetector("binary-segmentation");
    expect(regimes().options.penalty).toBe(50);
    await setDetector("kernel");
    expect(regimes().options.penalty).toBeUndefined();
  });

  it("opens a file at its first column: detection, curve and windows follow", async () => {
    const { openSeriesFile, regimes } = room({ "mine.csv": table({ a: steps(200), b: steps(100) }) });
    await openSeriesFile("mine.csv", bytes);
    expect(regimes()).toMatchObject({ column: "a", method: "pelt", problem: null, detecting: false });
    expect(regimes().detection?.changePoints).toEqual([100]);
    expect(regimes().curve).toMatchObject({ method: "pelt" });
    expect(regimes().windowed).toMatchObject({ metric: "higuchi", length: 64 });
    expect(regimes().windowed!.starts.at(-1)! + 64).toBe(200);
  });

  it("holds nothing that JSON could not", async () => {
    const { openSeriesFile, regimes } = room({ "mine.csv": table({ a: steps(200).with(7, NaN) }) });
    await openSeriesFile("mine.csv", bytes);
    expect(JSON.parse(JSON.stringify(regimes()))).toEqual(regimes());
  });

  it("fills gaps and names them", async () => {
    const { openSeriesFile, regimes } = room({ "mine.csv": table({ a: steps(60).with(7, NaN) }) });
    await openSeriesFile("mine.csv", bytes);
    expect(regimes().cleaning).toEqual([expect.stringMatching(/rows? 7,/)]);
    expect(Number.isFinite(regimes().values[7])).toBe(true);
  });

  it("takes ascending years for labels, as long as a series is left", async () => {
    const years = Float64Array.from({ length: 60 }, (_, i) => 1900 + i);
    const { openSeriesFile, regimes } = room({ "mine.csv": table({ year: years, a: steps(60) }), "years.csv": table({ year: years }) });
    await openSeriesFile("mine.csv", bytes);
    expect(regimes()).toMatchObject({ column: "a" });
    expect(regimes().table!.labels![59]).toBe("1959");
    await openSeriesFile("years.csv", bytes);
    expect(regimes()).toMatchObject({ column: "year" });
  });

  it("keeps what was open when a file or a column cannot be used, and says why", async () => {
    const { openSeriesFile, chooseColumn, regimes } = room({ "mine.csv": table({ a: steps(60), empty: new Float64Array(60).fill(NaN) }) });
    await openSeriesFile("mine.csv", bytes);
    const before = regimes();
    await openSeriesFile("other.csv", bytes);
    const input = expect.objectContaining({ name: "other.csv", state: { kind: "failed" } }) as unknown;
    expect(regimes()).toEqual({ ...before, input, problem: expect.objectContaining({ code: "data/unreadable" }) as unknown });
    await chooseColumn("empty");
    expect(regimes()).toEqual({ ...before, input, problem: expect.objectContaining({ code: "data/empty" }) as unknown });
  });

  it("opens a sample at the column and settings it is told by", async () => {
    const { openSampleSeries, regimes, asked } = room({ "steps.csv": table({ a: steps(200), b: steps(400) }) });
    await openSampleSeries(sample, bytes);
    expect(regimes()).toMatchObject({
      column: "b",
      method: "binary-segmentation",
      sample: { id: "steps" },
      windowed: { metric: "dfa", length: 300 },
    });
    expect(regimes().detection?.evidence.penalty).toBe(30);
    expect(asked.every(({ method }) => method === "binary-segmentation")).toBe(true);
  });

  it("gives back, with the next file, the detector that a sample replaced, unless another was chosen meanwhile", async () => {
    const files = { "steps.csv": table({ b: steps(300) }), "mine.csv": table({ a: steps(200) }) };
    const { openSampleSeries, openSeriesFile, setDetector, regimes } = room(files);
    await openSampleSeries(sample, bytes);
    expect(regimes().method).toBe("binary-segmentation");
    await openSeriesFile("mine.csv", bytes);
    expect(regimes()).toMatchObject({ method: "pelt", options: { penalty: 0 }, windows: { metric: "higuchi" } });
    await openSampleSeries(sample, bytes);
    await setDetector("fpop");
    await openSeriesFile("mine.csv", bytes);
    expect(regimes().method).toBe("fpop");
  });

  it("goes back to the automatic penalty for another file, since a penalty belongs to a series", async () => {
    const { openSampleSeries, openSeriesFile, regimes } = room({ "steps.csv": table({ b: steps(400) }), "mine.csv": table({ a: steps(200) }) });
    await openSampleSeries(sample, bytes);
    await openSeriesFile("mine.csv", bytes);
    expect(regimes().detection?.evidence.penalty).toBeCloseTo(3 * Math.log(200), 9);
    expect(regimes()).toMatchObject({ sample: null, windows: { length: 0 } });
  });

  it("detects for the newest penalty when a drag outruns the detector, without a queue", async () => {
    const { openSeriesFile, setDetectorOption, regimes, asked } = room({ "mine.csv": table({ a: steps(200) }) });
    await openSeriesFile("mine.csv", bytes);
    const before = asked.length;
    await Promise.all(Array.from({ length: 50 }, (_, i) => setDetectorOption("penalty", i + 1)));
    expect(regimes().detection?.evidence.penalty).toBe(50);
    expect(asked.length - before).toBeLessThanOrEqual(2);
  });

  it("asks once for a penalty that is moved, and keeps the curve", async () => {
    const { openSeriesFile, setDetectorOption, regimes, asked } = room({ "mine.csv": table({ a: steps(400) }) });
    await openSeriesFile("mine.csv", bytes);
    const { curve } = regimes();
    expect(curve).not.toBeNull();
    const before = asked.length;
    await setDetectorOption("penalty", 40);
    expect(asked).toHaveLength(before + 1);
    expect(regimes().curve).toBe(curve);
  });

  it("searches other columns together with the one looked at, and leaves them with the next table", async () => {
    const late = Float64Array.from({ length: 200 }, (_, i) => noise(i + 7) + (i < 150 ? 0 : 8));
    const { openSeriesFile, setAlongside, chooseColumn, asked, regimes } = room({
      "two.csv": table({ a: steps(200), b: late, c: late.map((x) => -x) }),
      "mine.csv": table({ a: steps(200) }),
    });
    await openSeriesFile("two.csv", bytes);
    expect(regimes().detection!.changePoints).toEqual([100]);
    await setAlongside(["b"]);
    expect(regimes().detection!.changePoints).toEqual([100, 150]);
    expect(regimes().detection!.regimes[0]!.means).toHaveLength(2);
    expect(asked.at(-1)!.channels).toHaveLength(2);
    await chooseColumn("b");
    expect(regimes()).toMatchObject({ column: "b", alongside: [] });
    await setAlongside(["a", "c"]);
    await openSeriesFile("mine.csv", bytes);
    expect(regimes().alongside).toEqual([]);
    expect(regimes().detection!.changePoints).toEqual([100]);
  });

  it("tells an exact search to be slow by detector and cost", () => {
    expect(exactSearchUpTo("pelt", {})).toBe(1_000_000);
    expect(exactSearchUpTo("pelt", { cost: "variance" })).toBe(20_000);
    expect(exactSearchUpTo("optimal-partition", {})).toBe(20_000);
  });

  it("has a curve that agrees with the detector at every penalty, and the automatic one on it", async () => {
    const { openSeriesFile, setDetectorOption, regimes } = room({ "mine.csv": table({ a: steps(200) }) });
    await openSeriesFile("mine.csv", bytes);
    await setDetectorOption("trend", "none");
    const { steps: curve, low, high, automatic } = regimes().curve!;
    expect(automatic).toBeCloseTo(3 * Math.log(200), 9);
    expect([curve[0]!.from, curve.at(-1)!.to]).toEqual([low, high]);
    for (const { from, to, changes } of curve.slice(-4)) {
      await setDetectorOption("penalty", Math.sqrt(from * to));
      expect(regimes().detection?.changePoints).toHaveLength(changes);
    }
  });

  it("has no curve where there is no penalty, and says what is wrong with an option", async () => {
    const { openSeriesFile, setDetector, setDetectorOption, regimes } = room({ "mine.csv": table({ a: steps(200) }) });
    await openSeriesFile("mine.csv", bytes);
    await setDetector("zero");
    expect(regimes()).toMatchObject({ curve: null, detection: { changePoints: [] } });
    await setDetector("pelt");
    await setDetectorOption("cost", "median");
    expect(regimes()).toMatchObject({ curve: null, detection: null, detectProblem: { code: "parameter/out-of-range" } });
    await setDetectorOption("cost", "mean");
    expect(regimes().detection?.changePoints).toEqual([100]);
  });

  it("does not start the exact search unasked on a series for which it may take minutes", async () => {
    const { openSeriesFile, regimes, asked } = room({ "mine.csv": table({ a: steps(30_000) }) }, "optimal-partition");
    await openSeriesFile("mine.csv", bytes);
    expect(regimes().detection?.changePoints).toEqual([15_000]);
    expect(asked.map(({ method }) => method)).not.toContain("optimal-partition");
  });

  it("measures in other windows, and says why it cannot", async () => {
    const { openSeriesFile, setWindows, regimes } = room({ "mine.csv": table({ a: steps(200) }) });
    await openSeriesFile("mine.csv", bytes);
    await setWindows({ length: 100 });
    expect(regimes().windowed).toMatchObject({ length: 100 });
    await setWindows({ length: 1 });
    expect(regimes()).toMatchObject({ windowed: null, windowedProblem: { code: "parameter/out-of-range" } });
  });

  it("ends a search that is stopped, keeps what shared its thread, and searches again when asked to", async () => {
    const started: { ended: boolean }[] = [];
    const { store } = fakeWorkbench({
      importFile: async () => table({ a: steps(200) }),
      startSeriesAnalyst: () => {
        const thread = { ended: false };
        const endless = started.push(thread) === 1;
        let end: (error: Error) => void = () => undefined;
        const over = new Promise<never>((_, reject) => (end = reject));
        over.catch(() => undefined);
        return Object.assign(fakeEngine(), {
          detect: ({ method, channels, options }: DetectRequest) =>
            endless ? over : Promise.resolve(detectors.get(method).detect(channels, options)),
          measureWindows: async ({ values, metric, window, stride }: WindowedRequest) =>
            endless ? over : measureWindows(values as Float64Array, metric, window, stride),
          dispose: () => {
            thread.ended = true;
            end(new WorkbenchError("run/cancelled", [], "the worker was ended"));
          },
        });
      },
    });
    const { openSeriesFile, stopDetection, setDetector } = store.getState();
    await setDetector("pelt");
    const opening = openSeriesFile("mine.csv", bytes);
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(store.getState().regimes).toMatchObject({ detecting: true, windowed: null });
    stopDetection();
    await opening;
    expect(started.map(({ ended }) => ended)).toEqual([true, false]);
    expect(store.getState().regimes).toMatchObject({
      detecting: false,
      detection: null,
      detectProblem: { code: "run/cancelled" },
      windowed: { metric: "higuchi" },
      windowedProblem: null,
      curve: { method: "pelt" },
    });
    await setDetector("pelt");
    expect(store.getState().regimes).toMatchObject({ detectProblem: null, detection: { changePoints: [100] } });
  });
});
