import * as Plot from "@observablehq/plot";
import type { LineOutput, PlotCall } from "./cell-output";
import { cleanPlot, isPlotCall } from "./plot-calls";

/**
 * Draws what a cell described with Observable Plot. Only the functions and options that `cleanPlot` lets pass are called.
 * @param document the page's, or a plain one where there is none.
 * @param more options of the whole that give way to the cell's, such as `width`.
 * @throws what Plot says of a description that fits no picture.
 */
export function drawPlot(call: PlotCall, document: Document, more: Readonly<Record<string, unknown>> = {}): Element {
  const clean = cleanPlot(call);
  if (clean?.call !== "plot") throw new TypeError("this is no description of a plot");
  const [options] = clean.args as [Record<string, unknown>?];
  return Plot.plot({ ...more, ...(carriedOut(options ?? {}) as object), document } as Plot.PlotOptions & { document: Document });
}

/** A picture of lines as a description of a plot. */
export function plotOfLines({ series, marks, xLabel, yLabel }: LineOutput): PlotCall {
  const several = series.length > 1;
  const rows = series.flatMap(({ name, x, y }) => x.map((at, i) => ({ x: at, y: y[i] ?? Number.NaN, name })));
  const channels = { x: "x", y: "y", ...(several && { stroke: "name", z: "name" }) };
  return {
    call: "plot",
    args: [
      {
        x: { label: xLabel },
        y: { label: yLabel, grid: true },
        ...(several && { color: { legend: true } }),
        marks: [
          { call: "line", args: [rows, channels] },
          { call: "ruleX", args: [marks, { x: "x", strokeDasharray: "3,3" }] },
          { call: "text", args: [marks, { x: "x", text: "label", frameAnchor: "top", dy: -8 }] },
        ],
      },
    ],
  };
}

function carriedOut(value: unknown): unknown {
  if (isPlotCall(value)) {
    const make = (Plot as unknown as Record<string, (...args: unknown[]) => unknown>)[value.call]!;
    return make(...value.args.map(carriedOut));
  }
  if (Array.isArray(value)) return value.some(isPlotCall) ? value.map(carriedOut) : value;
  if (typeof value !== "object" || value === null || ArrayBuffer.isView(value) || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, carriedOut(item)]));
}
