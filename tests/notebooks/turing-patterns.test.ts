import { describe, expect, it } from "vitest";
import type { CellOutput } from "../../src/notebook/cell-output";
import { shownBy } from "../support/played-notebook";
import { proveNotebook } from "../support/prove-notebook";

const play = proveNotebook("turing-patterns");

describe("turing-patterns", () => {
  it("tells the truth: the numbers in its prose are those of its cells", async () => {
    const outputs = shownBy(await play());
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
