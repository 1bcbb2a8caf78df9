import { describe, expect, it } from "vitest";
import type { Imported } from "../../src/connectors/connector";
import { readFile } from "../../src/connectors/index";
import { WorkbenchError } from "../../src/core/errors";
import { metrics } from "../../src/core/metrics/index";
import { createEngineHost } from "../../src/engine/host";
import type { ImageMetricRequest, ImageRequest } from "../../src/engine/protocol";
import { npy } from "../../src/exporters/npy";
import { provenanceOf } from "../../src/exporters/provenance";
import type { Services } from "../../src/state/services";
import { fakeEngine } from "../support/fake-engine";
import { fakeWorkbench } from "../support/workbench";
import { measuringOrder, quickMetrics } from "../../src/state/metric-order";

/** A dark line on a bright ground, 64 × 64, as text. */
const lineBytes = new TextEncoder().encode(
  Array.from({ length: 64 }, (_, y) => Array.from({ length: 64 }, () => (y === 20 ? 0 : 1)).join(",")).join("\n"),
);
const line = () => Promise.resolve(lineBytes);

/** A question for a metric that nobody has answered yet. */
interface Held {
  request: ImageMetricRequest;
  answer(): void;
  refuse(error: Error): void;
}

/**
 * A workbench that reads files and measures overviews for real. `asked` lists the overviews, `answer` holds them back; `metricsAsked` the
 * metrics, which answer at once unless `holdMetrics`. Ending a thread refuses what it was asked.
 */
function measuring({ answer = () => Promise.resolve(), holdMetrics = false } = {}) {
  const asked: ImageRequest[] = [];
  const metricsAsked: string[] = [];
  const held: Held[] = [];
  let threads = 0;
  const importFile: Services["importFile"] = async (name, file, wanted): Promise<Imported> =>
    readFile(name, file instanceof Blob ? new Uint8Array(await file.arrayBuffer()) : file, wanted);
  const startSeriesAnalyst: Services["startSeriesAnalyst"] = () => {
    threads++;
    const engine = fakeEngine();
    const host = createEngineHost();
    const answering = engine.measureMetric;
    const waiting = new Set<(error: Error) => void>();
    engine.measureImage = (request) =>
      new Promise((resolve, reject) => {
        asked.push(request);
        waiting.add(reject);
        void answer()
          .then(() => host.measureImage(request))
          .then(resolve, reject);
      });
    engine.measureMetric = (request) => {
      metricsAsked.push(request.metric);
      if (!holdMetrics) return answering(request);
      return new Promise((resolve, reject) => {
        waiting.add(reject);
        held.push({ request, refuse: reject, answer: () => void answering(request).then(resolve) });
      });
    };
    const dispose = () => waiting.forEach((reject) => reject(new WorkbenchError("run/cancelled", [], "the worker was ended")));
    return Object.assign(engine, { dispose });
  };
  const { getState: state } = fakeWorkbench({ importFile, startSeriesAnalyst }).store;
  const quiet = () => expect.poll(() => state().measure.busy).toBe(false);
  const statuses = () => Object.values(state().measure.entries).map(({ status }) => status);
  return { state, asked, metricsAsked, held, quiet, statuses, threads: () => threads };
}

const opened = async (given: Parameters<typeof measuring>[0] = {}) => {
  const room = measuring(given);
  await room.state().openImage("line.csv", line);
  return room;
};

