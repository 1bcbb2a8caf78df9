import { describe, expect, it } from "vitest";
import { createEngineHost } from "../../src/engine/host";
import { fakeWorkbench } from "../support/workbench";

const decay = {
  version: 1 as const,
  model: "custom",
  species: { u: {} },
  params: {},
  equations: { u: "-0.5*u" },
  grid: { shape: [4, 4] as [number, number] },
  integrator: { method: "rk4", dt: 0.1 },
  initial: { kind: "expression" as const, u: "1 + 0.1*x" },
};

async function opened() {
  const analyst = Object.assign(createEngineHost(), { dispose: () => undefined });
  const { store, engine } = fakeWorkbench({ startSeriesAnalyst: () => analyst });
  Object.assign(engine, createEngineHost());
  await store.getState().open(decay, { run: false });
  return { state: store.getState, analyst };
}

describe("a twin of the run", () => {
  it("is followed from the state the run is in, to the exponent", async () => {
    const { state } = await opened();
    await state().stepOnce();
    await state().followTwin(300);
    expect(state().lyapunov).toMatchObject({ status: "done", of: { step: 1, specHash: state().run.specHash }, problem: null });
    expect(state().lyapunov.result!.value).toBeCloseTo(-0.5, 5);
  });

  it("is given up with what was found when stopped", async () => {
    const { state } = await opened();
    const following = state().followTwin(100_000_000);
    await expect.poll(() => state().lyapunov.reached?.done ?? 0).toBeGreaterThan(0);
    state().stopTwin();
    await following;
    expect(state().lyapunov.status).toBe("done");
    expect(JSON.stringify(state().lyapunov.result)).toMatch(/stopped after|no burst/);
  });

  it("says why it cannot be followed", async () => {
    const { state, analyst } = await opened();
    analyst.openTwins = () => Promise.reject(new Error("no memory"));
    await state().followTwin(10);
    expect(state().lyapunov).toMatchObject({ status: "failed", problem: { message: "no memory" } });
  });
});
