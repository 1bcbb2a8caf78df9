import { describe, expect, it } from "vitest";
import { fromLinkText } from "../../src/core/spec/link-text";
import { createKernel } from "../../src/notebook/kernel";
import { notebookIn } from "../../src/notebook/link";
import { notebooksInMemory, type KeptNotebook } from "../../src/notebook/notebook-store";
import type { RunGuard } from "../../src/notebook/run-guard";
import { noGuard } from "../../src/notebook/run-guard";
import { shelf } from "../../src/notebook/shelf";
import type { Services } from "../../src/state/services";
import { cellHostHere, noEngine } from "../support/cell-host";
import { fakeWorkbench } from "../support/workbench";

const code = (source: string) => `\`\`\`{code-cell} typescript\n${source}\n\`\`\``;
const shipped = `# First\n\n${code("const a = 2;")}\n\nThen.\n\n${code("a * 10")}\n`;

function open(given: Partial<Services> = {}, kept = new Map<string, KeptNotebook>()) {
  const asked: string[] = [];
  const workbench = fakeWorkbench({
    notebooks: shelf([{ id: "first", title: "First", summary: "One.", text: shipped }]),
    ownNotebooks: notebooksInMemory(kept),
    startKernel: async (report, mayLoad) =>
      createKernel((tell) => {
        const load = async (address: string) => {
          asked.push(address);
          if (!(await mayLoad(new URL(address).host))) throw new Error("not allowed");
          return { name: "a.txt", bytes: new TextEncoder().encode("loaded") };
        };
        return cellHostHere({ ...noEngine, load }, tell);
      }, report),
    ...given,
  });
  const { store } = workbench;
  const state = () => store.getState();
  const notebook = () => state().notebook!;
  const sources = () => notebook().cells.map(({ source }) => source);
  const settled = () => new Promise((resolve) => setTimeout(resolve, 0));
  return { state, notebook, sources, settled, kept, asked };
}

describe("the cells of a notebook", () => {
  it("are added, moved, joined, split, converted and taken away; each deed can be taken back and done again", async () => {
    const { state, sources, notebook } = open();
    await state().openNotebook("first");
    const begin = sources();
    const id = state().addCell("code", "cell-1", "const b = 1;\nb");
    expect(sources()).toEqual([begin[0], "const b = 1;\nb", ...begin.slice(1)]);
    state().splitCell(id, "const b = 1;".length);
    expect(sources().slice(1, 3)).toEqual(["const b = 1;", "b"]);
    state().joinCell(id);
    expect(sources()[1]).toBe("const b = 1;\nb");
    state().moveCell(id, 10);
    expect(sources().at(-1)).toBe("const b = 1;\nb");
    state().convertCell(id, "markdown");
    expect(notebook().cells.at(-1)).toMatchObject({ id, kind: "markdown" });
    state().removeCell("cell-1");
    const end = sources();
    for (let i = 0; i < 6; i++) await state().undo();
    expect(sources()).toEqual(begin);
    for (let i = 0; i < 6; i++) await state().redo();
    expect(sources()).toEqual(end);
  });

  it("come back with the text that was typed meanwhile", async () => {
    const { state, sources } = open();
    await state().openNotebook("first");
    state().removeCell("cell-3");
    state().editCell("cell-2", "const a = 7;");
    await state().undo();
    expect(sources()).toEqual(["# First", "const a = 7;", "Then.", "a * 10"]);
  });

  it("become stale when a cell they need goes, and hold again when it comes back and runs", async () => {
    const { state, notebook, settled } = open();
    await state().openNotebook("first");
    await state().runAll();
    state().removeCell("cell-2");
    await settled();
    expect(notebook().cells.at(-1)!.status).toBe("stale");
    await state().undo();
    await state().runCell("cell-2");
    expect(notebook().cells.at(-1)).toMatchObject({ status: "done", outputs: [{ value: 20 }] });
  });
});

