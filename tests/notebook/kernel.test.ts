import { describe, expect, it } from "vitest";
import type { CellOutput } from "../../src/notebook/cell-output";
import { createKernel, type CellHost, type CellReport, type CellStatus } from "../../src/notebook/kernel";
import type { Cell } from "../../src/notebook/parse";
import { cellHostHere, noEngine } from "../support/cell-host";

const cellsOf = (...sources: string[]): Cell[] => sources.map((source, i) => ({ id: `${i + 1}`, kind: "code", source }));

/** A kernel in this thread, and what is on show. */
function start(startHost: (print: (cell: string, output: CellOutput) => void) => CellHost = (print) => cellHostHere(noEngine, print)) {
  const statuses = new Map<string, CellStatus>();
  const outputs = new Map<string, CellOutput[]>();
  const news: CellReport[] = [];
  const kernel = createKernel(startHost, (report) => {
    news.push(report);
    statuses.set(report.cell, report.status);
    if (report.outputs) outputs.set(report.cell, report.outputs);
  });
  const ran = () => news.splice(0).flatMap(({ cell, status, outputs: shown }) => (status === "running" && shown?.length === 0 ? [cell] : []));
  return { kernel, statuses, outputs, news, ran };
}

const values = (outputs: CellOutput[] | undefined) =>
  outputs?.map((output) => (output.kind === "number" ? output.value : output.kind === "text" ? output.text : output.kind));

describe("kernel", () => {
  it("runs every cell after those it needs, whatever their order in the text", async () => {
    const { kernel, outputs, ran, statuses } = start();
    await kernel.run(cellsOf("b * 2", "const b = a + 1;", "const a = 20;"), ["1", "2", "3"]);
    expect(ran()).toEqual(["3", "2", "1"]);
    expect(values(outputs.get("1"))).toEqual([42]);
    expect([...statuses.values()]).toEqual(["done", "done", "done"]);
  });

  it("runs first what the target needs, and again what rests on it", async () => {
    const { kernel, outputs, ran } = start();
    const cells = cellsOf("const a = 1;", "const b = a + 1; b", "b + 100", "const apart = 1;");
    await kernel.run(cells, ["2"]);
    expect(ran()).toEqual(["1", "2"]);
    await kernel.run(cells, ["3"]);
    expect(ran()).toEqual(["3"]);
    await kernel.run([{ ...cells[0]!, source: "const a = 5;" }, ...cells.slice(1)], ["1"]);
    expect(ran()).toEqual(["1", "2", "3"]);
    expect(values(outputs.get("3"))).toEqual([106]);
  });

  it("runs an edited cell before a target that needs it, though only the target was asked for", async () => {
    const { kernel, outputs, ran } = start();
    const cells = cellsOf("const a = 1;", "a");
    await kernel.run(cells, ["1", "2"]);
    ran();
    await kernel.run([{ ...cells[0]!, source: "const a = 7;" }, cells[1]!], ["2"]);
    expect(ran()).toEqual(["1", "2"]);
    expect(values(outputs.get("2"))).toEqual([7]);
  });

  it("forgets a name that its cell no longer declares", async () => {
    const { kernel, outputs, statuses } = start();
    const cells = cellsOf("const alpha = 1;", "alpha");
    await kernel.run(cells, ["1", "2"]);
    await kernel.run([{ ...cells[0]!, source: "const alphas = 1;" }, cells[1]!], ["1", "2"]);
    expect(statuses.get("2")).toBe("failed");
    expect(outputs.get("2")).toEqual([{ kind: "error", message: 'there is no "alpha" here; did you mean "alphas"?', line: 1 }]);
  });

  it("tells where a cell failed, and goes on with those that do not need it", async () => {
    const { kernel, outputs, statuses } = start();
    await kernel.run(cellsOf("const a = 1;\nnull.x;", "a", "let b = ;", "7"), ["1", "2", "3", "4"]);
    expect(outputs.get("1")).toEqual([{ kind: "error", message: expect.stringMatching(/^TypeError: Cannot read properties of null/), line: 2 }]);
    expect(outputs.get("2")).toEqual([{ kind: "error", message: "needs cell 1, which did not give its values", line: null }]);
    expect(outputs.get("3")).toEqual([{ kind: "error", message: "column 9: Unexpected token", line: 1 }]);
    expect(statuses.get("4")).toBe("done");
  });

  it("reports names declared twice and circles at the cells concerned", async () => {
    const { kernel, outputs, statuses } = start();
    await kernel.run(cellsOf("const k = 1;", "const k = 2;", "const a = b;", "const b = a;", "5"), ["1", "2", "3", "4", "5"]);
    const message = (cell: string) => outputs.get(cell)!.map((output) => output.kind === "error" && output.message)[0];
    expect(message("1")).toMatch(/"k" is declared in cell 1 and cell 2/);
    expect(message("3")).toMatch(/cell 3 needs cell 4 needs cell 3; break the circle/);
    expect(statuses.get("5")).toBe("done");
  });

  it("shows what a cell prints, in order, before its value", async () => {
    const { kernel, outputs } = start();
    await kernel.run(cellsOf('console.log("k =", 3, [1, 2]);\nshow(4);\nconsole.warn({ a: NaN });\n5'), ["1"]);
    expect(values(outputs.get("1"))).toEqual(["k = 3 [1, 2]", 4, "{ a: NaN }", 5]);
  });

  it("keeps a cell that prints without end from burying the page", async () => {
    const { kernel, outputs } = start();
    await kernel.run(cellsOf("for (let i = 0; i < 5000; i++) show(i);"), ["1"]);
    expect(outputs.get("1")).toHaveLength(201);
    expect(outputs.get("1")!.at(-1)).toMatchObject({ kind: "text", text: "more than 200 outputs; the rest is left out" });
  });

  it("refuses what is not the language's: a cell has no network and no page", async () => {
    const { kernel, outputs } = start();
    await kernel.run(cellsOf('fetch("https://example.org")', "process.exit()"), ["1", "2"]);
    for (const cell of ["1", "2"])
      expect(outputs.get(cell)).toEqual([{ kind: "error", message: expect.stringMatching(/^there is no "(fetch|process)" here/), line: 1 }]);
  });
});

