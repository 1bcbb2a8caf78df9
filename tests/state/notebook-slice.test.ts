import { describe, expect, it } from "vitest";
import { createKernel } from "../../src/notebook/kernel";
import { shelf } from "../../src/notebook/shelf";
import { cellHostHere, noEngine } from "../support/cell-host";
import { fakeWorkbench, memoryStorage } from "../support/workbench";

const code = (source: string) => `\`\`\`{code-cell} typescript\n${source}\n\`\`\``;
const text = `# First\n\n${code("const a = 2;")}\n\nThen.\n\n${code("a * 10")}\n`;

function open(storage = memoryStorage(), shipped = text) {
  const notebooks = shelf([
    { id: "first", title: "First", summary: "One.", text: shipped },
    { id: "second", title: "Second", summary: "Two.", text: `# Second\n\n${code('"other"')}\n` },
  ]);
  const { store } = fakeWorkbench({
    notebooks,
    storage,
    startKernel: async (report) => createKernel((tell) => cellHostHere(noEngine, tell), report),
  });
  void store.getState().openNotebook("first");
  const notebook = () => store.getState().notebook!;
  const cell = (id: string) => notebook().cells.find((one) => one.id === id)!;
  const firstOutput = (id: string) => cell(id).outputs[0];
  return { store, storage, notebook, cell, firstOutput };
}

describe("notebook slice", () => {
  it("opens without running anything", () => {
    const { notebook } = open();
    expect(notebook()).toMatchObject({
      id: "first",
      title: "First",
      origin: "shipped",
      trusted: true,
      safeMode: false,
      mode: "auto",
      running: false,
      edited: false,
    });
    expect(notebook().cells.map(({ kind }) => kind)).toEqual(["markdown", "code", "markdown", "code"]);
  });

  it("runs all cells and keeps what they show", async () => {
    const { store, notebook, cell, firstOutput } = open();
    await store.getState().runAll();
    expect(firstOutput("cell-4")).toMatchObject({ kind: "number", value: 20 });
    expect(cell("cell-4")).toMatchObject({ status: "done", milliseconds: expect.any(Number), progress: null });
    expect(notebook().running).toBe(false);
  });

  it("holds nothing that JSON could not", async () => {
    const { store, notebook } = open();
    store.getState().editCell("cell-4", "({ shape: [2, 2], values: new Float32Array([0, 1, NaN, 2]) })");
    await store.getState().runAll();
    expect(JSON.parse(JSON.stringify(notebook()))).toEqual(notebook());
  });

  it("marks as stale what is edited and what rests on it, until it runs", async () => {
    const { store, cell } = open();
    const settled = () => new Promise((resolve) => setTimeout(resolve, 0));
    await store.getState().runAll();
    store.getState().editCell("cell-2", "const a = 3;");
    await settled();
    expect([cell("cell-2").status, cell("cell-4").status]).toEqual(["stale", "stale"]);
    store.getState().editCell("cell-2", "const a = 2;");
    await settled();
    expect([cell("cell-2").status, cell("cell-4").status]).toEqual(["done", "done"]);
    store.getState().editCell("cell-2", "const a = 3;");
    await store.getState().runCell("cell-2");
    expect(cell("cell-4")).toMatchObject({ status: "done", outputs: [{ value: 30 }] });
  });

  it("keeps edits over a reload, and forgets them when they are undone", () => {
    const { store, storage } = open();
    store.getState().editCell("cell-2", "const a = 5;");
    const again = open(storage);
    expect(again.notebook()).toMatchObject({ edited: true, outdated: false });
    expect(again.notebook().cells[1]!.source).toBe("const a = 5;");
    again.store.getState().restoreNotebook();
    expect(again.notebook()).toMatchObject({ edited: false, givenUp: expect.stringContaining("const a = 5;") });
    expect(open(storage).notebook()).toMatchObject({ edited: false });
  });

  it("gives undone edits back, until something else is edited", () => {
    const { store, storage, notebook } = open();
    store.getState().editCell("cell-2", "const a = 5;");
    store.getState().restoreNotebook();
    store.getState().bringBackEdits();
    expect(notebook()).toMatchObject({ edited: true, outdated: false, givenUp: null });
    expect(open(storage).notebook().cells[1]!.source).toBe("const a = 5;");
    store.getState().restoreNotebook();
    store.getState().editCell("cell-4", "a * 11");
    store.getState().bringBackEdits();
    expect(notebook().cells[1]!.source).toBe("const a = 2;");
  });

  it("typing an edit back is no edit", () => {
    const { store, storage, notebook } = open();
    store.getState().editCell("cell-2", "const a = 5;");
    store.getState().editCell("cell-2", "const a = 2;");
    expect(notebook().edited).toBe(false);
    expect(open(storage).notebook().edited).toBe(false);
  });

  it("offers the choice when the shipped text has changed under the edits", () => {
    const { store, storage } = open();
    store.getState().editCell("cell-2", "const a = 5;");
    const newer = text.replace("Then.", "Thereafter.");
    const again = open(storage, newer);
    expect(again.notebook()).toMatchObject({ edited: true, outdated: true });
    again.store.getState().keepEdits();
    expect(again.notebook().outdated).toBe(false);
    const once = open(storage, newer);
    expect(once.notebook()).toMatchObject({ edited: true, outdated: false });
    once.store.getState().restoreNotebook();
    expect(once.notebook().cells[2]!.source).toBe("Thereafter.");
  });

  it("says so when edits cannot be kept, and works on", () => {
    const full = {
      getItem: () => null,
      setItem: () => {
        throw new DOMException("no room", "QuotaExceededError");
      },
    };
    const { store, notebook } = open({ ...full, kept: {} });
    store.getState().editCell("cell-2", "const a = 5;");
    expect(notebook().problem).toMatch(/^Your edits are lost when this page closes\. .*storage is full/);
    expect(notebook().cells[1]!.source).toBe("const a = 5;");
  });

  it("is not disturbed by what is kept being nonsense", () => {
    expect(open(memoryStorage({ "mfn.notebook.first": "{" })).notebook().edited).toBe(false);
    expect(open(memoryStorage({ "mfn.notebook.first": '{"text":3}' })).notebook().edited).toBe(false);
  });

  it("drops the news of a notebook that was left", async () => {
    const { store, notebook } = open();
    const run = store.getState().runAll();
    void store.getState().openNotebook("second");
    await run;
    expect(notebook()).toMatchObject({ id: "second", running: false });
    expect(notebook().cells.every(({ status }) => status === "idle")).toBe(true);
  });

  it("says in words when cells cannot run at all", async () => {
    const { store } = fakeWorkbench({ notebooks: shelf([{ id: "first", title: "First", summary: "", text }]) });
    void store.getState().openNotebook("first");
    await store.getState().runAll();
    expect(store.getState().notebook!.problem).toBe("Cells cannot run: no kernel here. Reload the page.");
  });
});
