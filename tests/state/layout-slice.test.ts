import { describe, expect, it } from "vitest";
import { arranged, closed } from "../../src/state/arrangement";
import { frontOf } from "../../src/state/layout-slice";
import { fakeWorkbench, memoryStorage } from "../support/workbench";

const usual = { left: ["model", "parameters"], right: ["dimension"] };
const withoutModel = closed(arranged(usual), "model");

describe("the layout", () => {
  it("is kept between visits", () => {
    const storage = memoryStorage();
    fakeWorkbench({ storage }).store.getState().arrangeRoom("lab", withoutModel, "Panel closed");
    expect(fakeWorkbench({ storage }).store.getState().layout.rooms.lab).toEqual(withoutModel);
  });

  it("is taken back and done again", async () => {
    const { store } = fakeWorkbench();
    store.getState().arrangeRoom("lab", withoutModel, "Panel closed");
    expect(store.getState().undoable).toBe("Panel closed");
    await store.getState().undo();
    expect(store.getState().layout.rooms.lab).toBeUndefined();
    await store.getState().redo();
    expect(store.getState().layout.rooms.lab).toEqual(withoutModel);
  });

  it("is reset as a whole, and that too is taken back", async () => {
    const { store } = fakeWorkbench();
    store.getState().arrangeRoom("lab", withoutModel, "Panel closed");
    store.getState().resetLayout();
    expect(store.getState().layout.rooms).toEqual({});
    await store.getState().undo();
    expect(store.getState().layout.rooms.lab).toEqual(withoutModel);
  });

  it.each([
    ["nothing", "null"],
    ["a text", '"left"'],
    ["columns that are none", '{"rooms":{"lab":{"columns":7}},"fronts":3,"sheet":"huge"}'],
    ["a room that is none", '{"rooms":{"cellar":{"columns":{"left":[],"right":[]}}}}'],
    ["no JSON", "{"],
  ])("is as it comes where %s was kept", (_, kept) => {
    const { layout } = fakeWorkbench({ storage: memoryStorage({ "mfn.layout": kept }) }).store.getState();
    expect(layout).toEqual({ rooms: {}, fronts: [], sheet: "half" });
  });

  it("takes what fits from a kept one: panels once, widths within bounds", () => {
    const kept = {
      rooms: {
        lab: { columns: { left: [["a", 3, "b"], [], "c"], right: [["a"], ["d"]] }, closed: ["b", "e"], widths: { left: 9999, right: "wide" } },
      },
    };
    const { layout } = fakeWorkbench({ storage: memoryStorage({ "mfn.layout": JSON.stringify(kept) }) }).store.getState();
    expect(layout.rooms.lab).toEqual({ columns: { left: [["a", "b"]], right: [["d"]] }, closed: ["e"], widths: { left: 640 } });
  });
});

describe("tabs", () => {
  it("show what was brought to the front last, else the first", () => {
    const { store } = fakeWorkbench();
    for (const id of ["b", "a", "b"]) store.getState().bringToFront(id);
    expect(store.getState().layout.fronts).toEqual(["b", "a"]);
    expect(frontOf(["a", "b"], store.getState().layout.fronts)).toBe("b");
    expect(frontOf(["x", "y"], store.getState().layout.fronts)).toBe("x");
  });
});