describe("opening an image", () => {
  it("measures it, and resolves when the overview is there", async () => {
    const { state, held } = measuring({ holdMetrics: true });
    expect(state().measure.image).toBeNull();
    await state().openImage("line.csv", line);
    const { measure } = state();
    expect(measure).toMatchObject({ image: { name: "line.csv", shape: [64, 64] }, reading: null, problem: null, setting: { threshold: "otsu" } });
    expect(measure.result!.warnings.join()).toMatch(/looks inverted/);
    expect(measure.measured).toBe(measure.setting);
    expect(state().shownImage()!.values).toHaveLength(64 * 64);
    await expect.poll(() => held.length).toBe(1);
    expect(state().measure.busy).toBe(true);
  });

  it("takes the file itself, and tells its size while it is read", async () => {
    const { state } = measuring();
    const opening = state().openImage("line.csv", () => Promise.resolve(new Blob([lineBytes])));
    expect(state().measure.reading).toEqual({ name: "line.csv", size: null });
    await expect.poll(() => state().measure.reading?.size).toBe(lineBytes.length);
    await opening;
    expect(state().measure).toMatchObject({ image: { name: "line.csv" }, reading: null });
  });

  it("keeps the image that is there when the next file cannot be read, and says why", async () => {
    const { state } = await opened();
    await state().openImage("empty.png", () => Promise.resolve(new Uint8Array(0)));
    expect(state().measure).toMatchObject({ image: { name: "line.csv" }, reading: null, problem: { code: "data/empty" } });
    expect(state().measure.result).not.toBeNull();
    await state().openImage("lost.png", () => Promise.reject(new Error("no connection")));
    expect(state().measure.problem!.message).toBe("no connection");
    await state().openImage("other.csv", line);
    expect(state().measure).toMatchObject({ image: { name: "other.csv" }, problem: null });
  });

  it("shows the file that was asked for last, whichever is read first", async () => {
    const { state } = measuring();
    let finish: (given: Uint8Array) => void = () => {};
    const slow = state().openImage("slow.png", () => new Promise((resolve) => (finish = resolve)));
    await state().openImage("other.csv", line);
    finish(lineBytes);
    await slow;
    expect(state().measure.image!.name).toBe("other.csv");
  });

  it("is ended by cancelling, and leaves everything as it was", async () => {
    const signals: (AbortSignal | undefined)[] = [];
    const workbench = fakeWorkbench({
      importFile: (_name, _file, _wanted, signal) =>
        new Promise((_, reject) => {
          signals.push(signal);
          signal?.addEventListener("abort", () => reject(new WorkbenchError("run/cancelled", [], "the worker was ended")));
        }),
    });
    const { getState: state } = workbench.store;
    const opening = state().openImage("large.tif", () => Promise.resolve(new Uint8Array(10)));
    await expect.poll(() => signals.length).toBe(1);
    state().cancelOpening();
    await opening;
    expect(signals[0]!.aborted).toBe(true);
    expect(state().measure).toMatchObject({ image: null, reading: null, problem: null });
  });

  it("begins with the usual setting and the file's own calibration", async () => {
    const spacing = { edge: [0.5, 0.25], unit: "µm" };
    const image = {
      kind: "array",
      name: "cells.tif",
      shape: [4, 4],
      values: new Float32Array(16).fill(1),
      nominalRange: null,
      spacing,
      warnings: [],
    };
    const engine = Object.assign(fakeEngine(), { dispose: () => undefined });
    engine.measureImage = createEngineHost().measureImage;
    const { getState: state } = fakeWorkbench({ importFile: () => Promise.resolve(image as Imported), startSeriesAnalyst: () => engine }).store;
    await state().openImage("cells.tif", () => Promise.resolve(new Uint8Array(1)));
    state().changeImageSetting({ invert: true, calibration: null });
    await state().openImage("cells.tif", () => Promise.resolve(new Uint8Array(1)));
    expect(state().measure.setting).toEqual({
      threshold: "otsu",
      invert: false,
      region: null,
      background: "none",
      calibration: spacing,
      periodic: false,
    });
  });

  it("sends the pixels to a thread once, however much is asked of them", async () => {
    const { state, asked, quiet } = measuring();
    await state().openImage("line.csv", line);
    await quiet();
    state().changeImageSetting({ invert: true });
    await quiet();
    expect(asked.map(({ values }) => values?.length ?? null)).toEqual([64 * 64, null]);
    expect(state().measure.result!.foreground).toBeCloseTo(1 / 64, 12);
  });

  it("keeps the image that is there when a series or an array of four axes is opened, and says what it is", async () => {
    const { state } = measuring();
    await state().openImage("line.csv", line);
    for (const shape of [[12], [2, 3, 2, 2]]) {
      const bytes = npy.encode({ shape, values: new Float32Array(shape.reduce((a, b) => a * b, 1)) }, provenanceOf(null));
      expect(await state().openImage("odd.npy", () => Promise.resolve(bytes))).toBe(false);
      expect(state().measure).toMatchObject({
        image: { name: "line.csv" },
        problem: { message: expect.stringContaining("neither an image nor a volume") as string },
      });
    }
  });

  it("says why an array cannot be measured", async () => {
    const { state } = measuring();
    await state().openImage("series.csv", () => Promise.resolve(new TextEncoder().encode("1\n2\n3\n")));
    expect(state().measure.image!.shape).toEqual([3, 1]);
    expect(state().measure.result).toMatchObject({ shape: [3, 1], foreground: expect.any(Number) as number });
  });
});

