import { basename, extname } from "node:path";
import { readFile } from "../src/connectors/index";
import type { ImportedTable } from "../src/connectors/connector";
import { nearest, WorkbenchError } from "../src/core/errors";
import { cleanSeries } from "../src/core/series/clean-series";
import type { Io } from "./command";
import { readBytes, within } from "./files";
import { parseJson } from "./json-text";

/** One series, or the dimensions of one, every sample finite. */
export interface NamedSeries {
  /** The file's name without its ending. */
  name: string;
  file: string;
  channels: Float64Array<ArrayBuffer>[];
  warnings: string[];
}

/** A table, and whether its columns are dimensions of one series rather than series of their own. */
type Table = Pick<ImportedTable, "columns" | "labels" | "warnings"> & { dimensions?: boolean };

/**
 * Reads a series from JSON with `values`, CSV, NPY or NPZ. Missing samples are interpolated, with a warning that names the rows.
 * @param column a column's name, or its 0-based index; when left out the first one that does not merely count.
 * @param wanted one: a single column. several: all dimensions of JSON that gives one list a dimension, unless a column is named.
 * @returns null for JSON without `values`, which a folder may hold beside its series.
 * @throws WorkbenchError `data/…` naming file and row.
 */
export async function readSeries(io: Io, file: string, column: string | undefined, wanted: "one" | "several"): Promise<NamedSeries | null> {
  const bytes = await readBytes(io, file);
  const table: Table | null =
    extname(file).toLowerCase() === ".json" ? jsonTable(file, new TextDecoder().decode(bytes)) : readFile(file, bytes, "table");
  if (table === null) return null;
  const all = wanted === "several" && column === undefined && table.dimensions;
  const chosen = all ? { channels: table.columns.map(({ values }) => values), warnings: [] } : choose(file, table, column);
  const clean = await within(file, () => chosen.channels.map((values) => cleanSeries(values, table.labels)));
  const cleaning = [...new Set(clean.flatMap(({ warnings }) => warnings))];
  // The connector's own words on empty cells say the same as those on interpolation.
  const others = table.warnings.filter((warning) => !/^Column .* empty cells? in rows?/.test(warning));
  return {
    name: basename(file, extname(file)),
    file,
    channels: clean.map(({ values }) => values),
    warnings: [...others, ...chosen.warnings, ...cleaning],
  };
}

/** @throws WorkbenchError where a file that was named itself holds no series. */
export const noSeries = (file: string): WorkbenchError =>
  new WorkbenchError("data/empty", [], `${file} holds no series: expected a key "values" with a list of numbers, or one list a dimension`);

function jsonTable(file: string, text: string): Table | null {
  const document = parseJson(text, file);
  const values: unknown =
    typeof document === "object" && document !== null && Object.hasOwn(document, "values") ? (document as { values: unknown }).values : undefined;
  if (values === undefined) return null;
  if (!Array.isArray(values) || values.length === 0) throw noSeries(file);
  const several = values.every((item) => Array.isArray(item));
  const lists = (several ? values : [values]) as unknown[][];
  const columns = lists.map((list, k) => ({
    name: several ? `dimension ${k}` : "values",
    values: Float64Array.from(list, (item, row) => sample(file, item, row)),
  }));
  return { columns, labels: null, warnings: [], dimensions: several };
}

/** NaN for a missing sample. */
function sample(file: string, item: unknown, row: number): number {
  if (item === null || item === "") return NaN;
  if (typeof item === "number" && Number.isFinite(item)) return item;
  throw new WorkbenchError(
    "data/not-finite",
    [],
    `${file}, values[${row}] (row ${row + 1}): expected a finite number or null, got ${typeof item === "number" ? String(item) : JSON.stringify(item).slice(0, 40)}`,
  );
}

function choose(file: string, { columns }: Table, wanted: string | undefined): { channels: Float64Array[]; warnings: string[] } {
  const names = columns.map(({ name }) => name);
  if (wanted !== undefined) {
    const found = columns.find(({ name }) => name === wanted) ?? (/^\d+$/.test(wanted) ? columns[Number(wanted)] : undefined);
    if (found) return { channels: [found.values], warnings: [] };
    const guess = nearest(wanted, names);
    throw new WorkbenchError("usage", [], `${file} has no column "${wanted}"; ${guess ? `did you mean "${guess}"?` : `it has ${names.join(", ")}`}`, {
      known: names,
    });
  }
  const chosen = columns.find(({ values }) => !counts(values)) ?? columns[0];
  if (!chosen) throw noSeries(file);
  if (columns.length === 1) return { channels: [chosen.values], warnings: [] };
  return {
    channels: [chosen.values],
    warnings: [`${columns.length} columns: ${names.join(", ")}. "${chosen.name}" was read; --column takes another.`],
  };
}

/** Whether a column only numbers the rows, or tells their time: steps all equal and not 0. */
function counts(values: Float64Array): boolean {
  if (values.length < 3) return false;
  const step = values[1]! - values[0]!;
  return step !== 0 && values.every((value, i) => i === 0 || Math.abs(value - values[i - 1]! - step) <= 1e-6 * Math.abs(step));
}
