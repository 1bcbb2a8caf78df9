import { colourMaps } from "../../views/colour-maps";
import { plotFrames, plotMarks, plotTransforms } from "../plot-calls";

const marks = plotMarks.map((name) => `  ${name}(data: PlotData, options?: PlotOptions): PlotMark;`);
const frames = plotFrames.map((name) => `  ${name}(...options: unknown[]): PlotMark;`);
const transforms = plotTransforms.map((name) => `  ${name}(...options: unknown[]): PlotOptions;`);

/** Pictures, as the editor knows them. */
export const drawTypes = `
interface Picture {}
interface PlotMark {}
/** Rows, numbers, or anything else that can be gone through. */
type PlotData = Iterable<any>;
/** A column's name, a constant, a list, or a function of a row, by channel: x, y, fill, stroke, r, z, title … */
type PlotOptions = Record<string, any>;
/** Observable Plot. The page draws it: what is given as functions of a row is computed in the cell, other functions cannot be given. */
declare const Plot: {
  /** Draws marks on common scales. \`title\` says what is to be seen, also to those who do not see it. */
  plot(options: { title?: string; marks?: readonly unknown[]; x?: object; y?: object; color?: object; width?: number; height?: number; [option: string]: unknown }): Picture;
${[...marks, ...frames, ...transforms].join("\n")}
};
/** How a field is drawn. */
interface FieldPicture {
  title?: string;
  /** Of the workbench's colour maps; the reader's own when left out. */
  map?: ${colourMaps.ids.map((id) => `"${id}"`).join(" | ")};
  /** Values at the two ends of the map; the smallest and the largest when left out. */
  range?: readonly [number, number];
  /** Lines of equal value: at these values, or about so many at round ones. */
  contours?: number | readonly number[];
  /** Which plane of a volume, from 0; the middle one when left out. */
  plane?: number;
}
/** Rows as a table. */
declare function table(rows: readonly Record<string, unknown>[], caption?: string): Picture;
declare const chart: {
  /** One line, or several by name, over a common x; \`marks\` are vertical lines with a word each. */
  line(options: { x: ArrayLike<number>; y: ArrayLike<number> | Record<string, ArrayLike<number>>; title?: string; xLabel?: string; yLabel?: string; marks?: Record<string, number> }): Picture;
  /**
   * A field as a picture, with its range beside it.
   * @example chart.heat(end.fields.v, { range: [0, 0.4], contours: 5 })
   */
  heat(field: Field & { name?: string }, titleOrOptions?: string | FieldPicture): Picture;
  /** A field as a surface lit from the upper left, seen from above: a still picture. \`height\` is that of the surface as a share of the longer side. */
  surface(field: Field & { name?: string }, options?: FieldPicture & { height?: number }): Picture;
};
/** A text in Markdown, such as a sentence with a number in it. */
declare function markdown(text: string): Picture;
`;
