import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { noOptions } from "../../src/notebook/cell-options";
import { createKernel, type CellStatus } from "../../src/notebook/kernel";
import type { Cell } from "../../src/notebook/parse";
import type { RunMode } from "../../src/notebook/run-mode";
import { cellHostHere, noEngine } from "../support/cell-host";

/** A notebook whose cell i adds its own number to the values of cells before it. */
interface Notebook {
  /** For each cell, the cells it needs. */
  needs: number[][];
  own: number[];
}

type Step = { do: "edit"; cell: number; own: number } | { do: "run"; cell: number; mode: RunMode } | { do: "stop" };

const size = 5;
const cell = fc.nat(size - 1);
const notebooks: fc.Arbitrary<Notebook> = fc.record({
  needs: fc.tuple(...Array.from({ length: size }, (_, i) => fc.subarray(Array.from({ length: i }, (_, j) => j)))),
  own: fc.array(fc.nat(99), { minLength: size, maxLength: size }),
});
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant("edit" as const), cell, own: fc.nat(99) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("run" as const), cell, mode: fc.constantFrom<RunMode[]>("auto", "manual", "once") }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("stop" as const) }) },
);

/** Cells stand in the text from last to first, so that the order of the text is never the one in which they can run. */
const cellsOf = ({ needs, own }: Notebook): Cell[] =>
  needs
    .map((needed, i): Cell => ({
      id: `${i}`,
      kind: "code",
      source: `const v${i} = ${[own[i], ...needed.map((j) => `v${j}`)].join(" + ")};\nv${i}`,
      options: noOptions,
    }))
    .reverse();

const valueOf = (notebook: Notebook, i: number): number => notebook.needs[i]!.reduce((sum, j) => sum + valueOf(notebook, j), notebook.own[i]!);

describe("a notebook that is edited and run in any order", () => {
  it("shows as done only what its code says, and the same in the end", async () => {
    await fc.assert(
      fc.asyncProperty(notebooks, fc.array(step, { maxLength: 12 }), async (start, steps) => {
        const statuses = new Map<string, CellStatus>();
        const shown = new Map<string, unknown>();
        const kernel = createKernel(
          (tell) => cellHostHere(noEngine, tell),
          ({ cell: id, status, outputs }) => {
            if (status) statuses.set(id, status);
            if (outputs?.[0]?.kind === "number") shown.set(id, outputs[0].value);
          },
        );
        const notebook = { needs: start.needs, own: [...start.own] };
        const holds = () => {
          for (const [id, status] of statuses) if (status === "done") expect([id, shown.get(id)]).toEqual([id, valueOf(notebook, Number(id))]);
        };
        for (const one of steps) {
          if (one.do === "edit") {
            notebook.own[one.cell] = one.own;
            kernel.update(cellsOf(notebook));
          }
          if (one.do === "run") {
            await kernel.run(cellsOf(notebook), [`${one.cell}`], one.mode);
            expect(statuses.get(`${one.cell}`)).toBe("done");
          }
          if (one.do === "stop") kernel.stop();
          holds();
        }
        const all = cellsOf(notebook).map(({ id }) => id);
        await kernel.run(cellsOf(notebook), all, "auto");
        expect(all.map((id) => [statuses.get(id), shown.get(id)])).toEqual(all.map((id) => ["done", valueOf(notebook, Number(id))]));
        kernel.close();
      }),
      { numRuns: 40 },
    );
  });

  it("gives random numbers that do not depend on when a cell runs", async () => {
    const cells: Cell[] = ["const a = Math.random();\na", "const b = [Math.random(), Math.random()];\nb[1]"].map((source, i) => ({
      id: `${i}`,
      kind: "code",
      source,
      options: noOptions,
    }));
    const values = async (...order: string[]) => {
      const shown = new Map<string, unknown>();
      const kernel = createKernel(
        (tell) => cellHostHere(noEngine, tell),
        ({ cell: id, outputs }) => outputs?.[0]?.kind === "number" && shown.set(id, outputs[0].value),
      );
      for (const id of order) await kernel.run(cells, [id], "manual");
      kernel.close();
      return [shown.get("0"), shown.get("1")];
    };
    const once = await values("0", "1");
    expect(await values("1", "0", "0", "1", "1")).toEqual(once);
    expect(once[0]).not.toBe(once[1]);
  });
});
