import type { Field } from "../../core/define/metric";
import type { PlotCall } from "../cell-output";
import { heatPicture, surfacePicture, type FieldPictureOptions } from "../field-picture";
import { linePicture, Picture, tablePicture, type LineOptions, type Row } from "../pictures";
import { cleanPlot, isPlotCall, mostPlotRows, plotFrames, plotMarks, plotTransforms } from "../plot-calls";
import type { Family } from "./family";

type PlotOptions = Record<string, unknown> & { marks?: readonly unknown[]; title?: string };

export interface DrawApi {
  table(rows: readonly Row[], caption?: string): Picture;
  chart: {
    line(options: LineOptions): Picture;
    heat(field: Field & { name?: string }, titleOrOptions?: string | FieldPictureOptions): Picture;
    surface(field: Field & { name?: string }, options?: FieldPictureOptions & { height?: number }): Picture;
  };
  Plot: Readonly<Record<string, (...args: unknown[]) => PlotCall>> & { plot(options: PlotOptions): Picture };
  markdown(text: string): Picture;
}

/**
 * Pictures as descriptions, which the page draws: a cell has no page of its own. `Plot` has the functions of Observable Plot; what they are given
 * as functions of a row is computed here, row by row.
 */
export const drawFamily: Family<DrawApi> = () => ({
  table: tablePicture,
  chart: {
    line: linePicture,
    heat: (field, given = {}) => heatPicture(field, typeof given === "string" ? given : { title: field.name ?? "", ...given }),
    surface: (field, options = {}) => surfacePicture(field, { title: field.name ?? "", ...options }),
  },
  Plot: Object.freeze({
    ...Object.fromEntries(plotMarks.map((call) => [call, (...args: unknown[]): PlotCall => ({ call, args: markArgs(call, args) })])),
    ...Object.fromEntries([...plotFrames, ...plotTransforms].map((call) => [call, (...args: unknown[]): PlotCall => ({ call, args })])),
    plot,
  }) as DrawApi["Plot"],
  markdown: (text) => new Picture({ kind: "markdown", text: String(text) }),
});

function plot({ title = "", marks = [], ...options }: PlotOptions): Picture {
  const drawn = marks.flat(Infinity).filter((mark) => mark !== null && mark !== undefined && mark !== false);
  const call = cleanPlot({ call: "plot", args: [withoutFunctions({ ...options, marks: drawn })] });
  if (!call) throw new RangeError("Plot.plot: this is too large to draw; take fewer rows or fewer marks");
  return new Picture({ kind: "plot", title: String(title), plot: call });
}

/** The data of a mark as a list, and its options with every function of a row in place of which its values stand. */
function markArgs(call: string, args: readonly unknown[]): unknown[] {
  const [first, second] = args;
  const bare = args.length < 2 && !isList(first);
  if (bare) return args.map((options) => computed(options, []));
  const data = isList(first) ? Array.from(first) : [];
  if (data.length > mostPlotRows) throw new RangeError(`Plot.${call}: ${data.length} rows are too many to draw; at most ${mostPlotRows}`);
  return [data.map(plainRow), ...(second === undefined ? [] : [computed(second, data)])];
}

/** A list, a typed array, a Map or anything else that can be gone through. */
const isList = (value: unknown): value is Iterable<unknown> => typeof value === "object" && value !== null && Symbol.iterator in value;

function computed(options: unknown, data: readonly unknown[]): unknown {
  if (typeof options === "function") return data.map((row, i) => (options as (row: unknown, i: number) => unknown)(row, i));
  if (isPlotCall(options)) return { call: options.call, args: options.args.map((one) => computed(one, data)) };
  if (typeof options !== "object" || options === null || Array.isArray(options) || ArrayBuffer.isView(options) || options instanceof Date)
    return options;
  return Object.fromEntries(Object.entries(options).map(([name, value]) => [name, computed(value, data)]));
}

/** A row without what cannot be sent. */
const plainRow = (row: unknown): unknown =>
  typeof row === "object" && row !== null && !Array.isArray(row) && !(row instanceof Date)
    ? Object.fromEntries(
        Object.entries(row).filter(([, value]) => value === null || value instanceof Date || ["number", "string", "boolean"].includes(typeof value)),
      )
    : row;

/** @throws TypeError where an option of the whole plot is a function: there are no rows it could be computed for. */
function withoutFunctions(options: Record<string, unknown>): Record<string, unknown> {
  for (const [name, value] of Object.entries(options)) {
    if (typeof value === "function")
      throw new TypeError(`Plot.plot: ${name} cannot be a function here; the page draws, and functions stay in the cell`);
    if (typeof value === "object" && value !== null && !Array.isArray(value) && !isPlotCall(value))
      withoutFunctions(value as Record<string, unknown>);
  }
  return options;
}