describe("the setting", () => {
  it("is measured anew when it changes", async () => {
    const { state, asked, quiet } = await opened();
    state().changeImageSetting({ invert: true });
    await quiet();
    expect(state().measure.result!.foreground).toBeCloseTo(1 / 64, 12);
    state().changeImageSetting({ threshold: 2 });
    await quiet();
    expect(asked.map(({ threshold, invert }) => [threshold, invert])).toEqual([
      ["otsu", false],
      ["otsu", true],
      [2, true],
    ]);
  });

  it("skips what a dragged slider asked in between, and keeps the old result until the new one comes", async () => {
    let release: () => void = () => {};
    const { state, asked } = measuring({ answer: () => new Promise((resolve) => (release = resolve)) });
    const opening = state().openImage("line.csv", line);
    await expect.poll(() => asked.length).toBe(1);
    for (const threshold of [0.1, 0.2, 0.3]) state().changeImageSetting({ threshold });
    release();
    await expect.poll(() => asked.length).toBe(2);
    expect(state().measure).toMatchObject({ result: null, measured: null });
    release();
    await opening;
    expect(asked.map(({ threshold }) => threshold)).toEqual(["otsu", 0.3]);
    expect(state().measure.result!.threshold.value).toBe(0.3);
    state().changeImageSetting({ threshold: 0.4 });
    expect(state().measure.result!.threshold.value).toBe(0.3);
    expect(state().measure.measured).not.toBe(state().measure.setting);
    release();
  });

  it("is not kept waiting by an overview that takes long and is not wanted any more", async () => {
    const { state, asked, threads } = measuring({ answer: () => (asked.length === 1 ? new Promise(() => {}) : Promise.resolve()) });
    const opening = state().openImage("line.csv", line);
    await expect.poll(() => asked.length).toBe(1);
    state().changeImageSetting({ threshold: 0.3 });
    await opening;
    expect(threads()).toBe(2);
    expect(state().measure.result!.threshold.value).toBe(0.3);
  });

  it("that cannot be measured is told in words, and mended by the next", async () => {
    const { state, quiet } = await opened();
    state().changeImageSetting({ region: [[0, 9999], [0, 4]] }); // prettier-ignore
    await quiet();
    expect(state().measure).toMatchObject({ result: null, measured: null, entries: {}, problem: { path: ["region", 0] } });
    state().changeImageSetting({ region: [[0, 48], [0, 32]] }); // prettier-ignore
    await quiet();
    expect(state().measure).toMatchObject({ problem: null, result: { shape: [48, 32] } });
    expect(Object.keys(state().measure.entries)).toEqual(metrics.ids);
  });

  it("waits for an image", () => {
    const { state, asked } = measuring();
    state().changeImageSetting({ invert: true });
    expect(asked).toHaveLength(0);
    expect(state().measure).toMatchObject({ busy: false, entries: {} });
  });
});

