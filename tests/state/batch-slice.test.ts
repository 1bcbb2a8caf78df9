import { describe, expect, it } from "vitest";
import { readFile } from "../../src/connectors/index";
import { WorkbenchError } from "../../src/core/errors";
import { createEngineHost } from "../../src/engine/host";
import type { EngineApi } from "../../src/engine/protocol";
import { npy } from "../../src/exporters/npy";
import { provenanceOf } from "../../src/exporters/provenance";
import { batchRows } from "../../src/state/batch-facts";
import { usualBatchMetrics, type GivenFile } from "../../src/state/batch-slice";
import { fakeEngine } from "../support/fake-engine";
import { fakeWorkbench } from "../support/workbench";

/** A picture of 32² cells in which every cell of a pattern is 1, the others 0. */
const picture = (set: (x: number, y: number) => boolean) =>
  npy.encode(
    { shape: [32, 32], values: Float32Array.from({ length: 1024 }, (_, i) => (set(i % 32, Math.floor(i / 32)) ? 1 : 0)) },
    provenanceOf(null),
  );
const triangle = picture((x, y) => (x & y) === 0);
const bars = picture((x) => x % 4 === 0);
const file = (path: string, bytes: Uint8Array = triangle): GivenFile => ({ path, load: () => Promise.resolve(bytes) });

/** A workbench that measures for real, in threads that can be ended; `asked` lists what they were asked. */
function measuring(hold: (metric: string) => Promise<void> = () => Promise.resolve()) {
  const asked: string[] = [];
  const threads = { started: 0, ended: 0 };
  const workbench = fakeWorkbench({
    importFile: async (name, given, wanted) => readFile(name, given as Uint8Array, wanted),
    startSeriesAnalyst() {
      threads.started++;
      let end: (error: Error) => void = () => {};
      const ended = new Promise<never>((_, reject) => (end = reject));
      ended.catch(() => undefined);
      const during = <T>(work: Promise<T>) => Promise.race([work, ended]);
      const host = createEngineHost();
      const thread: Partial<EngineApi> = {
        measureImage: (request) =>
          during(
            (async () => {
              asked.push("overview");
              await hold("overview");
              return host.measureImage(request);
            })(),
          ),
        measureMetric: (request) =>
          during(
            (async () => {
              asked.push(request.metric);
              await hold(request.metric);
              return host.measureMetric({ ...request, draws: 2 });
            })(),
          ),
      };
      const dispose = () => {
        threads.ended++;
        end(new WorkbenchError("run/cancelled", [], "the thread was ended"));
      };
      return Object.assign(fakeEngine(), thread, { dispose });
    },
  });
  const state = workbench.store.getState;
  const settled = () => expect.poll(() => state().batch.running).toBe(false);
  const statuses = () => state().batch.files.map(({ status }) => status);
  return { state, asked, threads, settled, statuses };
}

