import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { WorkbenchError } from "../../src/core/errors";
import type { RunSpecInput } from "../../src/core/spec/run-spec";
import type { MeasureRequest } from "../../src/engine/protocol";
import { fakeWorkbench } from "../support/workbench";

const grayScott = { version: 1, model: "gray-scott", seed: 5 } as const;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

async function opened(input: RunSpecInput = grayScott, run = false) {
  const workbench = fakeWorkbench();
  await workbench.store.getState().open(input, { run });
  return { ...workbench, state: workbench.store.getState };
}

describe("a run", () => {
  it("shows its first state as soon as it is open", async () => {
    const { state, services } = await opened();
    expect(state().run).toMatchObject({ status: "paused", step: 0, id: "run-1", largestStableDt: 1.2 });
    expect(services.frames.latest()?.step).toBe(0);
  });

  it("goes on frame after frame until it is paused, asking for the next only when the screen is ready", async () => {
    const { state, engine } = await opened();
    state().setStepsPerFrame(10);
    const ended = state().play();
    await vi.advanceTimersByTimeAsync(3);
    await state().pause();
    await vi.advanceTimersByTimeAsync(5);
    await ended;
    const advances = engine.calls.filter((call) => call === "advance 10").length;
    expect(advances).toBeGreaterThan(1);
    expect(state().run).toMatchObject({ status: "paused", step: 10 * advances });
    await vi.advanceTimersByTimeAsync(50);
    expect(engine.calls.filter((call) => call === "advance 10")).toHaveLength(advances);
  });

  it("never asks for more than that when Run and Pause are pressed in a hurry", async () => {
    const { state, engine } = await opened();
    let inFlight = 0;
    let most = 0;
    const advance = engine.advance;
    engine.advance = async (...args) => {
      most = Math.max(most, ++inFlight);
      await new Promise((resolve) => setTimeout(resolve, 20));
      const frame = await advance(...args);
      inFlight--;
      return frame;
    };
    void state().play();
    void state().pause();
    void state().play();
    void state().pause();
    void state().play();
    await vi.advanceTimersByTimeAsync(200);
    await state().pause();
    expect(most).toBe(2);
  });

  it("keeps the engine busy while a frame is drawn: one under way, one behind it", async () => {
    let drawn = () => {};
    const screen = { nextFrame: () => new Promise<void>((resolve) => (drawn = resolve)) };
    const { store, engine } = fakeWorkbench(screen);
    await store.getState().open(grayScott, { run: true });
    await vi.advanceTimersByTimeAsync(5);
    expect(store.getState().run.step).toBeGreaterThan(0);
    expect(engine.calls.filter((call) => call.startsWith("advance"))).toHaveLength(3);
    await store.getState().pause();
    drawn();
    await vi.advanceTimersByTimeAsync(5);
    expect(engine.calls.filter((call) => call.startsWith("advance"))).toHaveLength(3);
  });

  it("sends only the field that is shown while it runs, and all of them when it stops", async () => {
    const { state, services } = await opened();
    void state().play();
    await vi.advanceTimersByTimeAsync(5);
    expect(Object.keys(services.frames.latest()!.fields)).toEqual([state().field]);
    await state().pause();
    await vi.advanceTimersByTimeAsync(5);
    expect(Object.keys(services.frames.latest()!.fields)).toEqual(["u", "v"]);
  });

  it("stops by itself at the number of steps its spec asks for", async () => {
    const { state } = await opened({ ...grayScott, steps: 40 }, true);
    state().setStepsPerFrame(16);
    await vi.advanceTimersByTimeAsync(50);
    expect(state().run).toMatchObject({ status: "paused", step: 40 });
    void state().play();
    await vi.advanceTimersByTimeAsync(5);
    expect(state().run.step).toBeGreaterThan(40);
  });

  it("steps once, and goes back to its beginning", async () => {
    const { state, services } = await opened();
    await state().stepOnce();
    expect(state().run.step).toBe(1);
    await state().resetRun();
    expect(state().run).toMatchObject({ step: 0, status: "paused" });
    expect(services.frames.latest()?.step).toBe(0);
  });
});

describe("a field that leaves the finite range", () => {
  it("stops the run and says which field, where and when", async () => {
    const { state, engine } = await opened();
    engine.failAt = 40;
    await Promise.all([state().play(), vi.advanceTimersByTimeAsync(50)]);
    expect(state().run.status).toBe("failed");
    expect(state().run.problem).toMatchObject({ code: "run/not-finite", detail: { field: "u", cell: [0, 1], step: 40 } });
  });

  it("leaves a way back to the last good state and on with a smaller step", async () => {
    const { state, engine, services } = await opened();
    state().setStepsPerFrame(16);
    engine.failAt = 40;
    await Promise.all([state().play(), vi.advanceTimersByTimeAsync(50)]);
    await state().showLastGood();
    expect(state().run).toMatchObject({ status: "paused", problem: null, step: 32 });
    expect(services.frames.latest()?.step).toBe(32);
    await Promise.all([state().play(), vi.advanceTimersByTimeAsync(50)]);
    engine.failAt = null;
    await state().changeSpec({ integrator: { method: "euler", dt: 0.5 } });
    expect(state().spec?.integrator.dt).toBe(0.5);
    expect(state().run).toMatchObject({ status: "running", problem: null });
    await state().pause();
  });
});

