import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { recallSpec } from "../../src/state/spec-slice";
import { fakeWorkbench, memoryStorage } from "../support/workbench";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

async function opened() {
  const storage = memoryStorage();
  const workbench = fakeWorkbench({ storage });
  await workbench.store.getState().open({ version: 1, model: "gray-scott", seed: 5 }, { preset: "labyrinth", run: false });
  return { ...workbench, storage, state: workbench.store.getState };
}

describe("moving a slider", () => {
  it("changes the run in flight: no re-seeding, no reset, no other run", async () => {
    const { state, engine } = await opened();
    await state().stepOnce();
    await state().setParameter("F", 0.05);
    expect(engine.received).toMatchObject({ F: 0.05 });
    expect(state().spec).toMatchObject({ seed: 5, parameters: { F: 0.05 } });
    expect(state().run).toMatchObject({ id: "run-1", step: 1, largestStableDt: 1.1, steered: true });
    expect(engine.calls.filter((call) => call === "open" || call === "reset")).toEqual(["open"]);
  });

  it("before the first step is no steering: the start follows, and is shown", async () => {
    const { state, engine, services } = await opened();
    let asked = 0;
    engine.frame = ((frame) => (id) => (asked++, frame(id)))(engine.frame);
    await state().setParameter("F", 0.05);
    expect(state().run).toMatchObject({ step: 0, steered: false });
    expect(asked).toBe(1);
    expect(services.frames.latest()?.step).toBe(0);
  });

  it("skips values while the engine is busy and ends with the last one", async () => {
    const { state, engine } = await opened();
    const answer = engine.setParameters;
    engine.setParameters = async (...args) => {
      await new Promise((resolve) => setTimeout(resolve, 50));
      return answer(...args);
    };
    const moves = [0.01, 0.02, 0.03, 0.04].map((F) => state().setParameter("F", F));
    await vi.advanceTimersByTimeAsync(500);
    await Promise.all(moves);
    expect(engine.received).toMatchObject({ F: 0.04 });
    expect(engine.calls.filter((call) => call === "setParameters")).toHaveLength(2);
    expect(state().spec?.parameters["F"]).toBe(0.04);
  });

  it("goes back and says why when the value is refused", async () => {
    const { state } = await opened();
    const before = state().spec!.parameters["F"];
    await state().setParameter("F", 5);
    expect(state().spec?.parameters["F"]).toBe(before);
    expect(state().specProblem).toMatchObject({ code: "parameter/out-of-range" });
  });

  it("opens another run where the kernels change: from a number to a formula, between formulas, and back", async () => {
    const { state, engine } = await opened();
    const runs = () => engine.calls.filter((call) => call === "open").length;
    await state().setParameter("F", "0.03 + 0.02*x/Lx");
    expect(state().spec?.parameters["F"]).toBe("0.03 + 0.02*x/Lx");
    expect(state().run).toMatchObject({ id: "run-2", steered: false });
    await state().setParameter("k", 0.061);
    expect([runs(), state().spec?.parameters["k"]]).toEqual([2, 0.061]);
    await state().setParameter("F", "0.03 + 0.01*x/Lx");
    await state().setParameter("F", 0.04);
    expect([runs(), state().spec?.parameters["F"]]).toEqual([4, 0.04]);
  });

  it("opens another run where the mask depends on it", async () => {
    const { state, engine } = await opened();
    await state().changeSpec({ grid: { ...state().spec!.grid, mask: "x - 100*F" } });
    await state().setParameter("F", 0.05);
    await state().setParameter("k", 0.061);
    expect(engine.calls.filter((call) => call === "open")).toHaveLength(3);
  });

  it("tells whoever asked why a formula or a number is refused, and nobody else", async () => {
    const { state } = await opened();
    const told: string[] = [];
    await state().setParameter("F", "k*Q", ({ message }) => told.push(message));
    await state().setParameter("F", 5, ({ code }) => told.push(code));
    expect(told).toEqual([expect.stringContaining("Q"), "parameter/out-of-range"]);
    expect(state().specProblem).toBeNull();
    expect(typeof state().spec?.parameters["F"]).toBe("number");
  });

  it("leaves the preset behind", async () => {
    const { state } = await opened();
    expect(state().preset).toBe("labyrinth");
    await state().setParameter("F", 0.05);
    expect(state().preset).toBeNull();
  });
});

