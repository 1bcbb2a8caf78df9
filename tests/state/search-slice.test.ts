import { describe, expect, it } from "vitest";
import { createPointsHost } from "../../src/engine/host-points";
import { libraryInMemory } from "../support/library";
import { fakeWorkbench } from "../support/workbench";

const side = 24;
const picture = { kind: "array" as const, name: "p.npy", shape: [side, side], values: Float32Array.from({ length: side * side }, (_, i) => Math.sin(i % side)), nominalRange: null, warnings: [] }; // prettier-ignore
const spec = { version: 1 as const, model: "gray-scott", grid: { shape: [side, side] as [number, number] } };

async function ready() {
  const host = createPointsHost();
  const library = libraryInMemory();
  const workbench = fakeWorkbench({
    library,
    startPoints: () => ({ ...host, dispose: () => undefined }),
    importFile: () => Promise.resolve(picture),
  });
  const state = workbench.store.getState;
  await state().open(spec, { run: false });
  state().prepareSearch();
  state().changeSearchDraft({ steps: 4, evaluations: 12 });
  return { state, library };
}

describe("a search in the page", () => {
  it("takes a picture, tells its progress and its fit, keeps what it found and opens it in the Lab", async () => {
    const { state, library } = await ready();
    await state().takeTarget(new File([], "p.npy"));
    expect(state().search).toMatchObject({ status: "idle", target: { name: "p.npy" } });
    expect(state().searchTile("target")).toMatchObject({ width: side });
    await state().startSearch();
    const { status, progress, problem } = state().search;
    expect({ status, problem }).toEqual({ status: "done", problem: null });
    expect(progress!.chance).toHaveLength(12);
    expect(progress!.near).toHaveLength(2);
    expect(state().searchTile("best")).not.toBeNull();
    expect((await library.list()).map(({ kind }) => kind)).toContain("search");
    await state().applySearch();
    expect(state().spec!.parameters["F"]).toBe(progress!.best!.values[0]);
  });

  it("takes a feature vector back, and says what is wrong with what is none", async () => {
    const { state } = await ready();
    await state().takeTarget(new File([], "p.npy"));
    const { fingerprint } = state().search.target!;
    await state().takeTarget(new File([JSON.stringify(fingerprint)], "f.json"));
    expect(state().search.target).toEqual({ name: "f.json", fingerprint });
    await state().takeTarget(new File(["{}"], "g.json"));
    expect(state().search).toMatchObject({ status: "failed", target: null, problem: { code: "spec/malformed" } });
  });

  it("stops at once", async () => {
    const { state } = await ready();
    await state().takeTarget(new File([], "p.npy"));
    const going = state().startSearch();
    state().stopSearch();
    await going;
    expect(state().search.status).toBe("stopped");
  });
});
