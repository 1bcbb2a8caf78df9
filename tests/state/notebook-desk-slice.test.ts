import { describe, expect, it } from "vitest";
import { shelf } from "../../src/notebook/shelf";
import { fakeWorkbench, memoryStorage } from "../support/workbench";

const text = "# Title\n\n```{code-cell} typescript\nconst a = 1;\n```\n\n## Part\n\n```{code-cell} typescript\na + 1\n```\n";

/** A workbench with one notebook open: text, code, text, code. */
async function desk(storage = memoryStorage()) {
  const notebooks = shelf([{ id: "one", title: "Title", summary: "About nothing", text }]);
  const { store } = fakeWorkbench({ notebooks, storage });
  await store.getState().openNotebook("one");
  const state = store.getState;
  const sources = () => state().notebook!.cells.map(({ source }) => source);
  const chosen = () => state().notebook!.cells.findIndex(({ id }) => id === state().desk.chosen);
  const choose = (at: number) => state().chooseCell(state().notebook!.cells[at]!.id);
  return { state, sources, chosen, choose, storage };
}

describe("cells by key", () => {
  it("go up and down and stop at both ends", async () => {
    const { state, chosen } = await desk();
    state().chooseBeside(1);
    expect(chosen()).toBe(0);
    for (let i = 0; i < 9; i++) state().chooseBeside(1);
    expect(chosen()).toBe(3);
    state().chooseBeside(-1);
    expect(chosen()).toBe(2);
  });

  it("are put above, also above the first, and below, and opened", async () => {
    const { state, sources, choose, chosen } = await desk();
    choose(0);
    state().insertCell("above", "code", "first");
    expect([sources()[0], chosen(), state().desk.editing]).toEqual(["first", 0, true]);
    state().insertCell("below", "markdown", "second");
    expect([sources()[1], chosen()]).toEqual(["second", 1]);
    state().chooseCell(null);
    state().insertCell("below", "code", "last");
    expect([sources().at(-1), chosen()]).toEqual(["last", 6]);
  });

  it("are cut and pasted, and what is deleted comes back", async () => {
    const { state, sources, choose, chosen } = await desk();
    const before = sources();
    choose(1);
    state().cutCell();
    expect(sources()).toEqual([before[0], before[2], before[3]]);
    expect(chosen()).toBe(1);
    state().pasteCell();
    expect(sources()).toEqual([before[0], before[2], before[1], before[3]]);
    expect(state().desk.editing).toBe(false);
    state().deleteCell();
    await state().undo();
    expect(sources()).toEqual([before[0], before[2], before[1], before[3]]);
  });

  it("of which the last is deleted leave the one above chosen, and the only one leaves none", async () => {
    const { state, choose, chosen } = await desk();
    choose(3);
    state().deleteCell();
    expect(chosen()).toBe(2);
    for (let i = 0; i < 3; i++) state().deleteCell();
    expect([state().notebook!.cells.length, state().desk.chosen]).toEqual([0, null]);
  });

  it("that are run go on to the next, and past the last to a new one", async () => {
    const { state, choose, chosen, sources } = await desk();
    choose(2);
    state().runAndGoOn();
    expect(chosen()).toBe(3);
    state().runAndGoOn();
    expect([chosen(), sources().length, state().desk.editing]).toEqual([4, 5, true]);
  });
});

describe("reading", () => {
  it("is kept between visits, and what is damaged there is left out", async () => {
    const { state, storage } = await desk();
    state().markRead("Part");
    state().markAnswer("Which?", 1);
    const later = await desk(storage);
    expect(later.state().desk.reading).toEqual({ one: { read: ["Part"], answered: { "Which?": 1 } } });
    const damaged = await desk(memoryStorage({ "mfn.reading": '{"one":{"read":[1,"Part"],"answered":{"Which?":"b"}},"two":3}' }));
    expect(damaged.state().desk.reading).toEqual({ one: { read: ["Part"], answered: {} } });
  });
});