describe("a batch of images", () => {
  it("measures file after file, with groups from folders or names, in one thread", async () => {
    const { state, asked, threads, settled, statuses } = measuring();
    state().openBatch([file("plates/control/a.npy"), file("plates/treated/a.npy", bars), file("wild-07.npy")]);
    expect(state().batch.running).toBe(true);
    await settled();
    expect(statuses()).toEqual(["done", "done", "done"]);
    expect(state().batch.files.map(({ group }) => group)).toEqual(["control", "treated", "wild"]);
    const [first] = state().batch.files;
    expect(Object.keys(first!.reports)).toEqual(usualBatchMetrics);
    expect(first!.reports["box-counting"]!.result.value).toBeCloseTo(Math.log2(3), 6);
    expect(first!.image).toMatchObject({ shape: [32, 32], foreground: 3 ** 5 / 1024 });
    // Box counting comes with the overview and is not asked for again.
    expect(asked.filter((metric) => metric === "overview")).toHaveLength(3);
    expect(asked.filter((metric) => metric === "box-counting")).toHaveLength(asked.filter((metric) => metric === "overview").length);
    expect(threads).toEqual({ started: 1, ended: 1 });
  });
  it("keeps nothing large in the state", async () => {
    const { state, settled } = measuring();
    state().openBatch([file("a.npy")]);
    await settled();
    expect(JSON.stringify(state().batch).length).toBeLessThan(6000);
    expect(JSON.parse(JSON.stringify(state().batch.files))).toEqual(state().batch.files);
  });
  it("tells in its row why a file failed, and goes on", async () => {
    const { state, settled, statuses } = measuring();
    const lost: GivenFile = { path: "lost.npy", load: () => Promise.reject(new Error("it was moved")) };
    state().openBatch([file("empty.npy", new Uint8Array(0)), lost, file("a.npy")]);
    await settled();
    expect(statuses()).toEqual(["failed", "failed", "done"]);
    expect(state().batch.files[0]!.problem).toMatch(/empty\.npy.*empty/);
    expect(state().batch.files[1]!.problem).toBe("it was moved");
    expect(batchRows(state().batch)).toMatchObject([
      { error: expect.stringMatching(/empty/) as string },
      { error: "it was moved" },
      { file: "a.npy" },
    ]);
  });
  it("takes threshold, side, background and options from the room when it begins, and keeps them for files that come later", async () => {
    const { state, settled } = measuring();
    await state().openImage("a.npy", () => Promise.resolve(triangle));
    state().changeImageSetting({
      threshold: 0.25,
      invert: true,
      region: [
        [0, 8],
        [0, 8],
      ],
    });
    state().setMetricOption("lacunarity", "r", 4);
    state().openBatch([file("b.npy")]);
    state().changeImageSetting({ invert: false });
    state().openBatch([file("c.npy")]);
    await settled();
    for (const { setting, image, reports } of state().batch.files) {
      expect(setting).toMatchObject({ threshold: 0.25, invert: true, region: null });
      expect(image!.foreground).toBeCloseTo(1 - 3 ** 5 / 1024, 12);
      expect(reports["lacunarity"]!.options).toEqual({ r: 4, periodic: false });
    }
    state().measureBatchAgain();
    await settled();
    expect(state().batch.files[1]!.image!.foreground).toBeCloseTo(3 ** 5 / 1024, 12);
  });
  it("measures what is newly wanted, and only that", async () => {
    const { state, asked, settled, statuses } = measuring();
    state().openBatch([file("a.npy"), file("b.npy")]);
    await settled();
    asked.length = 0;
    state().chooseBatchMetrics(["minkowski-functionals", "box-counting"]);
    await settled();
    expect(state().batch.metrics).toEqual(["box-counting", "minkowski-functionals"]);
    expect(asked).toEqual(["overview", "minkowski-functionals", "overview", "minkowski-functionals"]);
    expect(statuses()).toEqual(["done", "done"]);
    expect(batchRows(state().batch)[0]).toMatchObject({ reports: [{ metric: "box-counting" }, { metric: "minkowski-functionals" }] });
  });
  it("stops at once and goes on where it was", async () => {
    let release: () => void = () => {};
    const { state, asked, threads, settled, statuses } = measuring((metric) =>
      metric === "lacunarity" ? new Promise((resolve) => (release = resolve)) : Promise.resolve(),
    );
    state().openBatch([file("a.npy"), file("b.npy")]);
    await expect.poll(() => state().batch.files[0]!.measuring).toBe("lacunarity");
    state().cancelBatch();
    await settled();
    expect(statuses()).toEqual(["waiting", "waiting"]);
    expect(threads.ended).toBe(1);
    expect(Object.keys(state().batch.files[0]!.reports)).toEqual(["box-counting", "correlation-dimension"]);
    asked.length = 0;
    state().resumeBatch();
    for (let i = 0; i < 2; i++) {
      await expect.poll(() => state().batch.files[i]!.measuring).toBe("lacunarity");
      release();
      await expect.poll(() => state().batch.files[i]!.status).toBe("done");
    }
    expect(asked.slice(0, 2)).toEqual(["overview", "lacunarity"]);
  });
  it("removes files, also the one in progress, and all of them", async () => {
    let release: () => void = () => {};
    const { state, settled, statuses } = measuring(() => new Promise((resolve) => (release = resolve)));
    state().openBatch([file("a.npy"), file("b.npy"), file("c.npy")]);
    await expect.poll(statuses).toEqual(["measuring", "waiting", "waiting"]);
    const [a, b] = state().batch.files;
    state().removeFromBatch(b!.id);
    state().removeFromBatch(a!.id);
    await expect.poll(statuses).toEqual(["measuring"]);
    expect(state().batch.files[0]!.path).toBe("c.npy");
    release();
    state().clearBatch();
    await settled();
    expect(state().batch.files).toEqual([]);
  });
  it("that was cleared comes back whole, and is gone when others were opened", async () => {
    const { state, settled, statuses } = measuring();
    state().openBatch([file("a.npy"), file("b.npy")]);
    await settled();
    const before = state().batch.files;
    state().clearBatch();
    expect(state().batch.files).toEqual([]);
    state().undoClearBatch();
    expect(state().batch).toMatchObject({ files: before, cleared: [] });
    state().measureBatchAgain();
    await settled();
    expect(statuses()).toEqual(["done", "done"]);
    state().clearBatch();
    state().openBatch([file("c.npy")]);
    await settled();
    state().undoClearBatch();
    expect(state().batch.files.map(({ path }) => path)).toEqual(["c.npy"]);
  });
  it("lets a person name groups", async () => {
    const { state, settled } = measuring();
    state().openBatch([file("a.npy")]);
    await settled();
    const [{ id } = { id: 0 }] = state().batch.files;
    state().setBatchGroup(id, "  late  ");
    expect(state().batch.files[0]!.group).toBe("late");
    state().setBatchGroup(id, " ");
    expect(state().batch.files[0]!.group).toBe("all");
  });
  it("opens one of its files in the room, set as it was measured", async () => {
    const { state, settled } = measuring();
    await state().openImage("x.npy", () => Promise.resolve(bars));
    state().changeImageSetting({ invert: true });
    state().openBatch([file("plates/a.npy")]);
    await settled();
    await state().openFromBatch(state().batch.files[0]!.id);
    expect(state().batch.opened).toBe(state().batch.files[0]!.id);
    expect(state().measure).toMatchObject({ image: { name: "a.npy" }, setting: { invert: true, threshold: "otsu" }, problem: null });
    await state().openFromBatch(-1);
  });

  it("sets nothing of the room when another image is opened while it is read", async () => {
    const { state, settled } = measuring();
    await state().openImage("first.npy", () => Promise.resolve(triangle));
    state().changeImageSetting({ invert: true });
    let finish: (bytes: Uint8Array) => void = () => {};
    let slow = false;
    state().openBatch([{ path: "a.npy", load: () => (slow ? new Promise((resolve) => (finish = resolve)) : Promise.resolve(triangle)) }]);
    await settled();
    slow = true;
    const opening = state().openFromBatch(state().batch.files[0]!.id);
    await state().openImage("other.npy", () => Promise.resolve(bars));
    finish(triangle);
    await opening;
    expect(state().measure).toMatchObject({ image: { name: "other.npy" }, setting: { invert: false } });
    expect(state().batch.opened).toBeNull();
  });
});
