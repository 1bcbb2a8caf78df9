import { startCellThread } from "../../cli/kernel-threads";
import { describe, expect, it, vi } from "vitest";
import type { EngineThread } from "../../server/call-threads";
import { engineOnThreads, type ThreadedEngine } from "../../server/threads";
import type { RunSpecInput } from "../../src/core/spec/run-spec";
import { createEngineHost } from "../../src/engine/host";
import type { EngineApi } from "../../src/engine/protocol";

const spec: RunSpecInput = { version: 1, model: "gray-scott", grid: { shape: [8, 8] }, seed: 3 };

/** Threads in this process, and how each is made to die. */
function threads(size: number) {
  const started: { calls: string[]; die(): void }[] = [];
  const start = (died: () => void): EngineThread => {
    const host = createEngineHost();
    const calls: string[] = [];
    started.push({ calls, die: died });
    const counted = new Proxy(host, {
      get: (target, name: keyof EngineApi) =>
        typeof target[name] === "function"
          ? (...given: never[]) => {
              calls.push(name);
              return (target[name] as (...args: never[]) => unknown)(...given);
            }
          : target[name],
    });
    return Object.assign(Object.create(counted) as EngineThread, { dispose: () => died() });
  };
  return { engine: engineOnThreads(size, start), started };
}

describe("an engine on threads", () => {
  it("keeps each run where it was opened, and spreads them", async () => {
    const { engine, started } = threads(2);
    const runs = [await engine.open(spec), await engine.open(spec), await engine.open(spec)];
    expect(new Set(runs.map(({ run }) => run)).size).toBe(3);
    for (const { run } of runs) expect(await engine.advance(run, 3)).toMatchObject({ run, step: 3 });
    expect(started.map(({ calls }) => calls.filter((name) => name === "advance").length)).toEqual([2, 1]);
    for (const { run } of runs) await engine.close(run);
    await expect(engine.frame(runs[0]!.run)).rejects.toMatchObject({ code: "run/unknown" });
  });

  it("gives the same bits as one engine", async () => {
    const { engine } = threads(3);
    const alone = createEngineHost();
    const [a, b] = [await engine.open(spec), await alone.open(spec)];
    expect((await engine.advance(a.run, 20)).fields).toEqual((await alone.advance(b.run, 20)).fields);
  });

  it("sends what builds on an earlier call to where that went", async () => {
    const { engine, started } = threads(4);
    const feed = (stream: string, value: number) => engine.feed({ stream, method: "page-hinkley", options: {}, samples: [[value]] });
    const steps = [];
    for (let i = 0; i < 5; i++) steps.push((await feed("s", i))[0]);
    expect(steps.map((step) => (step as { index: number }).index)).toEqual([0, 1, 2, 3, 4]);
    expect(started).toHaveLength(1);
  });

  it("forgets the runs of a thread that died, and starts another", async () => {
    const { engine, started } = threads(1);
    const { run } = await engine.open(spec);
    started[0]!.die();
    await expect(engine.step(run)).rejects.toMatchObject({ code: "run/unknown" });
    const fresh = await engine.open(spec);
    expect(started).toHaveLength(2);
    await expect(engine.step(run)).rejects.toMatchObject({ code: "run/unknown" });
    expect((await engine.step(fresh.run)).step).toBe(1);
  });

  it("refuses what is no run of its", async () => {
    const { engine } = threads(1);
    for (const run of ["", "0", "0.1.x", "9.9.9", "constructor"]) await expect(engine.frame(run)).rejects.toMatchObject({ code: "run/unknown" });
    await engine.end();
    await expect(engine.describe()).rejects.toMatchObject({ code: "run/cancelled" });
  });

  it("gives twins a thread of their own, which ends with them", async () => {
    const { engine, started } = threads(1);
    const { run } = await engine.open(spec);
    const twins = await engine.openTwins(spec, { steps: 4 });
    expect(started.map(({ calls }) => calls)).toEqual([["open"], ["openTwins"]]);
    expect(await engine.advanceTwins(twins)).toMatchObject({ of: 4 });
    await engine.close(twins);
    await expect(engine.advanceTwins(twins)).rejects.toMatchObject({ code: "run/unknown" });
    expect((await engine.step(run)).step).toBe(1);
  });
});

