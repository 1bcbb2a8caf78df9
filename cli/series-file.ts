import { basename, extname } from "node:path";
import type { ImportedTable, Reading } from "../src/connectors/connector";
import { readSource } from "../src/connectors/index";
import { tableInJson } from "../src/connectors/json-file";
import { isMeantAsSeries } from "../src/connectors/json-series";
import { parseJson } from "../src/connectors/json-text";
import { nearest, WorkbenchError } from "../src/core/errors";
import { cleanSeries } from "../src/core/series/clean-series";
import type { Io } from "./command";
import { withSource } from "./file-source";
import { readBytes, within } from "./files";
import { withProgress } from "./progress";

/** One series, or the dimensions of one, every sample finite. */
export interface NamedSeries {
  /** The file's name without its ending. */
  name: string;
  file: string;
  channels: Float64Array<ArrayBuffer>[];
  warnings: string[];
}

/** How a file is to be read, and what of it. */
export interface WantedSeries {
  /** A column's name, or its 0-based index; when left out the first one that does not merely count. Where all dimensions are wanted, several with commas between. */
  column: string | undefined;
  /** Whether a series of several dimensions is read whole, unless a column is named. */
  dimensions: "one" | "all";
  reading: Reading;
}

/**
 * Reads a series from CSV, JSON, Parquet, NPY or NPZ; a long file piece by piece, with its progress on standard error. Missing samples
 * are interpolated, with a warning that names the rows.
 * @throws WorkbenchError `data/…` naming file and row.
 */
export const readSeries = async (io: Io, file: string, wanted: WantedSeries): Promise<NamedSeries> =>
  seriesIn(file, await readTable(io, file, wanted.reading), wanted);

/** The same for a file that nobody named itself. @returns null for JSON without `values`, which a folder may hold beside its series. */
export async function readSeriesOfFolder(io: Io, file: string, wanted: WantedSeries): Promise<NamedSeries | null> {
  if (extname(file).toLowerCase() !== ".json") return readSeries(io, file, wanted);
  const document = parseJson(new TextDecoder().decode(await readBytes(io, file)), file);
  return isMeantAsSeries(document) ? seriesIn(file, tableInJson(file, document), wanted) : null;
}

async function seriesIn(file: string, table: ImportedTable, { column, dimensions }: WantedSeries): Promise<NamedSeries> {
  const all = dimensions === "all" && column === undefined && table.dimensions;
  const chosen = all ? { channels: table.columns.map(({ values }) => values), warnings: [] } : choose(file, table, column, dimensions);
  const clean = await within(file, () => chosen.channels.map((values) => cleanSeries(values, table.labels)));
  const cleaning = [...new Set(clean.flatMap(({ warnings }) => warnings))];
  // The connector's own words on empty cells say the same as those on interpolation.
  const others = table.warnings.filter((warning) => !/^Column .* empty cells?/.test(warning));
  return {
    name: basename(file, extname(file)),
    file,
    channels: clean.map(({ values }) => values),
    warnings: [...others, ...chosen.warnings, ...cleaning],
  };
}

async function readTable(io: Io, file: string, reading: Reading): Promise<ImportedTable> {
  let share = 0;
  const read = withSource(io, file, (source) => readSource(file, source, "table", { ...reading, most: io.mostValues }, (read) => (share = read)));
  const report = () => Promise.resolve(`reading ${file}: ${Math.floor(100 * share)} %`);
  return withProgress(io, report, read);
}

function choose(
  file: string,
  { columns }: ImportedTable,
  wanted: string | undefined,
  dimensions: WantedSeries["dimensions"],
): { channels: Float64Array[]; warnings: string[] } {
  const names = columns.map(({ name }) => name);
  const find = (text: string) => columns.find(({ name }) => name === text) ?? (/^\d+$/.test(text) ? columns[Number(text)] : undefined);
  if (wanted !== undefined) {
    // A name may hold a comma itself.
    const parts = dimensions === "one" || find(wanted) ? [wanted] : wanted.split(",").map((part) => part.trim());
    const channels = parts.map((part) => {
      const found = find(part);
      if (found) return found.values;
      const guess = nearest(part, names);
      throw new WorkbenchError("usage", [], `${file} has no column "${part}"; ${guess ? `did you mean "${guess}"?` : `it has ${names.join(", ")}`}`, {
        known: names,
      });
    });
    return { channels, warnings: [] };
  }
  const chosen = columns.find(({ values }) => !counts(values)) ?? columns[0];
  if (!chosen) throw new WorkbenchError("data/empty", [], `${file} holds no series`);
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
