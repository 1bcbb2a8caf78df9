import type { Field } from "../core/define/metric";
import type { CellOutput, LineOutput, TableOutput, TableValue } from "./cell-output";

/** A cell's value that is a picture or a table: shown as it is. */
export class Picture {
  readonly output: CellOutput;

  constructor(output: CellOutput) {
    this.output = output;
  }
}

export type Row = Readonly<Record<string, unknown>>;

/** Points of a line: a list of numbers, or a typed array. */
export type Numbers = ArrayLike<number>;

export interface LineOptions {
  x: Numbers;
  /** One line, or several by name. */
  y: Numbers | Readonly<Record<string, Numbers>>;
  title?: string;
  xLabel?: string;
  yLabel?: string;
  /** Vertical lines at values of x, by the word that stands beside them. */
  marks?: Readonly<Record<string, number>>;
}

const longestTable = 500;
const longestLine = 5000;

/** Rows as a table; the columns are the keys in the order in which they first appear. */
export function tablePicture(rows: readonly Row[], caption = ""): Picture {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const kept = rows.slice(0, longestTable).map((row) => columns.map((column) => tableValue(row[column])));
  const output: TableOutput = { kind: "table", caption, columns, rows: kept, leftOut: rows.length - kept.length };
  return new Picture(output);
}

export function tableValue(value: unknown): TableValue {
  if (value === null || value === undefined) return null;
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (typeof value === "string" || typeof value === "boolean") return value;
  if (ArrayBuffer.isView(value) || Array.isArray(value)) return `${(value as unknown as ArrayLike<unknown>).length} values`;
  return typeof value === "object" && "value" in value && typeof value.value === "number" ? tableValue(value.value) : String(value);
}

/**
 * Lines over a common x. Long ones are thinned evenly to 5 000 points.
 * @throws RangeError when a line has another number of points than x.
 */
export function linePicture({ x, y, title = "", xLabel = "x", yLabel = "", marks = {} }: LineOptions): Picture {
  const lines: Readonly<Record<string, Numbers>> = isNumbers(y) ? { [yLabel]: y } : y;
  const stride = Math.max(1, Math.ceil(x.length / longestLine));
  const thinned = (values: Numbers) => Array.from({ length: Math.ceil(values.length / stride) }, (_, i) => values[i * stride]!);
  const series = Object.entries(lines).map(([name, values]) => {
    if (values.length !== x.length) throw new RangeError(`chart.line: ${name || "y"} has ${values.length} points, x has ${x.length}`);
    return { name, x: thinned(x), y: thinned(values).map((value) => (Number.isFinite(value) ? value : null)) };
  });
  const badX = Array.from(x).findIndex((value) => !Number.isFinite(value));
  if (badX >= 0) throw new RangeError(`chart.line: x[${badX}] is not a finite number`);
  const kept = Object.entries(marks).filter(([, at]) => Number.isFinite(at));
  const output: LineOutput = { kind: "line", title, xLabel, yLabel, series, marks: kept.map(([label, at]) => ({ label, x: at })) };
  return new Picture(output);
}

export const isNumbers = (value: unknown): value is Numbers =>
  (ArrayBuffer.isView(value) && !(value instanceof DataView)) || (Array.isArray(value) && value.every((item) => typeof item === "number"));

export const isField = (value: unknown): value is Field =>
  typeof value === "object" && value !== null && "shape" in value && "values" in value && Array.isArray(value.shape) && isNumbers(value.values);