type NodeThread = NonNullable<ReturnType<typeof startCellThread>>;

/** Threads that never end a call by themselves: Node's own, each in a loop that listens to nobody. */
function spinning(size: number) {
  const workers: NodeThread[] = [];
  const start = (died: () => void): EngineThread => {
    const worker = startCellThread(new URL("data:text/javascript,for (;;);"))!;
    workers.push(worker.once("exit", died));
    const host = createEngineHost();
    const stuck = () => new Promise<never>(() => undefined);
    return Object.assign(Object.create(host) as EngineThread, {
      ...host,
      detect: stuck,
      measureImage: stuck,
      advanceTwins: stuck,
      dispose: () => void worker.terminate(),
    });
  };
  return { engine: engineOnThreads(size, start), workers };
}

describe("a call that does not end", () => {
  const detect = { channels: [Float64Array.of(1, 2, 3)], method: "pelt", options: {} };
  const exits = (worker: NodeThread) => new Promise((resolve) => worker.once("exit", resolve));

  it.each([
    ["of a series", (engine: ThreadedEngine, until: AbortSignal) => engine.detect(detect, until)],
    [
      "of an image that was sent before",
      (engine: ThreadedEngine, until: AbortSignal) =>
        engine.measureImage({ shape: [2, 2], values: null, threshold: "otsu", invert: false, pixels: "ann/p" }, until),
    ],
  ])("%s is ended with its thread, and takes neither runs nor other calls with it", async (_, call) => {
    const { engine, workers } = spinning(1);
    const { run } = await engine.open(spec);
    const [first, second] = [new AbortController(), new AbortController()];
    const stuck = call(engine, first.signal);
    const behind = call(engine, second.signal);
    await vi.waitFor(() => expect(workers).toHaveLength(2));
    const ended = exits(workers[1]!);
    first.abort();
    await expect(stuck).rejects.toMatchObject({ code: "run/cancelled" });
    await ended;
    // The one behind it has its turn on a new thread.
    await vi.waitFor(() => expect(workers).toHaveLength(3));
    expect((await engine.step(run)).step).toBe(1);
    second.abort();
    await expect(behind).rejects.toMatchObject({ code: "run/cancelled" });
    await engine.end();
  });
  it("of twins is ended with their thread alone", async () => {
    const { engine, workers } = spinning(1);
    const { run } = await engine.open(spec);
    const twins = await engine.openTwins(spec, { steps: 4 });
    const gone = new AbortController();
    const stuck = engine.advanceTwins(twins, false, gone.signal);
    const ended = exits(workers[1]!);
    gone.abort();
    await expect(stuck).rejects.toMatchObject({ code: "run/cancelled" });
    await ended;
    await expect(engine.advanceTwins(twins)).rejects.toMatchObject({ code: "run/unknown" });
    expect((await engine.step(run)).step).toBe(1);
    await engine.end();
  });
  it("is answered while it still waits for its turn, and not begun afterwards", async () => {
    const { engine, workers } = spinning(1);
    const [first, second] = [new AbortController(), new AbortController()];
    const stuck = engine.detect(detect, first.signal);
    const waits = engine.detect(detect, second.signal);
    second.abort();
    await expect(waits).rejects.toMatchObject({ code: "run/cancelled" });
    first.abort();
    await expect(stuck).rejects.toMatchObject({ code: "run/cancelled" });
    await expect(engine.detect(detect, second.signal)).rejects.toMatchObject({ code: "run/cancelled" });
    expect(workers).toHaveLength(1);
    await engine.end();
  });
  it("does not let others pile up without end", async () => {
    const { engine } = spinning(1);
    const gone = new AbortController();
    const many = Array.from({ length: 70 }, () => engine.detect(detect, gone.signal));
    const refused = await Promise.allSettled(many.slice(64));
    expect(refused.map((one) => one.status === "rejected" && (one.reason as { statusCode: number }).statusCode)).toEqual(Array(6).fill(429));
    gone.abort();
    await Promise.allSettled(many);
    await engine.end();
  });
});