describe("stopping", () => {
  /** Hosts of which a cell with the word "forever" never answers. */
  function stoppable() {
    let ended = 0;
    let started = 0;
    const host = (print: (cell: string, output: CellOutput) => void): CellHost => {
      started++;
      const here = cellHostHere(noEngine, print);
      return {
        evaluate: (request) => (request.code.includes("forever") ? new Promise(() => {}) : here.evaluate(request)),
        terminate: () => void ended++,
      };
    };
    return { host, counts: () => ({ started, ended }) };
  }
  const turns = () => new Promise((resolve) => setTimeout(resolve, 20));

  it("ends the cell in progress; what waited is as it was, what was done is stale", async () => {
    const { host, counts } = stoppable();
    const { kernel, statuses, outputs, ran } = start(host);
    const cells = cellsOf("const a = 3; a", "const forever = a;", "forever + 1");
    await kernel.run(cells, ["1"]);
    const run = kernel.run(cells, ["2", "3"]);
    await turns();
    expect(statuses.get("2")).toBe("running");
    kernel.stop();
    await run;
    expect(Object.fromEntries(statuses)).toEqual({ "1": "stale", "2": "stopped", "3": "idle" });
    expect(values(outputs.get("1"))).toEqual([3]);
    expect(counts()).toEqual({ started: 1, ended: 1 });

    ran();
    await kernel.run(cellsOf("const a = 3; a", "const soon = a;", "soon + 1"), ["3"]);
    expect(ran()).toEqual(["1", "2", "3"]);
    expect(values(outputs.get("3"))).toEqual([4]);
    expect(counts()).toEqual({ started: 2, ended: 1 });
  });

  it("drops the runs that were asked for meanwhile", async () => {
    const { host } = stoppable();
    const { kernel, statuses } = start(host);
    const cells = cellsOf("const forever = 1;", "2");
    const runs = [kernel.run(cells, ["1"]), kernel.run(cells, ["2"])];
    await turns();
    kernel.stop();
    await Promise.all(runs);
    expect(Object.fromEntries(statuses)).toEqual({ "1": "stopped" });
  });

  it("settles a hundred stopped runs", async () => {
    const { host, counts } = stoppable();
    const { kernel, statuses } = start(host);
    for (let i = 0; i < 100; i++) {
      const run = kernel.run(cellsOf("const forever = 1;"), ["1"]);
      await Promise.resolve().then(() => Promise.resolve());
      kernel.stop();
      await run;
    }
    await kernel.run(cellsOf("1"), ["1"]);
    expect(statuses.get("1")).toBe("done");
    expect(counts().started).toBe(counts().ended + 1);
  });

  it("says in words when the worker itself breaks down, and starts another", async () => {
    let started = 0;
    const broken: CellHost = { evaluate: () => Promise.reject(new Error("out of memory")), terminate: () => {} };
    const { kernel, statuses, outputs } = start((print) => (started++ === 0 ? broken : cellHostHere(noEngine, print)));
    await kernel.run(cellsOf("1"), ["1"]);
    expect(outputs.get("1")).toEqual([
      { kind: "error", message: "the cell's worker stopped: out of memory. Run the cell again to start another", line: null },
    ]);
    await kernel.run(cellsOf("1"), ["1"]);
    expect(statuses.get("1")).toBe("done");
  });
});
