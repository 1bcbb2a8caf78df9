import { WorkbenchError } from "../core/errors";
import type { ImportedArray } from "./connector";
import { inWords, numericShare, readCsvRows, rowsInWords } from "./csv-file";
import { readCell, type CsvLayout } from "./csv-layout";
import { cellsOf } from "./limits";

/** Of one column: cells that hold something, and those of them that hold words. */
interface Tally {
  filled: number;
  words: number;
}

/**
 * A matrix of numbers, row by row. NaN and infinity may be written out; empty cells and single words are NaN and told in `warnings`.
 * A row of column names, a column of row names, and columns of words are left out with a warning.
 * @throws WorkbenchError `data/unreadable` when rows differ in length or are too many, `data/empty` without numbers.
 */
export function readCsvMatrix(name: string, bytes: Uint8Array, given: Partial<CsvLayout> = {}): ImportedArray {
  const { layout, names, rows, firstRow, warnings } = readCsvRows(name, bytes, given);
  const width = rows[0]?.length ?? 0;
  const odd = rows.findIndex((row) => row.length !== width);
  if (odd >= 0)
    throw new WorkbenchError(
      "data/unreadable",
      [name],
      `row ${odd + firstRow} has ${rows[odd]!.length} cells, the first has ${width}: a matrix needs rows of equal length`,
    );
  const tallies = tallyColumns(rows, width, layout);
  const isWords = ({ filled, words }: Tally) => words > (1 - numericShare) * filled;
  // What only a separator at the end of every line makes.
  const isTail = (k: number) => k === width - 1 && tallies[k]!.filled === 0;
  const kept = tallies.flatMap((tally, k) => (isWords(tally) || isTail(k) ? [] : [k]));
  if (!kept.some((k) => tallies[k]!.filled > 0))
    throw new WorkbenchError("data/empty", [name], `no column of numbers was found ${inWords(layout)}. Check the file, or choose its separator`);
  cellsOf(name, [rows.length, kept.length]);
  if (tallies[0] && isWords(tallies[0])) warnings.push("The first column names the rows and is no part of the matrix.");
  if (names) warnings.push("The first row names the columns and is no part of the matrix.");
  tallies.forEach((tally, k) => {
    if (k > 0 && isWords(tally)) warnings.push(`Column "${names?.[k] || `column ${k + 1}`}" holds words and was left out.`);
  });
  const values = fill(rows, kept, layout, firstRow, warnings);
  return { kind: "array", name, shape: [rows.length, kept.length], values, nominalRange: null, warnings };
}

function tallyColumns(rows: readonly string[][], width: number, { decimal }: CsvLayout): Tally[] {
  const tallies = Array.from({ length: width }, () => ({ filled: 0, words: 0 }));
  for (const row of rows) {
    for (let k = 0; k < width; k++) {
      const { kind } = readCell(row[k]!, decimal);
      if (kind === "missing") continue;
      tallies[k]!.filled++;
      if (kind === "words") tallies[k]!.words++;
    }
  }
  return tallies;
}

function fill(
  rows: readonly string[][],
  kept: readonly number[],
  { decimal }: CsvLayout,
  firstRow: number,
  warnings: string[],
): Float64Array<ArrayBuffer> {
  const values = new Float64Array(rows.length * kept.length);
  const lacking = { missing: { cells: 0, rows: new Set<number>() }, words: { cells: 0, rows: new Set<number>() } };
  let to = 0;
  rows.forEach((row, i) => {
    for (const k of kept) {
      const cell = readCell(row[k]!, decimal);
      if (cell.kind === "number" || cell.kind === "not-finite") values[to++] = cell.value;
      else {
        values[to++] = NaN;
        lacking[cell.kind].cells++;
        lacking[cell.kind].rows.add(i + firstRow);
      }
    }
  });
  for (const kind of ["missing", "words"] as const) {
    const { cells, rows: where } = lacking[kind];
    if (cells === 0) continue;
    const what = kind === "missing" ? (cells === 1 ? "is empty" : "are empty") : cells === 1 ? "holds words" : "hold words";
    warnings.push(`${cells} ${cells === 1 ? "cell" : "cells"} ${what}, in ${rowsInWords([...where])}; ${cells === 1 ? "it is" : "they are"} NaN.`);
  }
  return values;
}
