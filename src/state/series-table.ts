import type { Imported } from "../connectors/connector";
import { WorkbenchError } from "../core/errors";

/** A table of series as plain facts: missing cells are null. */
export interface SeriesTable {
  name: string;
  columns: readonly { name: string; values: readonly (number | null)[] }[];
  /** What stands in front of each row, such as a date. */
  labels: readonly string[] | null;
  /** What the reader of the file had to say. */
  warnings: readonly string[];
}

/** Endings of files that may hold a table, as a file picker wants them. The readers themselves load with the first file. */
export const seriesEndings = ".csv,.tsv,.txt,.dat,.npy,.npz";

const timeNames = /^(year|time|date|t|index|step|day|month)$/i;

/**
 * What a file holds, with a first column of ascending years or times taken for labels instead of a series, as long as another column is left.
 * @throws WorkbenchError when the file holds no table.
 */
export function tableOf(imported: Imported): SeriesTable {
  if (imported.kind !== "table") {
    throw new WorkbenchError("data/unreadable", [imported.name], "this is an image or a volume; a series of numbers was wanted. Open it in Measure");
  }
  const [first, ...rest] = imported.columns;
  const isTime = imported.labels === null && first !== undefined && rest.length > 0 && timeNames.test(first.name) && ascends(first.values);
  const series = isTime ? rest : imported.columns;
  return {
    name: imported.name,
    columns: series.map(({ name, values }) => ({ name, values: Array.from(values, (value) => (Number.isNaN(value) ? null : value)) })),
    labels: isTime ? Array.from(first.values, String) : imported.labels,
    warnings: imported.warnings,
  };
}

const ascends = (values: Float64Array): boolean => values.every((value, i) => i === 0 || value > values[i - 1]!);
