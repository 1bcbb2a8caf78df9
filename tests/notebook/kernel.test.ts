import { describe, expect, it } from "vitest";
import type { StartHost } from "../../src/notebook/cell-host";
import { noOptions } from "../../src/notebook/cell-options";
import type { CellOutput } from "../../src/notebook/cell-output";
import { createKernel, type CellReport, type CellStatus } from "../../src/notebook/kernel";
import type { Cell } from "../../src/notebook/parse";
import type { RunMode } from "../../src/notebook/run-mode";
import { cellHostHere, noEngine } from "../support/cell-host";

const cellsOf = (...sources: string[]): Cell[] => sources.map((source, i) => ({ id: `${i + 1}`, kind: "code", source, options: noOptions }));

/** A kernel in this thread, and what is on show. */
function start(startHost: StartHost = (tell) => cellHostHere(noEngine, tell)) {
  const statuses = new Map<string, CellStatus>();
  const outputs = new Map<string, CellOutput[]>();
  const news: CellReport[] = [];
  const kernel = createKernel(startHost, (report) => {
    news.push(report);
    if (report.status) statuses.set(report.cell, report.status);
    if (report.outputs) outputs.set(report.cell, report.outputs);
  });
  const ran = () => news.splice(0).flatMap(({ cell, status }) => (status === "running" ? [cell] : []));
  const run = (cells: readonly Cell[], targets: readonly string[], mode: RunMode = "auto") => kernel.run(cells, targets, mode);
  return { kernel, run, statuses, outputs, news, ran };
}

const values = (outputs: CellOutput[] | undefined) =>
  outputs?.map((output) => (output.kind === "number" ? output.value : output.kind === "text" ? output.text : output.kind));

describe("kernel", () => {
  it("runs every cell after those it needs, whatever their order in the text", async () => {
    const { run, outputs, ran, statuses } = start();
    await run(cellsOf("b * 2", "const b = a + 1;", "const a = 20;"), ["1", "2", "3"]);
    expect(ran()).toEqual(["3", "2", "1"]);
    expect(values(outputs.get("1"))).toEqual([42]);
    expect([...statuses.values()]).toEqual(["done", "done", "done"]);
  });

  it("runs first what the target needs, and again what rests on it", async () => {
    const { run, outputs, ran } = start();
    const cells = cellsOf("const a = 1;", "const b = a + 1; b", "b + 100", "const apart = 1;");
    await run(cells, ["2"]);
    expect(ran()).toEqual(["1", "2"]);
    await run(cells, ["3"]);
    expect(ran()).toEqual(["3"]);
    await run([{ ...cells[0]!, source: "const a = 5;" }, ...cells.slice(1)], ["1"]);
    expect(ran()).toEqual(["1", "2", "3"]);
    expect(values(outputs.get("3"))).toEqual([106]);
  });

  it("tells which text gave what is on show, also once that is edited or cannot run", async () => {
    const { kernel, run, news } = start();
    const [cell] = cellsOf("6 * 7") as [Cell];
    const lastRan = () => news.findLast(({ ran }) => ran !== undefined)?.ran;
    await run([cell], ["1"]);
    kernel.update([{ ...cell, source: "6 * 8" }]);
    expect(lastRan()).toBe("6 * 7");
    await run([{ ...cell, source: "6 *" }], ["1"]);
    expect(lastRan()).toBe("6 *");
  });

  it("runs an edited cell before a target that needs it, though only the target was asked for", async () => {
    const { run, outputs, ran } = start();
    const cells = cellsOf("const a = 1;", "a");
    await run(cells, ["1", "2"]);
    ran();
    await run([{ ...cells[0]!, source: "const a = 7;" }, cells[1]!], ["2"]);
    expect(ran()).toEqual(["1", "2"]);
    expect(values(outputs.get("2"))).toEqual([7]);
  });

  it("forgets a name that its cell no longer declares", async () => {
    const { run, outputs, statuses } = start();
    const cells = cellsOf("const alpha = 1;", "alpha");
    await run(cells, ["1", "2"]);
    await run([{ ...cells[0]!, source: "const alphas = 1;" }, cells[1]!], ["1", "2"]);
    expect(statuses.get("2")).toBe("failed");
    expect(outputs.get("2")).toEqual([{ kind: "error", message: 'there is no "alpha" here; did you mean "alphas"?', line: 1 }]);
  });

  it("tells where a cell failed, and goes on with those that do not need it", async () => {
    const { run, outputs, statuses } = start();
    await run(cellsOf("const a = 1;\nnull.x;", "a", "let b = ;", "7"), ["1", "2", "3", "4"]);
    expect(outputs.get("1")).toEqual([{ kind: "error", message: expect.stringMatching(/^TypeError: Cannot read properties of null/), line: 2 }]);
    expect(outputs.get("2")).toEqual([{ kind: "error", message: "needs cell 1, which did not give its values", line: null }]);
    expect(outputs.get("3")).toEqual([{ kind: "error", message: "column 9: Unexpected token", line: 1 }]);
    expect(statuses.get("4")).toBe("done");
  });

  it("reports names declared twice and circles at the cells concerned", async () => {
    const { run, outputs, statuses } = start();
    await run(cellsOf("const k = 1;", "const k = 2;", "const a = b;", "const b = a;", "5"), ["1", "2", "3", "4", "5"]);
    const message = (cell: string) => outputs.get(cell)!.map((output) => output.kind === "error" && output.message)[0];
    expect(message("1")).toMatch(/"k" is declared in cell 1 and cell 2/);
    expect(message("3")).toMatch(/cell 3 needs cell 4 needs cell 3; break the circle/);
    expect(statuses.get("5")).toBe("done");
  });

  it("shows what a cell prints, in order, before its value", async () => {
    const { run, outputs } = start();
    await run(cellsOf('console.log("k =", 3, [1, 2]);\nshow(4);\nconsole.warn({ a: NaN });\n5'), ["1"]);
    expect(values(outputs.get("1"))).toEqual(["k = 3 [1, 2]", 4, "{ a: NaN }", 5]);
  });

  it("keeps a cell that prints without end from burying the page", async () => {
    const { run, outputs } = start();
    await run(cellsOf("for (let i = 0; i < 5000; i++) show(i);"), ["1"]);
    expect(outputs.get("1")).toHaveLength(201);
    expect(outputs.get("1")!.at(-1)).toMatchObject({ kind: "text", text: "more than 200 outputs; the rest is left out" });
  });

  it("refuses what is not the language's: a cell has no network and no page", async () => {
    const { run, outputs } = start();
    await run(cellsOf('fetch("https://example.org")', "process.exit()"), ["1", "2"]);
    for (const cell of ["1", "2"])
      expect(outputs.get(cell)).toEqual([{ kind: "error", message: expect.stringMatching(/^there is no "(fetch|process)" here/), line: 1 }]);
  });
});

