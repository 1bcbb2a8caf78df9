import { WorkbenchError } from "../core/errors";
import type { ByteSource } from "./byte-source";
import type { ImportedArray, OnProgress } from "./connector";
import { RowList } from "./csv-columns";
import { noNumbers } from "./csv-file";
import type { CsvLayout } from "./csv-layout";
import { readCsv, streamCsv, type CsvReader } from "./csv-reader";
import { cellsOf } from "./limits";

/**
 * A matrix of numbers, row by row. NaN and infinity may be written out; empty cells and single words are NaN and told in `warnings`.
 * A row of column names, a column of row names, and columns of words are left out with a warning.
 * @throws WorkbenchError `data/unreadable` when rows differ in length or are too many, `data/empty` without numbers.
 */
export const readCsvMatrix = (name: string, bytes: Uint8Array, given: Partial<CsvLayout> = {}): ImportedArray =>
  matrixOf(name, readCsv(name, bytes, given, refuseRagged(name)));

/** The same for a file of any length, which is never in memory as a whole. */
export const streamCsvMatrix = async (name: string, source: ByteSource, given: Partial<CsvLayout>, onProgress: OnProgress): Promise<ImportedArray> =>
  matrixOf(name, await streamCsv(name, source, given, refuseRagged(name), onProgress));

const refuseRagged = (name: string) => (reader: CsvReader) => {
  const lists = [...reader.byLength];
  if (lists.length < 2) return;
  const rows = lists.map(([length, { first }]) => ({ length, row: first[0]! })).sort((a, b) => a.row - b.row);
  throw new WorkbenchError(
    "data/unreadable",
    [name],
    `row ${rows[1]!.row} has ${rows[1]!.length} cells, the first has ${rows[0]!.length}: a matrix needs rows of equal length`,
  );
};

function matrixOf(name: string, reader: CsvReader): ImportedArray {
  const { columns, names, rows, layout } = reader;
  const warnings = reader.warnings();
  const isWords = (k: number) => k === layout!.labels || columns[k]!.isWords;
  // What only a separator at the end of every line makes.
  const isTail = (k: number) => k === columns.length - 1 && columns[k]!.filled === 0;
  const kept = columns.filter((_, k) => !isWords(k) && !isTail(k));
  if (!kept.some(({ filled }) => filled > 0)) throw noNumbers(name, layout!);
  cellsOf(name, [rows, kept.length]);
  if (isWords(0)) warnings.push("The first column names the rows and is no part of the matrix.");
  if (names) warnings.push("The first row names the columns and is no part of the matrix.");
  columns.forEach((_, k) => {
    if (k > 0 && isWords(k)) warnings.push(`Column "${reader.titleOf(k)}" holds words and was left out.`);
  });
  warnings.push(
    ...told(
      kept.map((column) => column.rows.missing),
      "is empty",
      "are empty",
    ),
    ...told(
      kept.map((column) => RowList.joined([column.rows.words, column.rows["other-mark"]])),
      "holds words",
      "hold words",
    ),
  );
  const values = new Float64Array(rows * kept.length);
  kept.forEach((column, k) => column.values.take().forEach((value, row) => (values[row * kept.length + k] = value)));
  return { kind: "array", name, shape: [rows, kept.length], values, nominalRange: null, choice: reader.choice, warnings };
}

function told(lists: readonly RowList[], one: string, several: string): string[] {
  const cells = lists.reduce((sum, { count }) => sum + count, 0);
  if (cells === 0) return [];
  const first = [...new Set(lists.flatMap((list) => list.first))].sort((a, b) => a - b);
  const shown = first.slice(0, 5);
  const more = lists.some((list) => list.count > list.first.length) || first.length > shown.length;
  const where = `${shown.length === 1 ? "row" : "rows"} ${shown.join(", ")}${more ? " and others" : ""}`;
  return [`${cells} ${cells === 1 ? `cell ${one}` : `cells ${several}`}, in ${where}; ${cells === 1 ? "it is" : "they are"} NaN.`];
}
