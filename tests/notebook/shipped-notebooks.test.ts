import { describe, expect, it } from "vitest";
import { notebooks } from "../../notebooks/index";
import type { CellOutput } from "../../src/notebook/cell-output";
import { headings, parseNotebook } from "../../src/notebook/parse";
import type { RanCell } from "../../src/notebook/run-headless";
import { failuresOf, movedFirst, playNotebook, shownBy } from "../support/played-notebook";

const played = new Map<string, Promise<RanCell[]>>();

/** Runs a notebook once, however many tests look at it. */
function play(id: string): Promise<RanCell[]> {
  const playing = played.get(id) ?? playNotebook(notebooks.get(id).text);
  played.set(id, playing);
  return playing;
}

describe.each([...notebooks])("notebook $id", ({ id, title, text }) => {
  it("begins with its title, and says what its reader will be able to do", () => {
    const { cells } = parseNotebook(text);
    expect(headings(cells)[0]).toMatchObject({ level: 1, title });
    expect(cells[0]!.source).toMatch(/you will be able to/i);
  });

  it("runs: every cell gives something to see, and no error", async () => {
    const cells = await play(id);
    expect(failuresOf(cells)).toEqual([]);
    const silent = cells.filter(({ kind, outputs, source }) => kind === "code" && outputs.length === 0 && !declaresOnly(source));
    expect(silent.map(({ source }) => source)).toEqual([]);
  });

  it("says something else after its first control was moved", async () => {
    const first = await play(id);
    const moved = movedFirst(first);
    expect(moved).not.toBeNull();
    const second = await playNotebook(text, { [moved!.name]: moved!.value });
    expect(failuresOf(second)).toEqual([]);
    expect(shownBy(second)).not.toEqual(shownBy(first));
  });
});

/** Functions alone give nothing to see. */
const declaresOnly = (source: string): boolean => /^(\s*(\/\/.*|\/\*[\s\S]*?\*\/|(async )?function|class|interface|type|const)\b)/.test(source);

describe("turing-patterns", () => {
  it("tells the truth: the numbers in its prose are those of its cells", async () => {
    const outputs = shownBy(await play("turing-patterns"));
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
