import { WorkbenchError } from "../core/errors";
import type { ByteSource } from "./byte-source";
import { refuseNotFinite, tableOfColumns } from "./column-table";
import { defineFileConnector, type ImportedTable, type OnProgress } from "./connector";
import type { CsvLayout } from "./csv-layout";
import { readCsv, streamCsv, type CsvReader } from "./csv-reader";

/** Tables as text: comma, semicolon, tab, bar or blanks between cells, decimal point or comma. */
export const csvFile = defineFileConnector({
  id: "csv-file",
  title: "Table as text",
  extensions: ["csv", "tsv", "txt", "dat"],
  read: (name, bytes) => readCsvTable(name, bytes),
});

/**
 * Columns of numbers. Empty cells, NA and null are missing: NaN in the column, their rows named in a warning. The first
 * column of dates becomes the labels, or the first of all if it holds words; other columns of words are left out with a warning.
 * @param given parts of the layout that a person has decided; the rest is found.
 * @throws WorkbenchError `data/not-finite` for NaN or infinity written out, naming row and column; `data/empty` without numbers;
 *   `data/unreadable` for what is no text or has a quote that is never closed.
 */
export const readCsvTable = (name: string, bytes: Uint8Array, given: Partial<CsvLayout> = {}): ImportedTable =>
  tableOf(
    name,
    readCsv(name, bytes, given, (reader) => refuseNotFinite(name, reader)),
  );

/** The same for a file of any length, which is never in memory as a whole. */
export const streamCsvTable = async (name: string, source: ByteSource, given: Partial<CsvLayout>, onProgress: OnProgress): Promise<ImportedTable> =>
  tableOf(name, await streamCsv(name, source, given, (reader) => refuseNotFinite(name, reader), onProgress));

function tableOf(name: string, reader: CsvReader): ImportedTable {
  const { columns, labels, warnings } = tableOfColumns(reader);
  if (columns.length === 0) throw noNumbers(name, reader.layout!);
  return { kind: "table", name, columns, labels, choice: reader.choice, warnings: [...reader.warnings(), ...warnings] };
}

/** What is said of a text in which no column holds numbers. */
export const noNumbers = (name: string, layout: CsvLayout): WorkbenchError =>
  new WorkbenchError("data/empty", [name], `no column of numbers was found ${inWords(layout)}. Check the file, or choose its separator`);

/** The layout in which no numbers were found. */
function inWords({ delimiter, decimal }: CsvLayout): string {
  const marks: Record<string, string> = { ",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars", " ": "blanks" };
  return `with ${marks[delimiter] ?? `"${delimiter}"`} between cells and a decimal ${decimal === "." ? "point" : "comma"}`;
}
