import { describe, expect, it } from "vitest";
import { engineOnThreads, type EngineThread } from "../../server/threads";
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
});
