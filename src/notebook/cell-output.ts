/**
 * What a cell shows: plain data that JSON can hold, made beside the cell and drawn by the page. Never a NaN: what is not
 * finite is null, or counted apart.
 */
export type CellOutput =
  | { kind: "text"; text: string; tone: "value" | "log" | "warn" }
  | NumberOutput
  | TableOutput
  | LineOutput
  | HeatOutput
  | { kind: "error"; message: string; line: number | null };

/** A measured number with its uncertainty, or null and the reason. */
export interface NumberOutput {
  kind: "number";
  label: string;
  value: number | null;
  unit: string;
  interval: readonly [number, number] | null;
  note: string | null;
}

export type TableValue = number | string | boolean | null;

export interface TableOutput {
  kind: "table";
  caption: string;
  columns: string[];
  rows: TableValue[][];
  /** Rows that were left out because the table was too long. */
  leftOut: number;
}

export interface LineSeries {
  name: string;
  x: number[];
  /** Null where the value is not finite: the line has a gap there. */
  y: (number | null)[];
}

export interface LineOutput {
  kind: "line";
  title: string;
  xLabel: string;
  yLabel: string;
  series: LineSeries[];
  /** Vertical lines at values of x, each with a word. */
  marks: { x: number; label: string }[];
}

export interface HeatOutput {
  kind: "heat";
  title: string;
  /** Rows and columns of the picture. */
  shape: [ny: number, nx: number];
  /** One byte a cell in base64, C order: 0…254 from `min` to `max`; 255 where the value is not finite. */
  levels: string;
  min: number | null;
  max: number | null;
  notFinite: number;
  /** Every how many cells of the field one is drawn. */
  stride: number;
}
