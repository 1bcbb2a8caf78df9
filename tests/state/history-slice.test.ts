import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Mark } from "../../src/core/spec/mark";
import { exportedSpec, wholeSpec } from "../../src/state/exported-spec";
import { fakeWorkbench } from "../support/workbench";

const dab: Mark = { kind: "stroke", points: [[1, 1]], radius: 1, softness: 0, value: 1, blend: "set" };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

async function opened(input: object = {}) {
  const workbench = fakeWorkbench();
  const state = workbench.store.getState;
  await state().open({ version: 1, model: "gray-scott", seed: 5, ...input }, { run: false });
  const steps = async (count: number) => {
    for (let i = 0; i < count; i++) await state().stepOnce();
    await state().followHistory();
  };
  return { ...workbench, state, steps };
}

describe("going about in time", () => {
  it("shows any step up to the newest, one back at a time, and stays within them", async () => {
    const { state, steps, services } = await opened();
    await steps(5);
    expect(state().run).toMatchObject({ step: 5, newest: 5 });
    await state().stepBack();
    expect(state().run).toMatchObject({ step: 4, newest: 5, status: "paused" });
    expect(services.frames.latest()?.step).toBe(4);
    await state().goToStep(-3);
    expect(state().run.step).toBe(0);
    await state().goToStep(99);
    expect(state().run.step).toBe(5);
  });

  it("counts steps that follow quickly from where it is going", async () => {
    const { state, steps } = await opened();
    await steps(6);
    await Promise.all([state().stepBack(), state().stepBack(), state().stepBack()]);
    expect(state().timeline.travelling).toBeNull();
    expect(state().run.step).toBe(3);
    await state().goToStep(6);
    const [first, second] = [state().goToStep(4), state().stepBack()];
    await Promise.all([first, second]);
    expect(state().run.step).toBe(3);
  });

  it("pauses a run that goes on, and glances only at what is at hand", async () => {
    const { state, engine } = await opened();
    void state().play();
    await vi.advanceTimersByTimeAsync(30);
    const glanced = state().glance(3);
    await vi.advanceTimersByTimeAsync(30);
    await glanced;
    expect(state().run).toMatchObject({ status: "paused", step: 0 });
    expect(engine.calls.at(-1)).toBe("goTo 0");
  });

  it("shows only the newest of several ways to a step, and forgets what was measured after it", async () => {
    const { state, steps, engine } = await opened();
    await steps(6);
    await vi.advanceTimersByTimeAsync(500);
    expect(Math.max(...state().series["dimension"]!.map(({ step }) => step))).toBe(6);
    const goTo = engine.goTo;
    engine.goTo = async (...args) => {
      await new Promise((resolve) => setTimeout(resolve, 100));
      return goTo(...args);
    };
    const ways = [state().goToStep(2), state().goToStep(3)];
    await vi.advanceTimersByTimeAsync(10);
    expect(state().timeline.travelling).toEqual({ to: 3, at: 6 });
    await vi.advanceTimersByTimeAsync(400);
    await Promise.all(ways);
    expect(state().run.step).toBe(3);
    expect(state().timeline.travelling).toBeNull();
    await vi.advanceTimersByTimeAsync(500);
    expect(state().series["dimension"]!.every(({ step }) => step <= 3)).toBe(true);
  });

  it("replays to the newest step and stops there", async () => {
    const { state, steps } = await opened();
    await steps(9);
    state().setStepsPerFrame(4);
    const replayed = state().replay(2);
    await vi.advanceTimersByTimeAsync(100);
    await replayed;
    expect(state().run).toMatchObject({ step: 9, newest: 9, status: "paused" });
    expect(state().timeline.replayTo).toBeNull();
  });

  it("goes back after a failure, to any step before it", async () => {
    const { state, steps, engine } = await opened();
    await steps(8);
    engine.failAt = 10;
    const ended = state().play();
    await vi.advanceTimersByTimeAsync(50);
    await ended;
    expect(state().run.status).toBe("failed");
    await state().goToStep(3);
    expect(state().run).toMatchObject({ status: "paused", problem: null, step: 3 });
  });
});

describe("what is done to a run", () => {
  it("leaves the spec of its start as it was, shows present parameters, and says how the state came about", async () => {
    const { state, steps } = await opened();
    await steps(3);
    await state().setParameter("F", 0.05);
    await state().paint("v", dab);
    await steps(2);
    expect(state().spec?.parameters["F"]).toBe(0.05);
    expect(state().run).toMatchObject({ steered: true, start: { F: 0.037 } });
    const done = [
      { step: 3, parameters: { F: 0.05 } },
      { step: 3, field: "v", mark: dab },
    ];
    expect(exportedSpec(state())).toMatchObject({ steps: 5, parameters: { F: 0.037 }, interventions: done });
    await state().goToStep(2);
    expect(state().spec?.parameters["F"]).toBe(0.037);
    expect(exportedSpec(state())).not.toHaveProperty("interventions");
    expect(wholeSpec(state())?.interventions).toEqual(done);
    await state().goToStep(5);
    expect(state().spec?.parameters["F"]).toBe(0.05);
    await state().resetRun();
    expect(state().run).toMatchObject({ steered: false, newest: 0, start: { F: 0.05 } });
    expect(state().spec).not.toHaveProperty("interventions");
  });

  it("in the past drops what came after, with its bookmarks, and tells of it", async () => {
    const { state, steps } = await opened();
    await steps(8);
    state().addBookmark("late");
    await state().goToStep(4);
    state().addBookmark("early");
    expect(state().timeline.told).toBe("");
    await state().setParameter("F", 0.05);
    expect(state().run).toMatchObject({ step: 4, newest: 4 });
    expect(state().timeline.bookmarks).toEqual([{ step: 4, name: "early" }]);
    expect(state().timeline.told).toMatch(/after step 4 was dropped/);
    state().removeBookmark(4);
    expect(state().timeline.bookmarks).toEqual([]);
  });

  it("comes with a spec that has it, and is left behind by one that is changed", async () => {
    const { state, steps } = await opened({ interventions: [{ step: 2, parameters: { F: 0.05 } }] });
    expect(state().spec?.parameters["F"]).toBe(0.037);
    expect(state().run.steered).toBe(true);
    await steps(3);
    expect(state().spec?.parameters["F"]).toBe(0.05);
    await state().changeSpec({ seed: 6 });
    expect(state().spec).not.toHaveProperty("interventions");
    expect(state().spec?.parameters["F"]).toBe(0.05);
  });
});
