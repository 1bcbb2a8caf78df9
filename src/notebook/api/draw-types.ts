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
/** Rows as a table. */
declare function table(rows: readonly Record<string, unknown>[], caption?: string): Picture;
declare const chart: {
  /** One line, or several by name, over a common x; \`marks\` are vertical lines with a word each. */
  line(options: { x: ArrayLike<number>; y: ArrayLike<number> | Record<string, ArrayLike<number>>; title?: string; xLabel?: string; yLabel?: string; marks?: Record<string, number> }): Picture;
  /** A field as a picture. */
  heat(field: Field & { name?: string }, title?: string): Picture;
};
/** A text in Markdown, such as a sentence with a number in it. */
declare function markdown(text: string): Picture;
`;
