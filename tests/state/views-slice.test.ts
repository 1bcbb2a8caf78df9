import { describe, expect, it } from "vitest";
import { fieldsInView, fieldsOf, probesAtMost, viewsAtMost } from "../../src/state/views-slice";
import { fakeWorkbench, memoryStorage } from "../support/workbench";

const heatMap = { kind: "heat-map", second: null };

async function opened(kept: Record<string, string> = {}) {
  const workbench = fakeWorkbench({ storage: memoryStorage(kept) });
  await workbench.store.getState().open({ version: 1, model: "gray-scott", seed: 5 }, { run: false });
  return { ...workbench, state: workbench.store.getState };
}

describe("views", () => {
  it("are one at first, four at most, and never none", async () => {
    const { state } = await opened();
    expect(state().views.open.map(({ kind }) => kind)).toEqual(["heat-map"]);
    for (let i = 0; i < 9; i++) state().addView(heatMap);
    expect(state().views.open).toHaveLength(viewsAtMost);
    for (const { id } of state().views.open) state().closeView(id);
    expect(state().views.open).toHaveLength(1);
    expect(state().views.front).toBe(state().views.open[0]!.id);
  });

  it("have ids of their own, and the new one is in front", async () => {
    const { state } = await opened();
    state().addView(heatMap);
    state().closeView("1");
    state().addView(heatMap);
    const ids = state().views.open.map(({ id }) => id);
    expect(new Set(ids).size).toBe(2);
    expect(state().views.front).toBe(ids[1]);
  });

  it("are taken back and done again", async () => {
    const { state } = await opened();
    state().addView({ kind: "contours", second: null });
    state().changeView("2", { levels: 12 });
    await state().undo();
    expect(state().views.open[1]!.levels).toBe(5);
    await state().undo();
    expect(state().views.open).toHaveLength(1);
    await state().redo();
    await state().redo();
    expect(state().views.open[1]).toMatchObject({ kind: "contours", levels: 12 });
  });

  it("come back on the next visit, without what does not fit", async () => {
    const first = await opened();
    first.state().addView({ kind: "phase", second: "u" });
    first.state().toggleProbe([3, 4]);
    first.state().setViews({
      line: [
        [1, 2],
        [3.5, 4],
      ],
      vision: "protanopia",
    });
    const kept = first.services.storage.getItem("mfn.views")!;
    expect((await opened({ "mfn.views": kept })).state().views).toEqual(first.state().views);
    const spoilt = JSON.stringify({ open: [{ kind: 7, levels: -1, range: { id: "auto", low: null } }, 5], probes: [[1], [2, 3]], line: "x" });
    expect((await opened({ "mfn.views": spoilt })).state().views).toMatchObject({
      open: [{ kind: "heat-map", levels: 5, range: { low: 0, high: 1 } }],
      probes: [[2, 3]],
      line: null,
    });
    expect((await opened({ "mfn.views": "{" })).state().views.open).toHaveLength(1);
  });

  it("follow the field that is shown, and ask the engine for those they show beside it", async () => {
    const { state } = await opened();
    expect(fieldsInView(state())).toEqual([state().field]);
    state().addView({ kind: "phase", second: "u" });
    expect(fieldsInView(state())).toEqual(["v", "u"]);
    state().setField("u");
    expect(fieldsOf(state().views.open[0]!, state())).toEqual(["u", "v"]);
    state().changeView("2", { field: "gone", second: null });
    expect(fieldsInView(state())).toEqual(["u"]);
  });

  it("hold eight probes, put and taken away by the same touch", async () => {
    const { state } = await opened();
    for (let x = 0; x < 10; x++) state().toggleProbe([x, 0]);
    expect(state().views.probes).toHaveLength(probesAtMost);
    expect(state().views.probes[0]).toEqual([2, 0]);
    state().toggleProbe([5, 0]);
    expect(state().views.probes).not.toContainEqual([5, 0]);
  });
});
