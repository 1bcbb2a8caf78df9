import { describe, expect, it } from "vitest";
import { fakeWorkbench } from "../support/workbench";

async function opened() {
  const workbench = fakeWorkbench();
  const state = workbench.store.getState;
  await state().open({ version: 1, model: "gray-scott", seed: 5, parameters: { F: 0.037, k: 0.06 } }, { preset: "labyrinth", run: false });
  return { ...workbench, state };
}

describe("what is done through the store", () => {
  it("begins with nothing to undo: the first run is nobody's deed", async () => {
    const { state } = await opened();
    expect(state().undoable).toBeNull();
  });

  it("moving a slider is one deed, undone in flight, and the preset is there again", async () => {
    const { state, engine } = await opened();
    await state().stepOnce();
    await state().setParameter("F", 0.04);
    await state().setParameter("F", 0.05);
    expect(state()).toMatchObject({ undoable: "Feed rate", preset: null });
    await state().undo();
    expect(state().spec?.parameters["F"]).toBe(0.037);
    expect(engine.received).toMatchObject({ F: 0.037 });
    expect(state()).toMatchObject({ preset: "labyrinth", undoable: null, redoable: "Feed rate" });
    expect(state().run).toMatchObject({ id: "run-1", step: 1 });
    await state().redo();
    expect(state().spec?.parameters["F"]).toBe(0.05);
    expect(state()).toMatchObject({ preset: null, redoable: null });
  });

  it("a value that is refused is no deed", async () => {
    const { state } = await opened();
    await state().setParameter("F", 5);
    expect(state().spec?.parameters["F"]).toBe(0.037);
    expect(state().undoable).toBeNull();
  });

  it("another grid, preset or model is undone by opening the one before", async () => {
    const { state } = await opened();
    await state().changeSpec(({ grid }) => ({ grid: { ...grid, shape: [32, 48] } }));
    expect(state().undoable).toBe("Grid");
    await state().chooseModel("brusselator");
    expect(state().undoable).toBe("Model");
    await state().undo();
    expect(state().spec).toMatchObject({ model: "gray-scott", grid: { shape: [32, 48] }, seed: 5 });
    await state().undo();
    expect(state().spec?.grid.shape).not.toEqual([32, 48]);
    expect(state()).toMatchObject({ preset: "labyrinth", undoable: null });
    await state().redo();
    await state().redo();
    expect(state().spec?.model).toBe("brusselator");
  });

  it("a formula in place of a number is undone by its number", async () => {
    const { state } = await opened();
    await state().setParameter("F", "0.03 + 0.01*x/Lx");
    expect(state().undoable).toBe("Feed rate");
    await state().undo();
    expect(state().spec?.parameters["F"]).toBe(0.037);
  });

  it("another way to compute the same spec is no deed", async () => {
    const { state } = await opened();
    await state().chooseBackend({ backend: "plain" });
    expect(state().undoable).toBeNull();
  });

  it("colours and theme are undone part by part", async () => {
    const { state } = await opened();
    state().setWorkspace({ theme: "light" });
    state().setWorkspace({ colourMap: "cividis" });
    await state().undo();
    expect(state().workspace).toMatchObject({ theme: "light", colourMap: "viridis" });
    await state().undo();
    expect(state().workspace.theme).toBe("dark");
    await state().redo();
    expect(state().workspace.theme).toBe("light");
  });

  it("parameters, paint, views and layout stand in one list, newest first", async () => {
    const { state } = await opened();
    await state().stepOnce();
    await state().setParameter("F", 0.05);
    await state().paintMark({ kind: "fill", value: 0.5 }, { title: "Filling" });
    state().addView({ kind: "heat-map", second: null });
    state().arrangeRoom("lab", { columns: { left: [["model"]], right: [] }, closed: [], widths: {} }, "Panel moved");
    const titles: (string | null)[] = [];
    for (let i = 0; i < 5; i++) {
      titles.push(state().undoable);
      await state().undo();
    }
    expect(titles).toEqual(["Panel moved", "View added", "Filling", "Feed rate", null]);
    expect(state()).toMatchObject({ undoProblem: null, layout: { rooms: {} }, preset: "labyrinth" });
    expect(state().views.open).toHaveLength(1);
    expect(state().spec).toMatchObject({ parameters: { F: 0.037 } });
  });
});
