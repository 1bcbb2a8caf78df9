import type { CellOutput } from "./cell-output";
import { heatPicture } from "./field-picture";
import { isField, isNumbers, Picture, tablePicture, type Row } from "./pictures";

/** A number that was measured: with its name and unit, how sure it is, or why there is none. */
export interface Measured {
  label: string;
  unit: string;
  value: number | null;
  interval: readonly [number, number] | null;
  /** Why there is no value, or what to keep in mind about it. */
  note: string | null;
}

const longestText = 4000;

/** Any value as something that can be shown; null for undefined, which shows nothing. */
export function describeValue(value: unknown): CellOutput | null {
  if (value === undefined) return null;
  if (value instanceof Picture) return value.output;
  if (typeof value === "number") return describeNumber(value);
  if (isMeasured(value)) {
    const { label, unit, interval, note } = value;
    return { kind: "number", label, unit, value: value.value, interval, note };
  }
  if (isField(value)) return heatPicture(value).output;
  if (isTable(value)) return tablePicture(value).output;
  if (isScalarRecord(value)) return tablePicture(Object.entries(value).map(([name, item]) => ({ name, value: item }))).output;
  return { kind: "text", text: inspect(value), tone: "value" };
}

function describeNumber(value: number): CellOutput {
  const finite = Number.isFinite(value);
  const note = finite ? null : Number.isNaN(value) ? "not a number" : "infinite";
  return { kind: "number", label: "", unit: "1", value: finite ? value : null, interval: null, note };
}

/** A value in words, short enough to read: strings as they are at the top, lists and objects to a depth of three. */
export function inspect(value: unknown, depth = 0): string {
  const text = inspectAny(value, depth);
  return text.length > longestText ? `${text.slice(0, longestText)} … (${text.length - longestText} more characters)` : text;
}

function inspectAny(value: unknown, depth: number): string {
  if (typeof value === "string") return depth === 0 ? value : JSON.stringify(value);
  if (typeof value === "number") return Object.is(value, -0) ? "-0" : String(Number(value.toPrecision(10)));
  if (typeof value === "function") return `function ${value.name || "without a name"}`;
  if (typeof value !== "object" || value === null) return String(value);
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  if (isNumbers(value) && ArrayBuffer.isView(value)) return `${value.constructor.name}(${value.length}) ${list(Array.from(value), 8, depth)}`;
  if (Array.isArray(value)) return depth > 2 ? `[${value.length} items]` : list(value, 30, depth);
  if (value instanceof Map) return `Map ${inspectAny(Object.fromEntries(value), depth)}`;
  if (value instanceof Set) return `Set ${list([...value], 30, depth)}`;
  const entries = Object.entries(value);
  if (depth > 2) return `{${entries.length} entries}`;
  return entries.length === 0 ? "{}" : `{ ${entries.map(([key, item]) => `${key}: ${inspectAny(item, depth + 1)}`).join(", ")} }`;
}

function list(items: readonly unknown[], most: number, depth: number): string {
  const shown = items.slice(0, most).map((item) => inspectAny(item, depth + 1));
  return `[${[...shown, ...(items.length > most ? [`… ${items.length - most} more`] : [])].join(", ")}]`;
}

const isRecord = (value: unknown): value is Row => typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
const isScalar = (value: unknown): boolean => value === null || value === undefined || ["number", "string", "boolean"].includes(typeof value);
const isScalarRecord = (value: unknown): value is Row => isRecord(value) && Object.keys(value).length > 0 && Object.values(value).every(isScalar);
const isTable = (value: unknown): value is Row[] => Array.isArray(value) && value.length > 0 && value.every(isScalarRecord);
const isMeasured = (value: unknown): value is Measured =>
  isRecord(value) && typeof value.label === "string" && (value.value === null || typeof value.value === "number") && "interval" in value;
