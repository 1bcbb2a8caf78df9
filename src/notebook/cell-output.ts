/**
 * What a cell shows: plain data that JSON can hold, made beside the cell and drawn by the page. Never a NaN: what is not
 * finite is null, or counted apart.
 */
export type CellOutput =
  | { kind: "text"; text: string; tone: "value" | "log" | "warn" }
  | { kind: "markdown"; text: string }
  | NumberOutput
  | TableOutput
  | LineOutput
  | HeatOutput
  | PlotOutput
  | ControlOutput
  | QuestionOutput
  | FileOutput
  | { kind: "error"; message: string; line: number | null };

/** A drawing of Observable Plot, described: the page draws it. */
export interface PlotOutput {
  kind: "plot";
  /** What it shows, for those who do not see it. */
  title: string;
  plot: PlotCall;
}

/** A call of one of Plot's functions, its arguments plain data or such calls again; never a function. */
export interface PlotCall {
  /** Such as `dot` or `binX`; `plot` at the top. */
  call: string;
  args: unknown[];
}

/** A control that a cell made; its value is kept in the cell's options and set by `setControl(cell, name, value)`. */
export type ControlOutput = {
  kind: "control";
  /** Of the variable that holds it; its label where there is none. */
  name: string;
  label: string;
  help: string;
} & (
  | { control: "slider"; value: number; min: number; max: number; step: number; unit: string }
  | { control: "choice"; value: string; options: string[] }
  | { control: "checkbox"; value: boolean }
  | { control: "text"; value: string; placeholder: string }
  /** `value` is null or a data address with the name of the file in it, as `fileAddress` makes it. */
  | { control: "file"; value: string | null; accept: string; fileName: string | null; bytes: number }
);

/** A question to check one's understanding: one of the options is right, and why. */
export interface QuestionOutput {
  kind: "question";
  ask: string;
  options: string[];
  /** Index of the right option. */
  answer: number;
  why: string;
}

/** Bytes to be saved as a file, when the reader asks for it. */
export interface FileOutput {
  kind: "file";
  name: string;
  /** Of its content, such as `text/csv`. */
  type: string;
  /** In base64. */
  content: string;
  bytes: number;
}

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
  /** Id of a colour map; the reader's own where there is none. */
  map?: string;
  /** Lines of equal value, as paths of points (x, y) in cells of the picture, the first cell from 0 to 1; a closed one ends where it begins. */
  lines?: ContourLine[];
  /** How brightly a lit surface shines at each cell, in base64: 0 (dark) … 255; a flat picture has none. */
  light?: string;
}

export interface ContourLine {
  level: number;
  paths: (readonly [x: number, y: number])[][];
}