describe("stopping", () => {
  /** Hosts of which a cell with the word "forever" never answers. */
  function stoppable() {
    let ended = 0;
    let started = 0;
    const startHost: StartHost = (tell) => {
      started++;
      const here = cellHostHere(noEngine, tell);
      return {
        async run(request) {
          const hung = request.cells.filter(({ id, code }) => request.run.includes(id) && code.includes("const forever"));
          await here.run({
            ...request,
            run: request.run.filter((id) => !hung.some((cell) => cell.id === id || dependsOn(request.cells, id, cell.id))),
          });
          for (const { id: cell } of hung) tell({ kind: "began", cell, serial: request.serial });
          if (hung.length > 0) await new Promise(() => {});
        },
        terminate() {
          ended++;
          here.terminate();
        },
      };
    };
    return { startHost, counts: () => ({ started, ended }) };
  }
  const dependsOn = (cells: readonly { id: string; makers: Readonly<Record<string, string>> }[], id: string, on: string): boolean =>
    Object.values(cells.find((cell) => cell.id === id)?.makers ?? {}).includes(on);
  const turns = () => new Promise((resolve) => setTimeout(resolve, 50));

  it("ends the cell in progress; what waited is as it was, what was done is stale", async () => {
    const { startHost, counts } = stoppable();
    const { kernel, run, statuses, outputs, ran } = start(startHost);
    const cells = cellsOf("const a = 3; a", "const forever = a;", "forever + 1");
    await run(cells, ["1"]);
    void run(cells, ["2", "3"]);
    await turns();
    expect(statuses.get("2")).toBe("running");
    kernel.stop();
    expect(Object.fromEntries(statuses)).toEqual({ "1": "stale", "2": "stopped", "3": "idle" });
    expect(values(outputs.get("1"))).toEqual([3]);
    expect(counts()).toEqual({ started: 1, ended: 1 });

    ran();
    await run(cellsOf("const a = 3; a", "const soon = a;", "soon + 1"), ["3"]);
    expect(ran()).toEqual(["1", "2", "3"]);
    expect(values(outputs.get("3"))).toEqual([4]);
    expect(counts()).toEqual({ started: 2, ended: 1 });
  });

  it("forgets all values also where nothing runs", async () => {
    const { kernel, run, statuses } = start();
    await run(cellsOf("1"), ["1"]);
    kernel.stop();
    expect(statuses.get("1")).toBe("stale");
  });

  it("says in words when the worker itself breaks down, and starts another", async () => {
    let started = 0;
    const { run, statuses, outputs } = start((tell) =>
      started++ === 0 ? { run: () => Promise.reject(new Error("out of memory")), terminate: () => {} } : cellHostHere(noEngine, tell),
    );
    await run(cellsOf("1"), ["1"]);
    expect(outputs.get("1")).toEqual([
      { kind: "error", message: "the cell's worker stopped: out of memory. Run the cell again to start another", line: null },
    ]);
    await run(cellsOf("1"), ["1"]);
    expect(statuses.get("1")).toBe("done");
  });

  it("says no more once it is closed", async () => {
    const { kernel, run, news } = start();
    const running = run(cellsOf("await new Promise((resolve) => setTimeout(resolve, 20)); 1"), ["1"]);
    await turns();
    kernel.close();
    news.splice(0);
    await running;
    expect(news).toEqual([]);
  });
});