describe("controls", () => {
  const text = `# C\n\n${code('const F = slider("Feed", { min: 0, max: 1, value: 0.5 });')}\n\n${code("F * 100")}\n`;

  it("keep their value in the text, and what rests on them follows in auto mode alone", async () => {
    const { state, notebook, kept } = open();
    await state().openNotebookText(text, "c.md", "own");
    await state().runAll();
    expect(notebook().cells[2]!.outputs).toMatchObject([{ value: 50 }]);
    state().setControl("cell-2", "F", 0.25);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(notebook().cells[2]!).toMatchObject({ status: "done", outputs: [{ value: 25 }] });

    state().setNotebookMode("manual");
    state().setControl("cell-2", "F", 0.75);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(notebook().cells[1]).toMatchObject({ status: "stale", outputs: [{ kind: "control", value: 0.75 }] });
    expect(notebook().cells[2]).toMatchObject({ status: "stale", outputs: [{ value: 25 }] });

    const { bytes } = await state().notebookFile("md");
    expect(new TextDecoder().decode(bytes)).toContain('```{code-cell} typescript\n:controls: {"F":0.75}\n\nconst F = slider');
    await expect.poll(() => [...kept.values()][0]!.text).toContain('"F":0.75');
  });
});

describe("the reader's own notebooks", () => {
  it("are kept, listed by their heading, renamed, and come back after being taken away", async () => {
    const { state, notebook, kept } = open();
    await state().listNotebooks();
    await state().newNotebook();
    expect(notebook()).toMatchObject({ title: "Untitled notebook", origin: "own", trusted: true });
    await state().renameNotebook("Spots");
    expect(notebook().cells[0]!.source).toBe("# Spots");
    const { id } = notebook();
    expect(state().ownNotebooks).toMatchObject([{ id, title: "Spots" }]);
    state().editCell("cell-1", "# Stripes");
    expect(state().ownNotebooks).toMatchObject([{ id, title: "Stripes" }]);
    await state().openNotebook("first");
    await state().openNotebook(id);
    expect(notebook().cells[0]!.source).toBe("# Stripes");
    await state().removeNotebook(id);
    expect([state().notebook, state().ownNotebooks, kept.size]).toEqual([null, [], 0]);
    await state().undo();
    expect(state().ownNotebooks).toMatchObject([{ id, title: "Stripes" }]);
  });

  it("begin with a copy when one that ships is renamed", async () => {
    const { state, notebook } = open();
    await state().openNotebook("first");
    await state().renameNotebook("Mine");
    expect(notebook()).toMatchObject({ origin: "own", title: "Mine" });
    await state().openNotebook("first");
    expect(notebook().title).toBe("First");
  });

  it("say so when they cannot be kept", async () => {
    const refuses = { ...notebooksInMemory(), put: () => Promise.reject(new Error("The disk is full.")) };
    const { state, notebook } = open({ ownNotebooks: refuses });
    await state().newNotebook();
    await expect.poll(() => notebook().problem).toMatch(/lost when this page closes\. The disk is full/);
  });
});

