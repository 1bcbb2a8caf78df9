import type { Imported, ImportedTable } from "../connectors/connector";
import { mostLabels } from "../connectors/csv-labels";
import { WorkbenchError } from "../core/errors";

/** A table of series as plain facts; its numbers are megabytes, and stay outside the store. */
export interface SeriesTable {
  name: string;
  /** No two have one name. */
  columns: readonly { name: string }[];
  rows: number;
  /** What stands in front of each row, such as a date. */
  labels: readonly string[] | null;
  /** What the reader of the file had to say. */
  warnings: readonly string[];
}

/** A table with its numbers by the name of the column: NaN where a cell is missing. */
export interface OpenedTable {
  facts: SeriesTable;
  values: ReadonlyMap<string, Float64Array<ArrayBuffer>>;
}

/** Endings of files that may hold a table, as a file picker wants them. The readers themselves load with the first file. */
export const seriesEndings = ".csv,.tsv,.txt,.dat,.json,.parquet,.pq,.npy,.npz,.gz";
/** The same in words. */
export const seriesKinds = "CSV, JSON, Parquet, NPY or NPZ";

const timeNames = /^(year|time|date|t|index|step|day|month)$/i;

/**
 * What a file holds, with a first column of years or times that run one way taken for labels instead of a series, as long as another
 * column is left.
 * @throws WorkbenchError when the file holds no table.
 */
export function tableOf(imported: Imported): OpenedTable {
  if (imported.kind !== "table") {
    throw new WorkbenchError("data/unreadable", [imported.name], "this is an image or a volume; a series of numbers was wanted. Open it in Measure");
  }
  const [first, ...rest] = imported.columns;
  const course = first && imported.labels === null && rest.length > 0 && timeNames.test(first.name) ? courseOf(first.values) : null;
  const values = uniquelyNamed(course === null ? imported.columns : rest);
  return {
    facts: {
      name: imported.name,
      columns: [...values.keys()].map((name) => ({ name })),
      rows: first?.values.length ?? 0,
      labels: course === null ? imported.labels : labelsOf(first!.values),
      warnings: [...imported.warnings, ...(course === "down" ? [backwards(first!.name)] : [])],
    },
    values,
  };
}

/** Null for more than a table keeps. */
const labelsOf = (values: Float64Array): string[] | null => (values.length > mostLabels ? null : Array.from(values, String));

const backwards = (name: string): string =>
  `Column "${name}" runs backwards. The rows are taken in the order of the file, so time runs backwards: sort them if that is not meant.`;

/** Which way numbers run; null when they turn or stay. */
function courseOf(values: Float64Array): "up" | "down" | null {
  if (values.every((value, i) => i === 0 || value > values[i - 1]!)) return "up";
  return values.every((value, i) => i === 0 || value < values[i - 1]!) ? "down" : null;
}

/** Columns by their names; a second "close" is "close (2)". */
function uniquelyNamed(columns: ImportedTable["columns"]): Map<string, Float64Array<ArrayBuffer>> {
  const named = new Map<string, Float64Array<ArrayBuffer>>();
  for (const { name, values } of columns) {
    let title = name;
    for (let k = 2; named.has(title); k++) title = `${name} (${k})`;
    named.set(title, values);
  }
  return named;
}
