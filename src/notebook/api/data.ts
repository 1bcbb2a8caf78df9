import { toBase64 } from "../file-address";
import { parseTable, type Row } from "../parse-table";
import type { ChosenFile } from "./controls";
import type { Family } from "./family";

export interface DataApi {
  load(address: string): Promise<ChosenFile>;
  save(name: string, content: string | Uint8Array | readonly Readonly<Record<string, unknown>>[] | object): void;
}

/** Largest file that a cell offers to be saved, in bytes. */
const largestSaved = 20_000_000;

export const dataFamily: Family<DataApi> = ({ services, put }) => ({
  async load(address) {
    const { name, bytes } = await services.load(address);
    const text = () => new TextDecoder().decode(bytes);
    return { name, bytes, text, table: (): Row[] => parseTable(text()) };
  },
  save(name, content) {
    const bytes = bytesOf(name, content);
    if (bytes.length > largestSaved)
      throw new RangeError(`save: ${name} has ${bytes.length} bytes; at most ${largestSaved} can be saved from a cell`);
    const type = types[/\.(\w+)$/.exec(name)?.[1]?.toLowerCase() ?? ""] ?? "application/octet-stream";
    put({ kind: "file", name: name.replace(/[/\\]/g, "-"), type, content: toBase64(bytes), bytes: bytes.length });
  },
});

const types: Readonly<Record<string, string>> = { csv: "text/csv", json: "application/json", txt: "text/plain", md: "text/markdown" };

/** A text and bytes as they are; rows as CSV where the name asks for it; anything else as JSON. */
function bytesOf(name: string, content: unknown): Uint8Array {
  if (content instanceof Uint8Array) return content;
  const rows = Array.isArray(content) && /\.csv$/i.test(name);
  const text = typeof content === "string" ? content : rows ? csvOf(content as Record<string, unknown>[]) : `${JSON.stringify(content, plain, 2)}\n`;
  return new TextEncoder().encode(text);
}

const plain = (_key: string, value: unknown): unknown =>
  ArrayBuffer.isView(value) && !(value instanceof DataView) ? Array.from(value as Float64Array) : value;

function csvOf(rows: readonly Record<string, unknown>[]): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const cell = (value: unknown) => {
    const text =
      value === null || value === undefined || Number.isNaN(value) ? "" : typeof value === "object" ? JSON.stringify(value) : String(value as string);
    return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return [columns, ...rows.map((row) => columns.map((name) => row[name]))].map((line) => `${line.map(cell).join(",")}\n`).join("");
}
