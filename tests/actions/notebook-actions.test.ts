import { describe, expect, it } from "vitest";
import { actions } from "../../src/actions/index";
import { shelf } from "../../src/notebook/shelf";
import { fakeWorkbench } from "../support/workbench";

const text = "# Title\n\n```{code-cell} typescript\nconst a = 1;\n```\n\n```{code-cell} typescript\na + 1\n```\n";

async function open() {
  const workbench = fakeWorkbench({ notebooks: shelf([{ id: "one", title: "Title", summary: "About nothing", text }]) });
  const state = workbench.store.getState;
  await state().openNotebook("one");
  state().goTo("notebooks");
  const can = (id: string) => actions.get(id).available?.(state()) ?? true;
  const run = (id: string) => actions.get(id).run(workbench);
  const kinds = () => state().notebook!.cells.map(({ kind }) => kind);
  return { state, can, run, kinds };
}

describe("keys of a notebook", () => {
  it("act on the chosen cell, and on none before one is chosen", async () => {
    const { state, can, run, kinds } = await open();
    expect([can("delete-cell"), can("next-cell"), can("paste-cell")]).toEqual([false, true, false]);
    await run("next-cell");
    await run("next-cell");
    await run("cell-to-text");
    expect(kinds()).toEqual(["markdown", "markdown", "code"]);
    await run("copy-cell");
    expect(can("paste-cell")).toBe(true);
    await run("paste-cell");
    await run("cell-to-code");
    expect(kinds()).toEqual(["markdown", "markdown", "code", "code"]);
    await run("join-cell");
    expect(state().notebook!.cells.map(({ source }) => source)).toEqual(["# Title", "const a = 1;", "const a = 1;\na + 1"]);
  });

  it("are text while a cell is written, where the cell can be split at the cursor", async () => {
    const { state, can, run } = await open();
    state().chooseCell(state().notebook!.cells[1]!.id, true);
    expect([can("delete-cell"), can("insert-cell-above"), can("split-cell")]).toEqual([false, false, true]);
    state().setCursor(5);
    await run("split-cell");
    expect(state().notebook!.cells.map(({ source }) => source)).toEqual(["# Title", "const", " a = 1;", "a + 1"]);
  });

  it("do nothing to a notebook behind the shelf", async () => {
    const { state, can } = await open();
    state().chooseBeside(1);
    state().showShelf(true);
    expect(["delete-cell", "next-cell", "insert-cell-below", "find-in-notebook", "run-notebook"].filter(can)).toEqual([]);
    state().showShelf(false);
    expect(can("delete-cell")).toBe(true);
  });
});
