import { startCellThread } from "../../cli/kernel-threads";
import { describe, expect, it, vi } from "vitest";
import type { EngineThread } from "../../server/call-threads";
import { engineOnThreads, speakTo, type ThreadedEngine } from "../../server/threads";
import { WorkbenchError } from "../../src/core/errors";
import type { RunSpecInput } from "../../src/core/spec/run-spec";
import { createEngineHost } from "../../src/engine/host";
import type { EngineApi, TwinRequest } from "../../src/engine/protocol";

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

/** Threads in this process whose calls end when they are let go, and that tell what they were asked. */
function held(size: number) {
  const started: { asked: string[]; go(): void }[] = [];
  const start = (died: () => void): EngineThread => {
    const asked: string[] = [];
    let go = (): void => undefined;
    let fail = (_: unknown): void => undefined;
    started.push({ asked, go: () => go() });
    const answer = <T>(name: string, value: T) =>
      new Promise<T>((resolve, reject) => {
        asked.push(name);
        go = () => resolve(value);
        fail = reject;
      });
    return Object.assign(Object.create(createEngineHost()) as EngineThread, {
      detect: (request: { method: string }) => answer(request.method, {}),
      feed: ({ stream }: { stream: string }) => answer(stream, []),
      dispose() {
        fail(new WorkbenchError("run/cancelled", [], "the worker was ended"));
        died();
      },
    });
  };
  return { engine: engineOnThreads(size, start), started };
}

describe("calls that wait", () => {
  const detect = (method: string) => ({ channels: [Float64Array.of(1, 2, 3)], method, options: {} });

  it("go to the first thread that is free, in the order in which they came", async () => {
    const { engine, started } = held(2);
    const begun: string[] = [];
    const calls = ["a", "b", "c", "d"].map((name) => engine.detect(detect(name), undefined, () => begun.push(name)));
    await vi.waitFor(() => expect(begun).toEqual(["a", "b"]));
    started[1]!.go();
    await calls[1];
    await vi.waitFor(() => expect(begun).toEqual(["a", "b", "c"]));
    started[1]!.go();
    await calls[2];
    await vi.waitFor(() => expect(started.map(({ asked }) => asked)).toEqual([["a"], ["b", "c", "d"]]));
    for (const { go } of started) go();
    await Promise.all(calls);
  });
  it("keep their thread where it remembers what was sent before", async () => {
    const { engine, started } = held(2);
    const feed = (stream: string) => engine.feed({ stream, method: "page-hinkley", options: {}, samples: [[1]] });
    // "p" and "r" have the same thread, "q" the other.
    const calls = ["p", "r", "q"].map(feed);
    await vi.waitFor(() => expect(started).toHaveLength(2));
    started[1]!.go();
    await calls[2];
    expect(started.map(({ asked }) => asked)).toEqual([["p"], ["q"]]);
    started[0]!.go();
    await calls[0];
    await vi.waitFor(() => expect(started[0]!.asked).toEqual(["p", "r"]));
    started[0]!.go();
    await calls[1];
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
      openTwins: (_: RunSpecInput, { steps }: TwinRequest) => (steps === 13 ? stuck() : host.openTwins(_, { steps })),
      advanceTwins: stuck,
      dispose: () => void worker.terminate(),
    });
  };
  return { engine: engineOnThreads(size, start), workers };
}

describe("a thread that has a fault", () => {
  const fragile = 'import { parentPort } from "node:worker_threads"; parentPort.on("message", () => { throw new Error("the fault") });';

  it("settles also what it is asked before it has ended, and tells of its end at once", async () => {
    const worker = startCellThread(new URL(`data:text/javascript,${encodeURIComponent(fragile)}`))!;
    let died = 0;
    const thread = speakTo(worker, () => died++);
    const after = new Promise<unknown>((resolve) =>
      worker.once("error", () => {
        expect(died).toBe(1);
        thread.describe().catch(resolve);
      }),
    );
    await expect(thread.describe()).rejects.toMatchObject({ code: "internal", message: expect.stringContaining("the fault") as string });
    expect(await after).toMatchObject({ code: "run/cancelled" });
  });
});

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
  it("is ended likewise while twins are opened, and takes no others along", async () => {
    const { engine, workers } = spinning(1);
    const twins = await engine.openTwins(spec, { steps: 4 });
    const late = new AbortController();
    const stuck = engine.openTwins(spec, { steps: 13 }, late.signal);
    await vi.waitFor(() => expect(workers).toHaveLength(2));
    const ended = exits(workers[1]!);
    late.abort();
    await expect(stuck).rejects.toMatchObject({ code: "run/cancelled" });
    await ended;
    await engine.close(twins);
    await engine.end();
  });
  it("is not begun for whoever has gone already", async () => {
    const { engine } = spinning(1);
    const twins = await engine.openTwins(spec, { steps: 4 });
    for (const call of [
      () => engine.advanceTwins(twins, false, AbortSignal.abort()),
      () => engine.openTwins(spec, { steps: 13 }, AbortSignal.abort()),
    ])
      await expect(call()).rejects.toMatchObject({ code: "run/cancelled" });
    await engine.end();
  });
  it("ends with the engine, as those that wait behind it do", async () => {
    const { engine, started } = held(1);
    const [first, behind] = [engine.detect(detect), engine.detect(detect)];
    await vi.waitFor(() => expect(started).toHaveLength(1));
    const all = Promise.allSettled([first, behind]);
    await engine.end();
    expect(await all).toMatchObject([{ reason: { code: "run/cancelled" } }, { reason: { code: "run/cancelled" } }]);
    expect(started).toHaveLength(1);
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
    const reason: unknown = expect.objectContaining({
      statusCode: 429,
      retryAfter: 5,
      message: "too many measurements wait already; try again in 5 s",
    });
    expect(refused).toEqual(Array(6).fill({ status: "rejected", reason }));
    gone.abort();
    await Promise.allSettled(many);
    await engine.end();
  });
});
