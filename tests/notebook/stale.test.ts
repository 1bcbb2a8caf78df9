import { describe, expect, it } from "vitest";
import { noOptions, withControls } from "../../src/notebook/cell-options";
import { createKernel, type CellStatus } from "../../src/notebook/kernel";
import type { Cell } from "../../src/notebook/parse";
import { runModes, type RunMode } from "../../src/notebook/run-mode";
import { cellHostHere, noEngine } from "../support/cell-host";

/** a; b needs a; c needs b; d stands apart; and e needs a but was never asked for. */
const sources = { a: "const a = 1;", b: "const b = a + 1; b", c: "b + 1", d: "7", e: "a * 100" };
type Id = keyof typeof sources;
const ids = Object.keys(sources) as Id[];

/** A notebook of which all but e has run, and what stands at each cell after something is done. */
async function standing(mode: RunMode, act: (notebook: Notebook) => unknown): Promise<string> {
  const statuses = new Map<string, CellStatus>(ids.map((id) => [id, "idle"]));
  const kernel = createKernel(
    (tell) => cellHostHere(noEngine, tell),
    ({ cell, status }) => status && statuses.set(cell, status),
  );
  const cells = new Map(ids.map((id): [string, Cell] => [id, { id, kind: "code", source: sources[id], options: noOptions }]));
  const all = () => [...cells.values()];
  const notebook: Notebook = {
    edit(id, source) {
      cells.set(id, { ...cells.get(id)!, source });
      kernel.update(all());
    },
    control(id, value) {
      cells.set(id, { ...cells.get(id)!, options: withControls(noOptions, { x: value }) });
      kernel.update(all());
    },
    remove(id) {
      cells.delete(id);
      kernel.update(all());
    },
    run: (id) => kernel.run(all(), [id], mode),
    stop: () => kernel.stop(),
  };
  await kernel.run(all(), ["a", "b", "c", "d"], "manual");
  await act(notebook);
  return ids.map((id) => `${id}:${cells.has(id) ? statuses.get(id) : "gone"}`).join(" ");
}

interface Notebook {
  edit(id: Id, source: string): void;
  control(id: Id, value: number): void;
  remove(id: Id): void;
  run(id: Id): Promise<void>;
  stop(): void;
}

const inAll = (row: string) => ({ auto: row, manual: row, once: row });

describe("what holds and what is stale", () => {
  it.each<[string, Record<RunMode, string>, (notebook: Notebook) => unknown]>([
    ["nothing is done", inAll("a:done b:done c:done d:done e:idle"), () => undefined],
    ["the first cell is edited", inAll("a:stale b:stale c:stale d:done e:idle"), (n) => n.edit("a", "const a = 5;")],
    ["a cell in the middle is edited", inAll("a:done b:stale c:stale d:done e:idle"), (n) => n.edit("b", "const b = 9; b")],
    ["a cell nobody needs is edited", inAll("a:done b:done c:stale d:done e:idle"), (n) => n.edit("c", "b + 2")],
    ["an edit is typed back", inAll("a:done b:done c:done d:done e:idle"), (n) => (n.edit("a", "const a = 5;"), n.edit("a", sources.a))],
    ["a comment is written", inAll("a:done b:done c:done d:done e:idle"), (n) => n.edit("a", "// one\nconst a = /* still */ 1; // one")],
    ["spacing and types are changed", inAll("a:done b:done c:done d:done e:idle"), (n) => n.edit("b", "  const b: number  = a+1; b")],
    ["a control is moved", inAll("a:stale b:stale c:stale d:done e:idle"), (n) => n.control("a", 3)],
    ["a cell that others need is taken away", inAll("a:gone b:stale c:stale d:done e:idle"), (n) => n.remove("a")],
    ["what a cell needs is no longer declared", inAll("a:stale b:stale c:stale d:done e:idle"), (n) => n.edit("a", "const other = 1;")],
    ["all is stopped", inAll("a:stale b:stale c:stale d:stale e:idle"), (n) => n.stop()],
    [
      "an edited cell is run",
      {
        auto: "a:done b:done c:done d:done e:idle",
        manual: "a:done b:stale c:stale d:done e:idle",
        once: "a:done b:stale c:stale d:stale e:idle",
      },
      (n) => (n.edit("a", "const a = 5;"), n.run("a")),
    ],
    [
      "a cell below an edited one is run",
      {
        auto: "a:done b:done c:done d:done e:idle",
        manual: "a:done b:done c:stale d:done e:idle",
        once: "a:done b:done c:stale d:stale e:idle",
      },
      (n) => (n.edit("a", "const a = 5;"), n.run("b")),
    ],
    [
      "a cell that holds is run again: what rests on it saw an earlier run",
      {
        auto: "a:done b:done c:done d:done e:idle",
        manual: "a:done b:done c:stale d:done e:idle",
        once: "a:done b:done c:stale d:stale e:idle",
      },
      (n) => n.run("b"),
    ],
    [
      "a new cell is run: only what it needs comes before it",
      {
        auto: "a:done b:done c:done d:done e:done",
        manual: "a:done b:done c:done d:done e:done",
        once: "a:done b:stale c:stale d:stale e:done",
      },
      (n) => n.run("e"),
    ],
    [
      "an edited cell fails: what rests on it fails too, or is stale",
      {
        auto: "a:failed b:failed c:failed d:done e:idle",
        manual: "a:failed b:stale c:stale d:done e:idle",
        once: "a:failed b:stale c:stale d:stale e:idle",
      },
      (n) => (n.edit("a", "const a = null.x;"), n.run("a")),
    ],
    [
      "a cell that cannot be read is run",
      {
        auto: "a:failed b:stale c:stale d:done e:idle",
        manual: "a:failed b:stale c:stale d:done e:idle",
        once: "a:failed b:stale c:stale d:stale e:idle",
      },
      (n) => (n.edit("a", "const a = ;"), n.run("a")),
    ],
  ])("%s", async (_title, expected, act) => {
    const found = await Promise.all(runModes.map(async (mode) => [mode, await standing(mode, act)] as const));
    expect(Object.fromEntries(found)).toEqual(expected);
  });
});
