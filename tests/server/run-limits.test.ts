import { describe, expect, it } from "vitest";
import { limitRuns } from "../../server/run-limits";
import type { RunSpecInput } from "../../src/core/spec/run-spec";
import { createEngineHost } from "../../src/engine/host";
import type { BackendWish } from "../../src/engine/protocol";

const spec: RunSpecInput = { version: 1, model: "gray-scott", grid: { shape: [8, 8] } };
const limits = { maxCells: 4096, maxRuns: 4, maxThreads: 2, idleMinutes: 10 };
const minute = 60_000;

describe("runs nobody asks about", () => {
  it("are closed after the time allowed, and no others", async () => {
    let now = 0;
    const engine = limitRuns(createEngineHost(), limits, () => now);
    const forgotten = await engine.open(spec);
    const used = await engine.open(spec);
    now = 9 * minute;
    await engine.frame(used.run);
    now = 11 * minute;
    await engine.closeIdle();
    expect(engine.runs).toBe(1);
    await expect(engine.frame(forgotten.run)).rejects.toMatchObject({ code: "run/unknown" });
    expect((await engine.frame(used.run)).run).toBe(used.run);
  });
  it("stay open while they advance", async () => {
    let now = 0;
    const engine = limitRuns(createEngineHost(), limits, () => now);
    const { run } = await engine.open(spec);
    const advancing = engine.advance(run, 200);
    now = 100 * minute;
    await engine.closeIdle();
    expect((await advancing).step).toBe(200);
    expect(engine.runs).toBe(1);
  });
});

describe("a closed run", () => {
  it("makes room for another", async () => {
    const engine = limitRuns(createEngineHost(), { ...limits, maxRuns: 1 }, () => 0);
    const { run } = await engine.open(spec);
    await expect(engine.open(spec)).rejects.toMatchObject({ code: "server/refused" });
    await engine.close(run);
    expect((await engine.open(spec)).frame.step).toBe(0);
  });
  it("that failed to open takes no room", async () => {
    const engine = limitRuns({ ...createEngineHost(), open: () => Promise.reject(new Error("no memory")) }, { ...limits, maxRuns: 1 }, () => 0);
    await expect(engine.open(spec)).rejects.toThrow("no memory");
    await expect(engine.open(spec)).rejects.toThrow("no memory");
  });
});

describe("the threads of a run", () => {
  it.each([
    [undefined, { threads: 2 }],
    [{ threads: 1 }, { threads: 1 }],
    [
      { backend: "plain", threads: 64 },
      { backend: "plain", threads: 2 },
    ],
  ] as const)("of a wish %j are no more than allowed", async (wish, asked) => {
    const host = createEngineHost();
    const wishes: (BackendWish | undefined)[] = [];
    const open: typeof host.open = (document, given) => {
      wishes.push(given);
      return host.open(document, given);
    };
    await limitRuns({ ...host, open }, limits, () => 0).open(spec, wish);
    expect(wishes).toEqual([asked]);
  });
});
