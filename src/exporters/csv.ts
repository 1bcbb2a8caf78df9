import { defineExporter } from "./exporter";
import { provenanceEntries } from "./provenance";

/** A table by columns of equal length, of numbers or words; `null` is a cell that is not defined and stays empty. */
export interface TableInput {
  columns: readonly { name: string; values: ArrayLike<number | string | null> }[];
}

/**
 * A table as CSV (RFC 4180, line feeds): comment lines `# software: …`, `# spec-hash: …`, `# spec: {…}`, then
 * the header and the rows. Numbers are the shortest text that reads back as the same double.
 */
export const csv = defineExporter<TableInput>({
  id: "csv",
  title: "Table (CSV)",
  extension: "csv",
  type: "text/csv",
  encode({ columns }, provenance) {
    const comments = Object.entries(provenanceEntries(provenance)).map(([name, text]) => `# ${name}: ${text}`);
    const rows = Array.from({ length: Math.max(0, ...columns.map(({ values }) => values.length)) }, (_, i) =>
      columns.map(({ values }) => cell(values[i])).join(","),
    );
    const header = columns.map(({ name }) => quoted(name)).join(",");
    return new TextEncoder().encode([...comments, header, ...rows, ""].join("\n"));
  },
});

/** NaN and infinity have no business in a table that others read: empty, like null. */
function cell(value: number | string | null | undefined): string {
  if (typeof value === "string") return quoted(value);
  return typeof value === "number" && Number.isFinite(value) ? String(value) : "";
}

const quoted = (text: string): string => (/[",\r\n#]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
