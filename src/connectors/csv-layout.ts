import Papa from "papaparse";

/** How a text of values is laid out. */
export interface CsvLayout {
  delimiter: Delimiter;
  decimal: "." | ",";
  /** Whether the first row names the columns. */
  header: boolean;
}

export type Delimiter = (typeof delimiters)[number];
/** In the order in which they win a tie. */
const delimiters = [",", ";", "\t", "|", " "] as const;

/** Rows looked at to find the layout. */
const previewRows = 200;
/** Characters in which they are looked for, to the end of the line. */
const previewLength = 2 ** 21;

/** Splits a text into rows of trimmed cells. Quoted cells may hold delimiters and line ends; rows without any text and lines that begin with "# " are left out. */
export function splitRows(text: string, delimiter: Delimiter, preview = 0): string[][] {
  const lineEnd = preview > 0 ? text.indexOf("\n", previewLength) : -1;
  const part = lineEnd < 0 ? text : text.slice(0, lineEnd);
  const source = delimiter === " " ? part.replace(/^[ \t]+|[ \t]+$/gm, "").replace(/[ \t]+/g, " ") : part;
  const { data } = Papa.parse<string[]>(source, { delimiter, preview, skipEmptyLines: "greedy", comments: "# " });
  return data.map((row) => row.map((cell) => cell.trim()));
}

/** What a cell holds: a number, nothing, or words. Not a number and infinity written out are told apart from words. */
export type Cell = { kind: "number" | "not-finite"; value: number } | { kind: "missing" | "words" };

const plainNumber = /^[+-]?(\d+\.?\d*|\.\d+)([eEdD][+-]?\d+)?$/;
const missing = new Set(["", "null", "na", "n/a"]);
const notFinite = /^[+-]?(nan|inf|infinity|1\.#(inf|ind|qnan)\d*)$/i;

export function readCell(text: string, decimal: "." | ","): Cell {
  if (missing.has(text.toLowerCase())) return { kind: "missing" };
  if (notFinite.test(text)) return { kind: "not-finite", value: /inf/i.test(text) ? (text.startsWith("-") ? -Infinity : Infinity) : NaN };
  const pointed = decimal === "," ? (text.includes(".") ? "" : text.replace(",", ".")) : text;
  if (!plainNumber.test(pointed)) return { kind: "words" };
  const value = Number(pointed.replace(/[dD]/, "e"));
  return { kind: Number.isFinite(value) ? "number" : "not-finite", value };
}

/**
 * Finds delimiter, decimal mark and header by trying every pair on the rows after the first, where header text full of commas
 * cannot fool it: the pair under which the most cells are numbers in rows of equal length wins, then the one with more
 * columns. What is given is taken as it is.
 */
export function findLayout(text: string, given: Partial<CsvLayout> = {}): CsvLayout {
  const candidates = (given.delimiter ? [given.delimiter] : delimiters).flatMap((delimiter) =>
    (given.decimal ? [given.decimal] : ([".", ","] as const)).flatMap((decimal) =>
      delimiter === "," && decimal === "," && !given.decimal ? [] : [{ delimiter, decimal }],
    ),
  );
  const headed = headedByCommas(text);
  const judged = candidates.map((pair) => {
    const { score, columns } = judge(splitRows(text, pair.delimiter, previewRows), pair.decimal);
    // One damaged row is no reason to take a table with commas for one column of decimal commas.
    return { ...pair, columns, score: headed && columns === 1 && pair.decimal === "," ? score / 2 : score };
  });
  const best = judged.reduce((a, b) => (b.score > a.score + 1e-9 || (Math.abs(b.score - a.score) <= 1e-9 && b.columns > a.columns) ? b : a));
  const header = given.header ?? hasHeader(splitRows(text, best.delimiter, previewRows), best.decimal);
  return { delimiter: best.delimiter, decimal: best.decimal, header };
}

/** Whether commas part the first row into names, as many as most rows have cells. */
function headedByCommas(text: string): boolean {
  const rows = splitRows(text, ",", previewRows);
  const [first, ...body] = rows;
  return (
    first !== undefined && first.length > 1 && body.length > 0 && first.length === mostCommon(body.map((row) => row.length)) && hasHeader(rows, ".")
  );
}

/** How well rows fit a layout, 0 … 1: share of rows with the usual number of cells, times the share of cells that are numbers. */
function judge(rows: readonly string[][], decimal: "." | ","): { score: number; columns: number } {
  const body = rows.length > 1 ? rows.slice(1) : rows;
  if (body.length === 0) return { score: 0, columns: 0 };
  const columns = mostCommon(body.map((row) => row.length));
  const regular = body.filter((row) => row.length === columns);
  const labels = columns > 1 && regular.every((row) => readCell(row[0]!, decimal).kind === "words") ? 1 : 0;
  let [numbers, cells] = [0, 0];
  for (const row of regular) {
    for (const cell of row.slice(labels)) {
      const { kind } = readCell(cell, decimal);
      if (kind === "missing") continue;
      cells++;
      if (kind !== "words") numbers++;
    }
  }
  const headed = rows.length > 1 && rows[0]!.length === columns ? 1 : 0.9;
  return { score: cells === 0 ? 0 : (regular.length / body.length) * (numbers / cells) * headed, columns };
}

/** The first row names the columns when it has words where the rows below have numbers. */
function hasHeader(rows: readonly string[][], decimal: "." | ","): boolean {
  const [first, ...body] = rows;
  if (!first || body.length === 0) return false;
  return first.some((cell, column) => {
    if (readCell(cell, decimal).kind !== "words") return false;
    return body.some((row) => readCell(row[column] ?? "", decimal).kind === "number");
  });
}

function mostCommon(values: readonly number[]): number {
  const times = new Map<number, number>();
  for (const value of values) times.set(value, (times.get(value) ?? 0) + 1);
  return [...times].reduce((a, b) => (b[1] > a[1] ? b : a))[0];
}