describe("choosing", () => {
  it("a model opens its first preset with the seed kept", async () => {
    const { state } = await opened();
    await state().chooseModel("schnakenberg");
    expect(state().spec).toMatchObject({ model: "schnakenberg", seed: 5 });
    expect(state().preset).not.toBeNull();
  });

  it("a preset takes over its parameters", async () => {
    const { state } = await opened();
    await state().choosePreset("spots");
    expect(state().spec?.parameters).toMatchObject({ F: 0.03, k: 0.062 });
    expect(state().preset).toBe("spots");
  });

  it("a new seed opens another run in the same preset", async () => {
    const { state } = await opened();
    await state().newSeed();
    expect(state().spec?.seed).toBe(77);
    expect(state().preset).toBe("labyrinth");
  });
});

describe("changes that come while a run opens", () => {
  it("are added to it, in their order", async () => {
    const { state, engine } = await opened();
    const open = engine.open;
    engine.open = async (...args) => {
      await new Promise((resolve) => setTimeout(resolve, 50));
      return open(...args);
    };
    const changes = [
      state().changeSpec(({ grid }) => ({ grid: { ...grid, shape: [32, grid.shape.at(-1)!] } })),
      state().changeSpec(({ grid }) => ({ grid: { ...grid, shape: [grid.shape[0], 48] } })),
      state().changeSpec({ seed: 9 }),
    ];
    await vi.advanceTimersByTimeAsync(500);
    await Promise.all(changes);
    expect(state().spec).toMatchObject({ grid: { shape: [32, 48] }, seed: 9 });
  });

  it("are dropped when another model was chosen meanwhile, and a refused one does not hold up the next", async () => {
    const { state } = await opened();
    const refused = state().changeSpec({ grid: { shape: [4, 4], spacing: -1, stencil: "standard" } });
    const wanted = state().changeSpec({ seed: 9 });
    await Promise.all([refused, wanted]);
    expect(state().spec?.seed).toBe(9);
    const late = state().changeSpec({ seed: 10 });
    const chosen = state().chooseModel("schnakenberg");
    const later = state().changeSpec({ seed: 11 });
    await Promise.all([late, chosen, later]);
    expect(state().spec).toMatchObject({ model: "schnakenberg", seed: 10 });
  });
});

describe("autosave", () => {
  it("keeps the spec a moment after it stops changing, and brings it back", async () => {
    const { state, storage } = await opened();
    expect(state().saved).toBe("saving");
    await vi.advanceTimersByTimeAsync(1000);
    expect(state().saved).toBe("saved");
    expect(recallSpec(storage)).toEqual({ spec: state().spec, preset: "labyrinth" });
  });

  it("keeps at once what changed when the page closes", async () => {
    const { state, storage, saveNow } = await opened();
    await state().setParameter("F", 0.05);
    saveNow();
    expect(recallSpec(storage)?.spec.parameters).toMatchObject({ F: 0.05 });
    expect(state().saved).toBe("saved");
  });

  it("says in words when the disk is full", async () => {
    const workbench = fakeWorkbench({
      storage: {
        getItem: () => null,
        setItem: () => {
          throw new DOMException("The quota has been exceeded.", "QuotaExceededError");
        },
      },
    });
    await workbench.store.getState().open({ version: 1, model: "gray-scott" }, { run: false });
    await vi.advanceTimersByTimeAsync(1000);
    expect(workbench.store.getState().saved).toMatch(/storage is full/);
  });

  it("forgives what it cannot read", () => {
    for (const text of ["", "{", "null", "[]", '"x"']) expect(recallSpec(memoryStorage({ "mfn.spec": text }))).toBeNull();
  });
});

describe("analysis", () => {
  it("follows the parameters, not every frame", async () => {
    const { state, analyst } = await opened();
    await vi.advanceTimersByTimeAsync(200);
    const count = () => analyst.calls.filter((call) => call === "analyse").length;
    const before = count();
    await state().stepOnce();
    await vi.advanceTimersByTimeAsync(200);
    expect(count()).toBe(before);
    await state().setParameter("F", 0.05);
    await vi.advanceTimersByTimeAsync(200);
    expect(count()).toBeGreaterThan(before);
  });
});
