import { encodeNpy } from "../../exporters/npy";
import { toBase64 } from "../file-address";
import { isField, isNumbers } from "../pictures";
import { chosenFile, type ChosenFile } from "./chosen-file";
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
    return chosenFile(name, bytes);
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

/** A field or numbers as NPY and rows as CSV where the name asks for it; a text and bytes as they are; anything else as JSON. */
function bytesOf(name: string, content: unknown): Uint8Array {
  if (/\.npy$/i.test(name) && (isField(content) || isNumbers(content))) {
    const { shape, values } = isField(content) ? content : { shape: [content.length], values: content };
    return encodeNpy({ shape, values: values instanceof Float32Array || values instanceof Uint8Array ? values : Float64Array.from(values) });
  }
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