describe("the metrics", () => {
  it("are measured one after the other, the one that is looked at first", async () => {
    const room = measuring();
    room.state().openMetric("lacunarity");
    await room.state().openImage("line.csv", line);
    await room.quiet();
    expect(room.metricsAsked).toEqual(["lacunarity", ...measuringOrder.filter((id) => id !== "lacunarity")]);
    expect(new Set(room.statuses())).toEqual(new Set(["done"]));
    expect(room.state().measure.entries["lacunarity"]!.report!.result.value).toBe(1);
    expect(room.threads()).toBe(1);
  });

  it("that is open at first waits for the quick ones alone, and goes before the other slow ones", async () => {
    const room = await opened();
    await room.quiet();
    const slow = measuringOrder.filter((id) => !quickMetrics.includes(id) && id !== "box-counting");
    expect(room.metricsAsked).toEqual([...quickMetrics, "box-counting", ...slow]);
  });

  it("do not wait for box counting: the overview leaves it out", async () => {
    const { state, asked } = await opened();
    expect(asked.map(({ boxCounting }) => boxCounting)).toEqual([false]);
    expect(state().measure.result).toMatchObject({ histogram: { counts: { length: 128 } }, set: { shape: [64, 64] } });
    expect(state().measure.result).toMatchObject({ boxCounting: { value: null, reason: expect.stringContaining("not asked for") as string } });
  });

  it("of a large image give their quick values first, and are held against noise afterwards", async () => {
    const room = measuring({ holdMetrics: true });
    const shape = [1025, 1024];
    const bytes = npy.encode({ shape, values: Float32Array.from({ length: shape[0]! * shape[1]! }, (_, i) => i % 7) }, provenanceOf(null));
    await room.state().openImage("large.npy", () => Promise.resolve(bytes));
    for (let i = 0; i <= quickMetrics.length; i++) {
      await expect.poll(() => room.held.length).toBe(i + 1);
      room.held[i]!.answer();
    }
    const asked = room.held.map(({ request: { metric, draws } }) => [metric, draws]);
    expect(asked.slice(0, quickMetrics.length)).toEqual(quickMetrics.map((id) => [id, 0]));
    expect(asked[quickMetrics.length]).toEqual([quickMetrics[0], undefined]);
    await expect.poll(() => room.state().measure.entries[quickMetrics[0]!]).toMatchObject({ status: "done", bare: false });
    expect(room.state().measure.entries[quickMetrics[1]!]).toMatchObject({ bare: true, report: { metric: quickMetrics[1] } });
    room.state().stopMeasuring();
    await room.quiet();
    expect(room.state().measure.entries[quickMetrics[1]!]).toMatchObject({ status: "waiting", bare: true });
  });

  it("that is opened is the next", async () => {
    const room = await opened({ holdMetrics: true });
    await expect.poll(() => room.held.length).toBe(1);
    room.state().openMetric("variogram");
    room.state().openMetric("euler-number");
    room.held[0]!.answer();
    await expect.poll(() => room.metricsAsked.at(-1)).toBe("euler-number");
    room.held[1]!.answer();
    await expect.poll(() => room.metricsAsked.at(-1)).toBe("variogram");
  });

  it("are asked anew with a new setting: the one in progress is ended, and what was found stays until then", async () => {
    const room = await opened({ holdMetrics: true });
    await expect.poll(() => room.held.length).toBe(1);
    room.held[0]!.answer();
    await expect.poll(() => room.held.length).toBe(2);
    room.state().changeImageSetting({ invert: true });
    expect(room.statuses()).not.toContain("measuring");
    await expect.poll(() => room.held.length).toBe(3);
    expect(room.threads()).toBe(2);
    expect(room.held[2]!.request).toMatchObject({ metric: measuringOrder[0], invert: true });
    expect(room.state().measure.entries[measuringOrder[0]!]).toMatchObject({ status: "measuring", report: { metric: measuringOrder[0] } });
    expect(room.statuses()).not.toContain("failed");
  });

  it("that fails says why, and the others go on", async () => {
    const room = await opened({ holdMetrics: true });
    await expect.poll(() => room.held.length).toBe(1);
    room.held[0]!.refuse(new WorkbenchError("parameter/out-of-range", ["options", "radius"], "the radius is too large"));
    await expect.poll(() => room.held.length).toBe(2);
    const problem = { message: expect.stringContaining("too large") as string };
    expect(room.state().measure.entries[measuringOrder[0]!]).toMatchObject({ status: "failed", report: null, problem });
  });

  it("whose thread broke is not asked of it again", async () => {
    const room = await opened({ holdMetrics: true });
    await expect.poll(() => room.held.length).toBe(1);
    room.held[0]!.refuse(new WorkbenchError("internal", [], "a worker stopped"));
    await expect.poll(() => room.held.length).toBe(2);
    expect(room.threads()).toBe(2);
    expect(room.state().measure.entries[measuringOrder[0]!]!.status).toBe("failed");
  });

  it("are measured anew with other options, and only those; an answer to the old options is dropped", async () => {
    const room = await opened({ holdMetrics: true });
    const first = "box-counting";
    await expect.poll(() => room.held.length).toBe(1);
    room.state().openMetric(first);
    room.held[0]!.answer();
    await expect.poll(() => room.held.length).toBe(2);
    room.state().setMetricOption(first, "effort", "live");
    await expect.poll(() => room.held.length).toBe(3);
    expect(room.held[2]!.request).toMatchObject({ metric: first, options: { effort: "live" } });
    room.held[2]!.answer();
    await expect.poll(() => room.state().measure.entries[first]!.status).toBe("done");
    expect(room.state().measure.entries[first]!.report!.options).toEqual({ effort: "live" });
    expect(room.asked).toHaveLength(1);
  });

  it("are stopped at once, keep what was found, and are continued", async () => {
    const room = await opened({ holdMetrics: true });
    await expect.poll(() => room.held.length).toBe(1);
    room.held[0]!.answer();
    await expect.poll(() => room.held.length).toBe(2);
    room.state().stopMeasuring();
    await room.quiet();
    expect(room.statuses()).toEqual(metrics.ids.map((id) => (id === measuringOrder[0] ? "done" : "waiting")));
    room.state().measureWaiting();
    await expect.poll(() => room.held.length).toBe(3);
    expect(room.held[2]!.request.metric).toBe(measuringOrder[1]);
    expect(room.asked).toHaveLength(1);
  });

  it("are stopped and continued in one breath", async () => {
    const room = await opened({ holdMetrics: true });
    await expect.poll(() => room.held.length).toBe(1);
    room.state().stopMeasuring();
    room.state().measureWaiting();
    await expect.poll(() => room.held.length).toBe(2);
    expect(room.state().measure.busy).toBe(true);
  });

  it("that is opened while the others are stopped is measured alone", async () => {
    const room = await opened({ holdMetrics: true });
    await expect.poll(() => room.held.length).toBe(1);
    room.state().stopMeasuring();
    await room.quiet();
    room.state().openMetric("variogram");
    await expect.poll(() => room.held.length).toBe(2);
    room.held[1]!.answer();
    await room.quiet();
    expect(room.statuses().filter((status) => status === "done")).toHaveLength(1);
  });
});
