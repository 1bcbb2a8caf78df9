import { afterEach, describe, expect, it, vi } from "vitest";
import { WorkbenchError } from "../../src/core/errors";
import { limitRuns } from "../../server/run-limits";
import { engineOnThreads } from "../../server/threads";
import type { RunSpecInput } from "../../src/core/spec/run-spec";
import { createEngineHost } from "../../src/engine/host";
import type { BackendWish } from "../../src/engine/protocol";

const spec: RunSpecInput = { version: 1, model: "gray-scott", grid: { shape: [8, 8] } };
const limits = { maxCells: 4096, maxRuns: 4, maxThreads: 2, idleMinutes: 10, callSeconds: 60 };
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

describe("a run whose thread has died", () => {
  const lost = (code: "internal" | "run/unknown") => {
    const host = createEngineHost();
    const engine = { ...host, close: () => Promise.reject(new WorkbenchError(code, [], "inner words")) };
    return limitRuns(engine, { ...limits, maxRuns: 1 }, () => 0);
  };
  it("leaves its place to another though it cannot be closed", async () => {
    const engine = lost("internal");
    const { run } = await engine.open(spec);
    await expect(engine.close(run)).rejects.toMatchObject({ code: "internal" });
    expect(engine.runs).toBe(0);
    await engine.open(spec);
  });
  it("is unknown under its own name, and from then on takes no place", async () => {
    const host = createEngineHost();
    const unknown = () => Promise.reject(new WorkbenchError("run/unknown", [], 'there is no run "run-1" here'));
    const engine = limitRuns({ ...host, frame: unknown }, { ...limits, maxRuns: 1 }, () => 0);
    const { run } = await engine.open(spec);
    await expect(engine.frame(run)).rejects.toThrow(`there is no run "${run}" on this server`);
    expect(engine.runs).toBe(0);
  });
  it("keeps no other from being closed, and is told of", async () => {
    const host = createEngineHost();
    const closed: string[] = [];
    let now = 0;
    const close = async (run: string) => {
      closed.push(run);
      if (closed.length === 1) throw new Error("its thread has died");
    };
    const engine = limitRuns({ ...host, close }, limits, () => now);
    await engine.open(spec);
    await engine.open(spec);
    now = 11 * minute;
    expect(await engine.closeIdle()).toEqual([new Error("its thread has died")]);
    expect([closed.length, engine.runs]).toEqual([2, 0]);
    closed.length = 0;
    await engine.open(spec);
    await engine.open(spec);
    expect(await engine.closeAll()).toEqual([new Error("its thread has died")]);
    expect([closed.length, engine.runs]).toEqual([2, 0]);
  });
});

