import { parquetWriteBuffer, type ColumnSource } from "hyparquet-writer";
import type { TableInput } from "./csv";
import { defineExporter } from "./exporter";
import { provenanceEntries } from "./provenance";

/** A table whose columns may say what they hold, which an empty one does not show. */
interface TypedTable {
  columns: readonly (TableInput["columns"][number] & { kind?: "number" | "text" })[];
}

/**
 * A table as Apache Parquet: numbers are doubles, a column with words in it is text, what is not defined is null. Software, file,
 * settings, spec and hash stand in the file's key-value metadata under the names that they have in every format.
 */
export const parquet = defineExporter<TypedTable>({
  id: "parquet",
  title: "Table (Parquet)",
  extension: "parquet",
  type: "application/vnd.apache.parquet",
  encode({ columns }, provenance) {
    const rows = Math.max(0, ...columns.map(({ values }) => values.length));
    const entries = provenanceEntries(provenance);
    return new Uint8Array(
      parquetWriteBuffer({
        columnData: columns.map((column) => columnOf(column, rows)),
        kvMetadata: Object.entries(entries).map(([key, value]) => ({ key, value })),
        createdBy: provenance.software,
      }),
    );
  },
});

/** As long as the longest; NaN and infinity have no business in a table that others read: null, as in a CSV. */
function columnOf({ name, values, kind }: TypedTable["columns"][number], rows: number): ColumnSource {
  const cells = Array.from({ length: rows }, (_, row) => {
    const value = values[row] ?? null;
    return typeof value === "number" && !Number.isFinite(value) ? null : value;
  });
  if (kind !== "text" && !cells.some((value) => typeof value === "string")) return { name, data: cells, type: "DOUBLE" };
  return { name, data: cells.map((value) => (value === null ? null : String(value))), type: "STRING" };
}
