import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { notebooks } from "../../notebooks/index";
import type { CellOutput } from "../../src/notebook/cell-output";
import { headings, parseNotebook } from "../../src/notebook/parse";
import type { RanCell } from "../../src/notebook/run-headless";
import { failuresOf, movedFirst, playNotebook, shownBy } from "./played-notebook";

/** The tests that every notebook that ships has to pass. Returns the cells as they first ran, for tests of its own. */
export function proveNotebook(id: string): () => Promise<RanCell[]> {
  const { title, text } = notebooks.get(id);
  let playing: Promise<RanCell[]> | null = null;
  const play = () => (playing ??= playNotebook(text));

  describe(`the notebook ${id}`, () => {
    it("begins with its title, and says what its reader will be able to do", () => {
      const { cells } = parseNotebook(text);
      expect(headings(cells)[0]).toMatchObject({ level: 1, title });
      expect(cells[0]!.source).toMatch(/you will be able to/i);
    });

    it("runs: every cell gives something to see, and no error", async () => {
      const cells = await play();
      expect(failuresOf(cells)).toEqual([]);
      const silent = cells.filter(({ kind, outputs, source }) => kind === "code" && outputs.length === 0 && !declaresOnly(source));
      expect(silent.map(({ source }) => source)).toEqual([]);
    });

    it("gives the numbers that it gave when it was last read through", async () => {
      const numbers = shownBy(await play()).map(numbersOf);
      const file = `tests/golden/notebook-numbers/${id}.json`;
      if (process.env["WRITE_FIXTURES"]) writeFileSync(file, `[\n${numbers.map((row) => `  ${JSON.stringify(row)}`).join(",\n")}\n]\n`);
      const golden = existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as (number | null)[][]) : [];
      expect(numbers.map((row) => row.length)).toEqual(golden.map((row) => row.length));
      numbers.forEach((row, i) => expect(row).toEqual(golden[i]!.map((value) => (value === null ? null : nearly(value)))));
    });

    it("says something else after its first control was moved", async () => {
      const first = await play();
      const moved = movedFirst(first);
      expect(moved).not.toBeNull();
      const second = await playNotebook(text, { [moved!.name]: moved!.value });
      expect(failuresOf(second)).toEqual([]);
      expect(shownBy(second)).not.toEqual(shownBy(first));
    });
  });
  return play;
}

/** To six digits: the last ones of a long run depend on how a machine rounds its sines. */
const nearly = (value: number): unknown => expect.closeTo(value, 6 - Math.max(0, Math.ceil(Math.log10(Math.abs(value) || 1))));

/** Functions alone give nothing to see. */
const declaresOnly = (source: string): boolean => /^(\s*(\/\/.*|\/\*[\s\S]*?\*\/|(async )?function|class|interface|type|const)\b)/.test(source);

/** The numbers that an output shows: of long lines the ends, the least and the most. */
function numbersOf(output: CellOutput): (number | null)[] {
  switch (output.kind) {
    case "number":
      return [output.value, ...(output.interval ?? [])].map(short);
    case "table":
      return output.rows.flat().flatMap((value) => (typeof value === "number" ? [short(value)] : []));
    case "heat":
      return [output.min, output.max].map(short);
    case "line":
      return output.series.flatMap(({ y }) => {
        const known = y.filter((value) => value !== null);
        return [known.length, known[0] ?? null, known.at(-1) ?? null, Math.min(...known), Math.max(...known)].map(short);
      });
    default:
      return [];
  }
}

const short = (value: number | null): number | null => (value === null ? null : Number(value.toPrecision(9)));
