import { describe, expect, it } from "vitest";
import { complete } from "../../src/core/spec/complete";
import { fakeWorkbench, memoryStorage } from "../support/workbench";

async function opened(storage = memoryStorage()) {
  const workbench = fakeWorkbench({ storage });
  const state = workbench.store.getState;
  await state().open({ version: 1, model: "gray-scott", seed: 5 }, { run: false });
  return { state, storage };
}

describe("own models", () => {
  it("keep the present equations with all that belongs to their run, for the next visit too", async () => {
    const { state, storage } = await opened();
    state().editEquations();
    await state().writeEquation("u", "-u");
    await state().setParameter("F", 0.05);
    state().saveOwnModel("  Mine ");
    const { spec } = state();
    await state().chooseModel("schnakenberg");
    const later = await opened(storage);
    const [mine] = later.state().ownModels;
    expect(mine).toMatchObject({ id: "own-1", title: "Mine" });
    expect(complete(mine!.spec).spec).toEqual(spec);
    expect(await later.state().openOwnModel("own-1")).toBe(true);
    expect(later.state().spec).toEqual(spec);
    expect(await later.state().openOwnModel("own-2")).toBe(false);
  });

  it("are replaced under the same title, and removed", async () => {
    const { state } = await opened();
    state().saveOwnModel("A");
    state().saveOwnModel("B");
    await state().chooseModel("schnakenberg");
    state().saveOwnModel("A");
    expect(state().ownModels.map(({ id, title }) => [id, title])).toEqual([
      ["own-1", "A"],
      ["own-2", "B"],
    ]);
    expect(state().ownModels[0]!.spec.equations).toHaveProperty("v", expect.stringContaining("laplacian(v)"));
    state().removeOwnModel("own-1");
    state().saveOwnModel("C");
    expect(state().ownModels.map(({ id }) => id)).toEqual(["own-2", "own-3"]);
  });

  it("need a title and equations", async () => {
    const { state } = await opened();
    state().saveOwnModel("  ");
    await state().chooseModel("mfn-reference");
    state().saveOwnModel("Code");
    expect(state().ownModels).toEqual([]);
  });

  it("say in words when they cannot be kept, and stay for this visit", async () => {
    const full = {
      ...memoryStorage(),
      setItem: () => {
        throw new DOMException("The quota has been exceeded.", "QuotaExceededError");
      },
    };
    const { state } = await opened(full);
    state().saveOwnModel("Mine");
    expect(state().ownModels).toHaveLength(1);
    expect(state().ownModelsProblem).toMatch(/storage is full/);
  });

  it("forgive what they cannot read", async () => {
    for (const text of ["{", "null", "{}", '[1, null, {"id": "own-1"}, {"id": "own-1", "title": "A", "spec": {"model": "gray-scott"}}]']) {
      const { state } = await opened(memoryStorage({ "mfn.models": text }));
      expect(state().ownModels).toEqual([]);
    }
  });
});