describe("one user's share", () => {
  it("is half of the runs, also when many are opened at once, twins among them", async () => {
    const engine = limitRuns(createEngineHost(), limits, () => 0);
    const opened = await Promise.allSettled([
      engine.open(spec, {}, "ann"),
      engine.openTwins(spec, { steps: 10 }, "ann"),
      engine.open(spec, {}, "ann"),
      engine.openTwins(spec, { steps: 10 }, "ann"),
    ]);
    expect(opened.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled", "rejected", "rejected"]);
    await expect(engine.open(spec, {}, "ann")).rejects.toMatchObject({
      message: "you have 2 runs open already, which is the most (MFN_MAX_RUNS_PER_USER); close one, or wait until an idle one is closed",
      detail: { limit: 2, actual: 2 },
    });
    const { run } = await engine.open(spec, {}, "bob");
    expect(() => engine.checkOwner(run, "ann")).toThrow(/there is no run/);
    await engine.close(run);
    await engine.open(spec, {}, "bob");
  });
  it("counts runs for whom they are made, whosever they are; those for nobody fill nobody's share", async () => {
    const engine = limitRuns(createEngineHost(), limits, () => 0);
    await engine.open(spec, {}, "streams", "ann");
    await engine.open(spec, {}, "streams", "ann");
    await expect(engine.open(spec, {}, "ann")).rejects.toThrow(/you have 2 runs open already/);
    const { run } = await engine.open(spec, {}, "streams", null);
    expect(() => engine.checkOwner(run, "ann")).toThrow(/there is no run/);
    await engine.open(spec, {}, "streams", null);
    await expect(engine.open(spec, {}, "streams", null)).rejects.toThrow(/this server has 4 runs open already/);
  });
  it("is what the setting says, and at least one run", async () => {
    const one = limitRuns(createEngineHost(), { ...limits, maxRuns: 1 }, () => 0);
    await one.open(spec, {}, "ann");
    await expect(one.open(spec, {}, "bob")).rejects.toThrow(/this server has 1 runs open already, which is the most \(MFN_MAX_RUNS\)/);
    const all = limitRuns(createEngineHost(), { ...limits, maxRunsPerUser: 4 }, () => 0);
    for (let i = 0; i < 4; i++) await all.open(spec, {}, "ann");
    expect(all.runs).toBe(4);
  });
});

describe("a call that takes as long as is asked for", () => {
  afterEach(() => void vi.useRealTimers());
  const broken = (until: AbortSignal | undefined) =>
    new Promise<never>((_, reject) => until!.addEventListener("abort", () => reject(new WorkbenchError("run/cancelled", [], "broken off"))));
  const detect = { channels: [new Float64Array(8)], method: "pelt", options: {} };

  it("is broken off when its time has passed, and told so", async () => {
    const begun = (until?: AbortSignal, begin?: () => void) => (begin?.(), broken(until));
    const engine = limitRuns({ ...createEngineHost(), detect: (_, ...turn) => begun(...turn) }, { ...limits, callSeconds: 120 }, () => 0);
    vi.useFakeTimers();
    const answer = engine.detect(detect);
    const refused = expect(answer).rejects.toMatchObject({
      code: "server/refused",
      statusCode: 503,
      message: expect.stringMatching(/longer than 120 s and was broken off \(MFN_CALL_SECONDS\)/) as string,
    });
    await vi.advanceTimersByTimeAsync(119_000);
    expect(vi.getTimerCount()).toBe(1);
    await vi.advanceTimersByTimeAsync(2000);
    await refused;
  });
  it("has its time from when its turn has come, and waits for that as long", async () => {
    const started: string[] = [];
    const stuck = () => new Promise<never>(() => undefined);
    const thread = { ...createEngineHost(), detect: ({ method }: { method: string }) => (started.push(method), stuck()), dispose: () => undefined };
    const engine = limitRuns(
      engineOnThreads(1, () => thread),
      { ...limits, callSeconds: 120 },
      () => 0,
    );
    vi.useFakeTimers();
    const answers: Record<string, unknown> = {};
    const ask = (method: string) => void engine.detect({ ...detect, method }).catch((error: unknown) => (answers[method] = error));
    const tooSlow = expect.objectContaining({ statusCode: 503 }) as unknown;
    ask("first");
    await vi.advanceTimersByTimeAsync(60_000);
    ask("second");
    ask("third");
    await vi.advanceTimersByTimeAsync(61_000);
    expect([started, answers]).toEqual([["first", "second"], { first: tooSlow }]);
    await vi.advanceTimersByTimeAsync(60_000);
    const waited = expect.objectContaining({
      statusCode: 429,
      retryAfter: 5,
      message: expect.stringMatching(/too many computations wait/) as string,
    }) as unknown;
    expect([started, answers]).toEqual([["first", "second"], { first: tooSlow, third: waited }]);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(answers["second"]).toEqual(tooSlow);
    await engine.closeAll();
  });
  it("may be the opening of twins, which then take no place", async () => {
    const engine = limitRuns({ ...createEngineHost(), openTwins: (_, __, until, begun) => (begun?.(), broken(until)) }, limits, () => 0);
    vi.useFakeTimers();
    const refused = expect(engine.openTwins(spec, { steps: 10 })).rejects.toMatchObject({ statusCode: 503 });
    await vi.advanceTimersByTimeAsync(60_000);
    await refused;
    expect(engine.runs).toBe(0);
  });
  it("is broken off when whoever asked has gone", async () => {
    const engine = limitRuns({ ...createEngineHost(), detect: (_, until) => broken(until) }, limits, () => 0);
    const gone = new AbortController();
    const answer = engine.detect(detect, gone.signal);
    gone.abort();
    await expect(answer).rejects.toMatchObject({ code: "run/cancelled" });
  });
  it("takes the twins that it followed with it, and nothing else", async () => {
    const engine = limitRuns({ ...createEngineHost(), advanceTwins: (_, __, until) => broken(until) }, limits, () => 0);
    const { run } = await engine.open(spec);
    const twins = await engine.openTwins(spec, { steps: 10 });
    const gone = new AbortController();
    const answer = engine.advanceTwins(twins, false, gone.signal);
    gone.abort();
    await expect(answer).rejects.toMatchObject({ code: "run/cancelled" });
    await vi.waitFor(() => expect(engine.runs).toBe(1));
    expect((await engine.step(run)).step).toBe(1);
  });
});