describe("a run that its server does not know any more", () => {
  const lost = new WorkbenchError("run/unknown", [], "there is no run on this server; open it again");

  it("begins anew by a reset: the same experiment, as it was steered last, from its start", async () => {
    const { state, engine } = await opened();
    await state().stepOnce();
    await state().setParameter("F", 0.05);
    engine.reset = () => Promise.reject(lost);
    await state().resetRun();
    expect(state().run).toMatchObject({ id: "run-2", status: "paused", step: 0, problem: null });
    expect(state().spec).toMatchObject({ seed: 5, parameters: { F: 0.05 } });
    expect(state().spec).not.toHaveProperty("interventions");
    expect(engine.calls).toContain("close run-1");
  });
  it("says why where it cannot be opened again", async () => {
    const { state, engine } = await opened();
    engine.reset = () => Promise.reject(lost);
    engine.open = () => Promise.reject(new WorkbenchError("server/unreachable", [], "nothing answers"));
    await state().resetRun();
    expect(state().run).toMatchObject({ id: "run-1", status: "failed", problem: { code: "server/unreachable" } });
  });
});

describe("a change that needs another run", () => {
  it("opens it, closes the one before, and keeps running", async () => {
    const { state, engine, services } = await opened(grayScott, true);
    await state().changeSpec({ seed: 6 });
    expect(state().spec?.seed).toBe(6);
    expect(state().run).toMatchObject({ id: "run-2", status: "running" });
    expect(engine.calls).toContain("close run-1");
    expect(services.frames.latest("run-1")).toBeNull();
    await state().pause();
  });

  it("asks the new run for steps in the same turn in which it opens, before anything is drawn and whatever the one before still owes", async () => {
    const { state, engine } = await opened();
    const advance = engine.advance;
    engine.advance = (id, ...rest) => (id === "run-1" ? new Promise(() => {}) : advance(id, ...rest));
    void state().play();
    await vi.advanceTimersByTimeAsync(20);
    let calls = -1;
    engine.open = (
      (open) =>
      async (...args: Parameters<typeof open>) => {
        const answer = await open(...args);
        calls = engine.calls.filter((call) => call.startsWith("advance")).length;
        return answer;
      }
    )(engine.open);
    await state().open(grayScott);
    expect(engine.calls.filter((call) => call.startsWith("advance")).length).toBeGreaterThan(calls);
    await state().pause();
  });

  it("leaves the run as it was when the spec is refused, and says why", async () => {
    const { state } = await opened();
    await state().changeSpec({ grid: { shape: [64, 64, 64, 64] as unknown as [number, number], spacing: 1, stencil: "standard" } });
    expect(state().run.id).toBe("run-1");
    expect(state().specProblem?.message).toMatch(/grid/);
  });

  it("drops the older of two openings that overtake each other", async () => {
    const { state, engine } = await opened();
    const open = engine.open;
    let first = true;
    engine.open = async (input) => {
      const slow = first;
      first = false;
      const answer = await open(input);
      if (slow) await new Promise((resolve) => setTimeout(resolve, 100));
      return answer;
    };
    const older = state().changeSpec({ seed: 8 });
    const newer = state().changeSpec({ seed: 9 });
    await vi.advanceTimersByTimeAsync(200);
    await Promise.all([older, newer]);
    expect(state().spec?.seed).toBe(9);
    expect(engine.calls).toContain("close run-2");
  });
});

describe("measurements", () => {
  it("are asked for one at a time, and the newest frame is measured in the end", async () => {
    const { state, analyst } = await opened();
    let inFlight = 0;
    let most = 0;
    const measure = analyst.measure;
    analyst.measure = async (request) => {
      most = Math.max(most, ++inFlight);
      await new Promise((resolve) => setTimeout(resolve, 30));
      inFlight--;
      return measure(request);
    };
    void state().play();
    await vi.advanceTimersByTimeAsync(300);
    await state().pause();
    await vi.advanceTimersByTimeAsync(1000);
    expect(most).toBe(1);
    expect(state().measurement?.step).toBe(state().run.step);
    expect(state().series["dimension"]!.length).toBeGreaterThan(1);
  });

  it("are of the domain alone where the spec has a mask", async () => {
    const { state, analyst } = await opened();
    const asked: MeasureRequest[] = [];
    const measure = analyst.measure;
    analyst.measure = (request) => {
      asked.push(request);
      return measure(request);
    };
    await state().stepOnce();
    await vi.advanceTimersByTimeAsync(500);
    expect(asked.at(-1)!.mask).toBeNull();
    const { shape } = state().spec!.grid;
    await state().open({ ...state().spec!, grid: { ...state().spec!.grid, mask: "x - 0.5" } });
    await state().stepOnce();
    await vi.advanceTimersByTimeAsync(500);
    const { mask } = asked.at(-1)!;
    expect(mask).toEqual(Uint8Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, cell) => (cell % shape.at(-1)! === 0 ? 0 : 1)));
  });

  it("belong to one history: a reset begins another", async () => {
    const { state, analyst } = await opened();
    const streams: string[] = [];
    const measure = analyst.measure;
    analyst.measure = (request) => {
      streams.push(request.stream);
      return measure(request);
    };
    await state().stepOnce();
    await vi.advanceTimersByTimeAsync(500);
    await state().resetRun();
    await vi.advanceTimersByTimeAsync(500);
    expect(new Set(streams).size).toBe(2);
    expect(state().series["dimension"]).toHaveLength(1);
  });
});

describe("the store", () => {
  it("holds facts only: everything in it survives JSON", async () => {
    const { state } = await opened();
    await state().stepOnce();
    await vi.advanceTimersByTimeAsync(500);
    const visit = (value: unknown): void => {
      expect(ArrayBuffer.isView(value)).toBe(false);
      if (typeof value === "object" && value !== null) Object.values(value).forEach(visit);
    };
    visit(state());
  });
});
