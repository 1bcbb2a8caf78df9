import { WorkbenchError } from "../core/errors";
import { allBytes } from "./byte-source";
import { refuseNotFinite, tableOfColumns } from "./column-table";
import { defineTableConnector, type ImportedTable } from "./connector";
import { CsvColumn } from "./csv-columns";
import { CsvLabels } from "./csv-labels";
import { labelsIn } from "./csv-layout";
import { seriesInJson } from "./json-series";
import { parseJson } from "./json-text";
import { unreadable } from "./limits";
import { decodeText } from "./text";

/** Bytes beyond which a text is longer than engines hold in one. */
const mostBytes = 2 ** 29 - 2 ** 10;

/** Tables and series as JSON: a list of numbers, a list of records, an object of columns, a series under `values`, or the form of TCPDBench. */
export const jsonFile = defineTableConnector({
  id: "json-file",
  title: "Table as JSON",
  extensions: ["json"],
  begins: () => false,
  async read(name, source, onProgress) {
    if (source.size > mostBytes)
      throw unreadable(name, `JSON of ${Math.round(source.size / 2 ** 20)} MiB is too long to be read as one text; save it as CSV or Parquet`);
    const warnings: string[] = [];
    const text = decodeText(name, await allBytes(name, source, onProgress), warnings);
    const table = tableInJson(name, parseJson(text, name));
    return { ...table, warnings: [...warnings, ...table.warnings] };
  },
});

/**
 * The table in a document.
 * @throws WorkbenchError `data/empty` for a document that holds none, `data/unreadable` for one whose columns do not fit together,
 *   `data/not-finite` for a sample that is no number, naming its place.
 */
export function tableInJson(name: string, document: unknown): ImportedTable {
  const series = seriesInJson(name, document);
  if (series) return series;
  const columns = columnsIn(name, document);
  if (!columns) throw noSeriesInJson(name);
  const read = readColumns(columns);
  refuseNotFinite(name, read);
  const table = tableOfColumns(read);
  if (table.columns.length === 0) throw noSeriesInJson(name);
  return { kind: "table", name, ...table };
}

const noSeriesInJson = (name: string): WorkbenchError =>
  new WorkbenchError(
    "data/empty",
    [],
    `${name} holds no series: expected a key "values" with a list of numbers, or one list a dimension; a list of numbers; a list of records; or an object of columns`,
  );

type Columns = ReadonlyMap<string, readonly unknown[]>;

function columnsIn(name: string, document: unknown): Columns | null {
  if (Array.isArray(document)) {
    if (document.length > 0 && document.every((item) => Array.isArray(item)))
      throw unreadable(name, 'a list of lists may be rows or columns. Write {"values": […]} with one list a dimension, or a list of records');
    const records = document.filter(isRecord);
    if (records.length < document.length || records.length === 0) return null;
    const keys = new Set(records.flatMap((record) => Object.keys(record)));
    return new Map([...keys].map((key) => [key, records.map((record) => record[key])]));
  }
  if (!isRecord(document)) return null;
  const lists = Object.entries(document).filter((entry): entry is [string, unknown[]] => Array.isArray(entry[1]));
  const lengths = lists.map(([, list]) => list.length);
  if (new Set(lengths).size > 1)
    throw unreadable(name, `its columns differ in length: ${lists.map(([key, list]) => `${key} has ${list.length}`).join(", ")} rows`);
  return lists.length > 0 ? new Map(lists) : null;
}

const isRecord = (item: unknown): item is Record<string, unknown> => typeof item === "object" && item !== null && !Array.isArray(item);

/** A row is counted from 1, as its place in the list. */
function readColumns(given: Columns) {
  const titles = [...given.keys()];
  const cells = [...given.values()].map((list) => list.map(textOf));
  const labelsAt = labelsIn(
    cells[0]!.map((_, row) => cells.map((column) => column[row]!)),
    ".",
  );
  const labels = new CsvLabels();
  const columns = cells.map((texts, k) => {
    const column = new CsvColumn(".");
    texts.forEach((text, row) => (k === labelsAt ? labels.push(text, row + 1) : column.push(text, row + 1, false)));
    return column;
  });
  return { columns, decimal: "." as const, labelsAt, labels, decided: true, titleOf: (k: number) => titles[k]!, isNamed: () => true };
}

/** As a cell would hold it: nothing for null; what is neither number nor text counts as words. */
const textOf = (item: unknown): string =>
  item === null || item === undefined ? "" : typeof item === "string" ? item.trim() : typeof item === "number" ? String(item) : "words";
