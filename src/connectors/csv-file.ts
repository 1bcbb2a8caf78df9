import { WorkbenchError } from "../core/errors";
import { defineFileConnector, type ImportedTable } from "./connector";
import { findLayout, readCell, splitRows, type Cell, type CsvLayout } from "./csv-layout";
import { decodeText } from "./text";

/** Tables as text: comma, semicolon, tab, bar or blanks between cells, decimal point or comma. */
export const csvFile = defineFileConnector({
  id: "csv-file",
  title: "Table as text",
  extensions: ["csv", "tsv", "txt", "dat"],
  read: (name, bytes) => readCsvTable(name, bytes),
});

/** A column is one of numbers when at least this share of its filled cells are. */
export const numericShare = 0.5;
/** Rows named one by one in a warning. */
const namedRows = 5;

/** Rows of a text file with the layout in which they were read. */
export interface CsvRows {
  layout: CsvLayout;
  /** Names of the columns, when the first row gives them. */
  names: string[] | null;
  rows: string[][];
  /** Row of the file, counted from 1 without blank lines, of `rows[0]`. */
  firstRow: number;
  warnings: string[];
}

/**
 * The rows of a file, for a preview or to read them.
 * @param given parts of the layout that a person has decided; the rest is found.
 * @throws WorkbenchError `data/empty` or `data/unreadable`.
 */
export function readCsvRows(name: string, bytes: Uint8Array, given: Partial<CsvLayout> = {}): CsvRows {
  const warnings: string[] = [];
  const text = decodeText(name, bytes, warnings);
  if (text.trim() === "") throw new WorkbenchError("data/empty", [name], "the file is empty");
  refuseOpenQuote(name, text);
  const layout = findLayout(text, given);
  const all = splitRows(text, layout.delimiter);
  const names = layout.header ? all[0]! : null;
  const rows = names ? all.slice(1) : all;
  const firstRow = names ? 2 : 1;
  warnings.push(...raggedRows(rows, names?.length ?? null, firstRow));
  return { layout, names, rows, firstRow, warnings };
}

/** A quote that is never closed swallows every cell after it: rather no table than half of one. Quotes within quotes are doubled, so that all are even. */
function refuseOpenQuote(name: string, text: string): void {
  let open = 0;
  text.split("\n").forEach((line, i) => {
    const quotes = line.startsWith("# ") ? 0 : line.split('"').length - 1;
    if (quotes % 2 === 1) open = open === 0 ? i + 1 : 0;
  });
  if (open > 0) throw new WorkbenchError("data/unreadable", [name], `the quote in line ${open} is never closed: close it, or take it out`);
}

/** Tells of rows with more or fewer cells than the header, or than most rows: what stands in them may belong to another column. */
function raggedRows(rows: readonly (readonly string[])[], header: number | null, firstRow: number): string[] {
  const lengths = rows.map((row) => row.reduce((last, cell, k) => (cell === "" ? last : k + 1), 0));
  const counts = new Map<number, number>();
  for (const { length } of rows) counts.set(length, (counts.get(length) ?? 0) + 1);
  const usual = header ?? [...counts].reduce((most, one) => (one[1] > most[1] ? one : most), [0, 0])[0];
  const named = (which: (row: readonly string[], i: number) => boolean) => rows.flatMap((row, i) => (which(row, i) ? [i + firstRow] : []));
  const told = (found: number[], what: string) =>
    found.length === 0
      ? []
      : [
          `${found.length === 1 ? "Row" : "Rows"} ${found.slice(0, namedRows).join(", ")}${found.length > namedRows ? ` and ${found.length - namedRows} more` : ""} ${found.length === 1 ? "has" : "have"} ${what} cells than the ${usual} of ${header === null ? "most rows" : "the header"}: see whether a delimiter or a decimal comma is misplaced.`,
        ];
  return [
    ...told(
      named((_, i) => lengths[i]! > usual),
      "more",
    ),
    ...told(
      named((row) => row.length < usual),
      "fewer",
    ),
  ];
}

/**
 * Columns of numbers. Empty cells, NA and null are missing: NaN in the column, their rows named in a warning. A first column of
 * words becomes the labels; other columns of words are left out with a warning.
 * @throws WorkbenchError `data/not-finite` for NaN or infinity written out, naming row and column; `data/empty` without numbers.
 */
export function readCsvTable(name: string, bytes: Uint8Array, given: Partial<CsvLayout> = {}): ImportedTable {
  const { layout, names, rows, firstRow, warnings } = readCsvRows(name, bytes, given);
  const width = rows.reduce((most, row) => Math.max(most, row.length), names?.length ?? 0);
  const columns: ImportedTable["columns"] = [];
  let labels: string[] | null = null;
  for (let k = 0; k < width; k++) {
    const title = names?.[k] || `column ${k + 1}`;
    const cells = rows.map((row) => readCell(row[k] ?? "", layout.decimal));
    const filled = cells.filter(({ kind }) => kind !== "missing");
    const words = filled.filter(({ kind }) => kind === "words").length;
    if (filled.length === 0) {
      if (rows.length > 0 && names?.[k]) warnings.push(`Column "${title}" is empty and was left out.`);
    } else if (words > (1 - numericShare) * filled.length) {
      if (k === 0) labels = rows.map((row) => row[0] ?? "");
      else warnings.push(`Column "${title}" holds words and was left out.`);
    } else {
      columns.push({ name: title, values: numbersOf(name, title, cells, firstRow, warnings) });
    }
  }
  if (columns.length === 0)
    throw new WorkbenchError("data/empty", [name], `no column of numbers was found ${inWords(layout)}. Check the file, or choose its separator`);
  return { kind: "table", name, columns, labels, warnings };
}

function numbersOf(name: string, title: string, cells: readonly Cell[], firstRow: number, warnings: string[]): Float64Array<ArrayBuffer> {
  const infinite = cells.findIndex(({ kind }) => kind === "not-finite");
  if (infinite >= 0) {
    const words = `row ${infinite + firstRow}, column "${title}" is not a finite number. Leave the cell empty if the value is missing`;
    throw new WorkbenchError("data/not-finite", [name], words);
  }
  const rowsOf = (wanted: Cell["kind"]) => cells.flatMap(({ kind }, i) => (kind === wanted ? [i + firstRow] : []));
  const [empty, words] = [rowsOf("missing"), rowsOf("words")];
  if (empty.length > 0)
    warnings.push(`Column "${title}" has ${empty.length === 1 ? "an empty cell" : `${empty.length} empty cells`} in ${rowsInWords(empty)}.`);
  if (words.length > 0) warnings.push(`Column "${title}" holds words in ${rowsInWords(words)}; they count as missing.`);
  return Float64Array.from(cells, (cell) => (cell.kind === "number" ? cell.value : NaN));
}

/** Rows by their numbers, the first few of them. */
export function rowsInWords(rows: readonly number[]): string {
  const named = rows.slice(0, namedRows).join(", ");
  const rest = rows.length - namedRows;
  return `${rows.length === 1 ? "row" : "rows"} ${named}${rest > 0 ? ` and ${rest} more` : ""}`;
}

/** The layout in which no numbers were found. */
export function inWords({ delimiter, decimal }: CsvLayout): string {
  const mark = { ",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars", " ": "blanks" }[delimiter];
  return `with ${mark} between cells and a decimal ${decimal === "." ? "point" : "comma"}`;
}
