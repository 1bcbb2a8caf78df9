import { describe, expect, it } from "vitest";
import { WorkbenchError } from "../../src/core/errors";
import { fakeEngine } from "../support/fake-engine";
import { fakeWorkbench, memoryStorage } from "../support/workbench";

const grayScott = { version: 1, model: "gray-scott", seed: 5 } as const;

async function opened(kept: Record<string, unknown> = {}) {
  const storage = memoryStorage({ "mfn.workspace": JSON.stringify(kept) });
  const server = fakeEngine();
  const workbench = fakeWorkbench({ storage, connectRemote: () => Promise.resolve(server) });
  await workbench.store.getState().open(grayScott, { preset: "labyrinth", run: false });
  return { ...workbench, storage, server, state: workbench.store.getState };
}

describe("what runs are computed with", () => {
  it("is left to a trial at first", async () => {
    const { engine, state } = await opened();
    expect(engine.wishes).toEqual([{ backend: "auto", threads: undefined }]);
    expect(state().run).toMatchObject({ backend: "wasm", exact: true, because: "it is fake" });
  });

  it("is what was chosen, from the present experiment on, and is kept for the next visit", async () => {
    const { engine, state, storage } = await opened();
    await state().chooseBackend({ backend: "plain" });
    await state().chooseBackend({ threads: 2 });
    expect(engine.wishes.slice(1)).toEqual([
      { backend: "plain", threads: undefined },
      { backend: "plain", threads: 2 },
    ]);
    expect(state().run).toMatchObject({ backend: "plain", step: 0 });
    expect(state()).toMatchObject({ preset: "labyrinth", backendProblem: null });
    expect(JSON.parse(storage.kept["mfn.workspace"]!)).toMatchObject({ backend: "plain", threads: 2 });
    expect((await opened({ backend: "plain", threads: 2 })).engine.wishes).toEqual([{ backend: "plain", threads: 2 }]);
  });

  it("says of a GPU that its bits are its own", async () => {
    const { state } = await opened({ backend: "webgpu" });
    expect(state().run).toMatchObject({ backend: "webgpu", exact: false });
  });

  it("takes nothing from a kept choice that makes no sense", async () => {
    const { engine } = await opened({ backend: "abacus", threads: -3 });
    expect(engine.wishes).toEqual([{ backend: "auto", threads: undefined }]);
  });
});

describe("a choice that cannot run", () => {
  it("falls back to the fastest, says why, and is tried again with the next run", async () => {
    const { engine, state } = await opened();
    engine.missing = ["webgpu"];
    await state().chooseBackend({ backend: "webgpu" });
    expect(state().run.backend).toBe("wasm");
    expect(state().backendProblem).toMatchObject({ code: "backend/unavailable", message: "there is no webgpu here" });
    expect(state().specProblem).toBeNull();
    engine.missing = [];
    await state().newSeed();
    expect(state().run.backend).toBe("webgpu");
    expect(state().backendProblem).toBeNull();
  });

  it("ends at the one that needs nothing", async () => {
    const { engine, state } = await opened();
    engine.missing = ["webgpu", "wasm"];
    await state().chooseBackend({ backend: "webgpu" });
    expect(state().run.backend).toBe("plain");
    expect(state().backendProblem?.message).toBe("there is no webgpu here");
  });

  it("is no reason to try a spec again that is wrong", async () => {
    const { engine, state } = await opened({ backend: "plain" });
    const before = engine.wishes.length;
    await state().changeSpec({ grid: { shape: [4, 4], spacing: -1 } });
    expect(engine.wishes).toHaveLength(before + 1);
    expect(state().specProblem).not.toBeNull();
    expect(state().backendProblem).toBeNull();
  });
});

describe("the list of back ends", () => {
  it("is asked of the present place, and forgotten when the place changes", async () => {
    const { state, server } = await opened();
    expect(state().backends).toBeNull();
    await state().askBackends();
    expect(state().backends?.map(({ id }) => id)).toEqual(["plain", "wasm", "webgpu"]);
    await state().connect("http://lab", { kind: "key", key: "mfn_key" });
    expect(state().backends).toBeNull();
    await state().chooseBackend({ backend: "plain" });
    expect(server.wishes).toEqual([{}]);
    await state().useLocal();
    expect(state().backends).toBeNull();
    expect(state().run.backend).toBe("plain");
  });

  it("stays unknown where nobody answers", async () => {
    const { engine, state } = await opened();
    engine.describe = () => Promise.reject(new WorkbenchError("server/unreachable", [], "gone"));
    await state().askBackends();
    expect(state().backends).toBeNull();
  });
});
