import { readCell, type DecimalMark } from "./csv-cell";
import { splitRows } from "./csv-rows";
import { isDate } from "./date-order";

/** How a text of values is laid out. */
export interface CsvLayout {
  /** One character between cells. A blank stands for any number of blanks and tabs. */
  delimiter: string;
  decimal: DecimalMark;
  /** Whether the first row names the columns. */
  header: boolean;
  /** Column, counted from 0, whose text stands before each row, such as its date; null when there is none. */
  labels: number | null;
}

/** Those that are looked for, in the order in which they win a tie. */
export const delimiters = [",", ";", "\t", "|", " "] as const;

/** Rows looked at to find the layout. */
const previewRows = 200;
/** Characters in which they are looked for. */
export const layoutLength = 2 ** 21;

/** A column is one of numbers when at least this share of its filled cells are. */
export const numericShare = 0.5;
/** A column of words is one of dates when at least this share of them are. */
const datesShare = 0.9;
/** A number with marks between its thousands counts less than one that is plain under another layout. */
const groupedWorth = 0.99;

/**
 * Finds delimiter, decimal mark and header by trying every pair on the rows after the first, where header text full of commas
 * cannot fool it: the pair under which the most cells are numbers in rows of equal length wins, then the one with more
 * columns. What is given is taken as it is.
 * @param text the file, or its first `layoutLength` characters.
 */
export function findLayout(text: string, given: Partial<CsvLayout> = {}): CsvLayout {
  const candidates = (given.delimiter ? [given.delimiter] : delimiters).flatMap((delimiter) =>
    (given.decimal ? [given.decimal] : ([".", ","] as const)).flatMap((decimal) =>
      delimiter === "," && decimal === "," && !given.decimal ? [] : [{ delimiter, decimal }],
    ),
  );
  const headed = headedByCommas(text);
  const judged = candidates.map((pair) => {
    const { score, ...rest } = judge(splitRows(text, pair.delimiter, previewRows), pair.decimal);
    // One damaged row is no reason to take a table with commas for one column of decimal commas, nor blanks within words to take them for separators.
    const unlikely = (rest.columns === 1 && pair.decimal === ",") || pair.delimiter === " ";
    return { ...pair, ...rest, score: headed && unlikely ? score / 2 : score };
  });
  const { delimiter, decimal } = judged.reduce((a, b) => (isBetter(b, a) ? b : a));
  const rows = splitRows(text, delimiter, previewRows);
  const header = given.header ?? hasHeader(rows, decimal);
  const labels = given.labels === undefined ? labelsIn(header ? rows.slice(1) : rows, decimal) : given.labels;
  return { delimiter, decimal, header, labels };
}

interface Judgement {
  /** 0 … 1. */
  score: number;
  /** Share of rows that have `columns` cells. */
  regular: number;
  columns: number;
}

/** By score, then by rows of equal length, then by columns. */
function isBetter(b: Judgement, a: Judgement): boolean {
  for (const key of ["score", "regular", "columns"] as const) if (Math.abs(b[key] - a[key]) > 1e-9) return b[key] > a[key];
  return false;
}

/** Whether commas part the first row into names, as many as most rows have cells. */
function headedByCommas(text: string): boolean {
  const rows = splitRows(text, ",", previewRows);
  const [first, ...body] = rows;
  return (
    first !== undefined && first.length > 1 && body.length > 0 && first.length === mostCommon(body.map((row) => row.length)) && hasHeader(rows, ".")
  );
}

/** How well rows fit a layout: share of rows with the usual number of cells, times the share of cells that are numbers. */
function judge(rows: readonly string[][], decimal: DecimalMark): Judgement {
  const body = rows.length > 1 ? rows.slice(1) : rows;
  if (body.length === 0) return { score: 0, regular: 0, columns: 0 };
  const columns = mostCommon(body.map((row) => row.length));
  const usual = body.filter((row) => row.length === columns);
  const labels = columns > 1 && usual.every((row) => readCell(row[0]!, decimal).kind === "words") ? 1 : 0;
  let [numbers, cells] = [0, 0];
  for (const row of usual) {
    for (const text of row.slice(labels)) {
      const cell = readCell(text, decimal);
      if (cell.kind === "missing") continue;
      cells++;
      if (cell.kind === "number") numbers += cell.grouped ? groupedWorth : 1;
      if (cell.kind === "not-finite") numbers++;
    }
  }
  const headed = rows.length > 1 && rows[0]!.length === columns ? 1 : 0.9;
  const regular = usual.length / body.length;
  return { score: cells === 0 ? 0 : regular * (numbers / cells) * headed, regular, columns };
}

/** The first row names the columns when it has words where the rows below have numbers. */
function hasHeader(rows: readonly string[][], decimal: DecimalMark): boolean {
  const [first, ...body] = rows;
  if (!first || body.length === 0) return false;
  return first.some((cell, column) => {
    if (readCell(cell, decimal).kind !== "words") return false;
    return body.some((row) => readCell(row[column] ?? "", decimal).kind === "number");
  });
}

/** The first column of dates; where there is none, the first column of all if it holds words. */
export function labelsIn(rows: readonly string[][], decimal: DecimalMark): number | null {
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  let words: number | null = null;
  for (let column = 0; column < width; column++) {
    const filled = rows.map((row) => row[column] ?? "").filter((text) => readCell(text, decimal).kind !== "missing");
    const worded = filled.filter((text) => readCell(text, decimal).kind === "words");
    if (worded.length <= (1 - numericShare) * filled.length) continue;
    if (worded.filter(isDate).length >= datesShare * worded.length) return column;
    if (column === 0) words = column;
  }
  return words;
}

function mostCommon(values: readonly number[]): number {
  const times = new Map<number, number>();
  for (const value of values) times.set(value, (times.get(value) ?? 0) + 1);
  return [...times].reduce((a, b) => (b[1] > a[1] ? b : a))[0];
}