describe("a notebook from somebody else", () => {
  const text = `# Theirs\n\n${code("6 * 7")}\n`;

  it("runs nothing before the reader says so, also after a reload", async () => {
    const { state, notebook, kept } = open();
    await state().openNotebookText(text, "theirs.md", "foreign");
    expect(notebook()).toMatchObject({ trusted: false, title: "Theirs" });
    await state().runAll();
    await state().runCell("cell-2");
    expect(notebook().cells[1]).toMatchObject({ status: "idle", outputs: [] });
    const again = open({}, kept);
    await again.state().openNotebook(notebook().id);
    expect(again.notebook().trusted).toBe(false);
    again.state().trustNotebook();
    await again.state().runAll();
    expect(again.notebook().cells[1]!.outputs).toMatchObject([{ value: 42 }]);
  });

  it("is refused in words where it is no notebook", async () => {
    const { state } = open();
    await expect(state().openNotebookText('{"cells": 5}', "a.ipynb", "foreign")).rejects.toThrow(/this is no Jupyter notebook/);
    await expect(state().openNotebookText("{ no json", "a.ipynb", "foreign")).rejects.toThrow(/is no JSON/);
    expect(state().notebook).toBeNull();
  });

  it("loads from a host only once that is allowed, and asks once", async () => {
    const { state, notebook, kept } = open();
    const loading = code('(await load("https://example.org/a.txt")).text()');
    await state().openNotebookText(`# L\n\n${loading}\n\n${loading}\n`, "l.md", "own");
    const running = state().runAll();
    await expect.poll(() => notebook().asking).toEqual({ host: "example.org" });
    state().allowHost("example.org", false);
    await running;
    expect(notebook()).toMatchObject({ asking: null, allowed: [] });
    expect(notebook().cells[1]).toMatchObject({ status: "failed", outputs: [{ message: "not allowed" }] });

    const again = state().runAll();
    await expect.poll(() => notebook().asking).toEqual({ host: "example.org" });
    state().allowHost("example.org", true);
    await again;
    expect(notebook().cells[1]!.outputs).toMatchObject([{ text: "loaded" }]);
    await state().runAll();
    expect(notebook().asking).toBeNull();
    await expect.poll(() => [...kept.values()][0]!.allowed).toEqual(["example.org"]);
  });

  it("is not left waiting when it is stopped while it asks", async () => {
    const { state, notebook } = open();
    await state().openNotebookText(`# L\n\n${code('await load("https://example.org/a.txt")')}\n`, "l.md", "own");
    const running = state().runAll();
    await expect.poll(() => notebook().asking).not.toBeNull();
    state().stopNotebook();
    await running;
    expect(notebook()).toMatchObject({ asking: null, running: false });
  });
});

describe("a notebook during which the page died", () => {
  it("opens in safe mode: nothing runs until the reader says so, and the text is there", async () => {
    const forgiven: string[] = [];
    const runGuard: RunGuard = {
      ...noGuard,
      left: (id) => id === "first",
      reallyLeft: async (id) => id === "first",
      forgive: (id) => void forgiven.push(id),
    };
    const { state, notebook, sources } = open({ runGuard });
    await state().openNotebook("first");
    expect(notebook().safeMode).toBe(true);
    expect(sources()[1]).toBe("const a = 2;");
    await state().runAll();
    expect(notebook().cells.every(({ status }) => status === "idle")).toBe(true);
    state().trustNotebook();
    expect(forgiven).toEqual(["first"]);
    await state().runAll();
    expect(notebook().cells.at(-1)).toMatchObject({ status: "done" });
  });

  it("is known by a mark that is there while cells run, and gone after", async () => {
    const marks: string[] = [];
    const runGuard: RunGuard = { ...noGuard, began: (id) => void marks.push(id), ended: () => void marks.push("-") };
    const { state } = open({ runGuard });
    await state().openNotebook("first");
    marks.length = 0;
    await state().runAll();
    expect([marks[0], marks.at(-1)]).toEqual(["first", "-"]);
  });
});

describe("files and links", () => {
  it("hold the notebook, and open it again", async () => {
    const { state, sources } = open();
    await state().openNotebook("first");
    const begin = sources();
    const { bytes, name, type } = await state().notebookFile("ipynb");
    expect([name, type]).toEqual(["first.ipynb", "application/x-ipynb+json"]);
    await state().openNotebookText(new TextDecoder().decode(bytes), name, "foreign");
    expect(sources()).toEqual(begin);
    const link = (await state().notebookLink())!;
    expect(link).toMatch(/^https:\/\/app\.example\/#\/notebooks\?notebook=1\.[\w-]+$/);
    await state().openNotebookText(notebookIn(fromLinkText(link.split("=")[1]!, "notebook")), "link", "foreign");
    expect(sources()).toEqual(begin);
    await state().openNotebookText(`# Long\n\n${Array.from({ length: 20_000 }, (_, i) => (i * 7919) % 65_537).join(" ")}\n`, "long", "own");
    expect(await state().notebookLink()).toBeNull();
  });
});
