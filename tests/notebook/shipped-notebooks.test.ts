import { describe, expect, it } from "vitest";
import { notebooks } from "../../notebooks/index";
import { createEngineHost } from "../../src/engine/host";
import type { CellOutput } from "../../src/notebook/cell-output";
import { createKernel, type CellReport } from "../../src/notebook/kernel";
import { headings, parseNotebook } from "../../src/notebook/parse";
import type { NotebookText } from "../../src/notebook/shelf";
import { cellHostHere } from "../support/cell-host";

type Played = (CellReport & { source: string })[];
const played = new Map<string, Promise<Played>>();

/** Runs a notebook once, however many tests look at it. */
function play({ id, text }: NotebookText): Promise<Played> {
  const playing = played.get(id) ?? run(text);
  played.set(id, playing);
  return playing;
}

async function run(text: string): Promise<Played> {
  const cells = parseNotebook(text);
  const last = new Map<string, CellReport>();
  const kernel = createKernel(
    (print) => cellHostHere(createEngineHost(), print),
    (news) => last.set(news.cell, { ...last.get(news.cell), ...news }),
  );
  const code = cells.filter(({ kind }) => kind === "code");
  await kernel.run(
    cells,
    code.map(({ id }) => id),
  );
  return code.map(({ id, source }) => ({ ...last.get(id)!, source }));
}

describe.each([...notebooks])("notebook $id", (notebook) => {
  it("begins with its title", () => expect(headings(parseNotebook(notebook.text))[0]).toMatchObject({ level: 1, title: notebook.title }));

  it("runs: every cell gives something to see, and no error", async () => {
    for (const { source, status, outputs } of await play(notebook)) {
      expect({ source, status, errors: outputs!.filter(({ kind }) => kind === "error") }).toEqual({ source, status: "done", errors: [] });
      expect({ source, outputs: outputs!.length }).not.toEqual({ source, outputs: 0 });
    }
  });
});

describe("turing-patterns", () => {
  it("tells the truth: the numbers in its prose are those of its cells", async () => {
    const outputs = (await play(notebooks.get("turing-patterns"))).flatMap((cell) => cell.outputs!);
    const tables = outputs.filter((output): output is Extract<CellOutput, { kind: "table" }> => output.kind === "table");
    const [, prediction, comparison] = tables;
    const column = (row: number) => prediction!.rows[row]!.slice(1) as number[];
    expect(column(2)[1]).toBeCloseTo(0.5644, 4); // reference-values.md §4e, as are the next two
    expect(column(3)[1]).toBeCloseTo(0.0572, 4);
    expect(column(4)[1]).toBeCloseTo(11.13, 2);
    for (const row of [0, 1]) expect(column(row)[0]).toBeCloseTo(column(row)[1]!, 9);
    for (const row of [2, 4]) expect(Math.abs(column(row)[0]! / column(row)[1]! - 1)).toBeLessThan(0.005);
    expect(Math.abs(comparison!.rows[0]![2] as number)).toBeLessThan(5);

    const lines = outputs.filter((output): output is Extract<CellOutput, { kind: "line" }> => output.kind === "line");
    const [dispersion, , curve] = lines;
    expect(dispersion!.series.map(({ y }) => Math.max(...(y as number[])))).toEqual([
      expect.closeTo(-0.1, 6),
      expect.closeTo(0, 4),
      expect.closeTo(0.0572, 4),
    ]);
    const [theory, measured] = curve!.series.map(({ y }) => y as number[]);
    const growing = theory!.map((rate, i) => [rate, measured![i]!] as const).filter(([rate]) => rate > 0.04);
    expect(growing.length).toBeGreaterThan(1);
    for (const [rate, seen] of growing) expect(Math.abs(seen / rate - 1)).toBeLessThan(0.1);
  });
});
