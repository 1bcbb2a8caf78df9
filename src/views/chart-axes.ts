import type { ScaleContinuousNumeric } from "d3";
import { logTicks, tickText } from "./axis-ticks";
import type { Ink } from "./live-canvas";
import type { Size } from "./viewport";

export type Scale = ScaleContinuousNumeric<number, number>;

/** Pixels around a chart, for ticks and names. */
export const chartMargin = { top: 14, right: 16, bottom: 38, left: 56 };

/** Where a chart's own picture stands: from x0 to x1, and from y1 at the top to y0 at the foot. */
export function chartBox({ width, height }: Size): { x0: number; x1: number; y0: number; y1: number } {
  const { top, right, bottom, left } = chartMargin;
  return { x0: left, x1: Math.max(left + 1, width - right), y0: Math.max(top + 1, height - bottom), y1: top };
}

export interface Axes {
  x: Scale;
  y: Scale;
  /** Names with units, as they stand at the axes. */
  names: readonly [x: string, y: string];
  /** Axes of equal ratios. */
  logarithmic?: readonly [x: boolean, y: boolean];
}

/** Axes along the left and lower edge. */
export function drawAxes(context: CanvasRenderingContext2D, { x, y, names, logarithmic = [false, false] }: Axes, ink: Ink): void {
  const [x0, x1] = x.range() as [number, number];
  const [y0, y1] = y.range() as [number, number];
  const ticksOf = (scale: Scale, log: boolean, room: number) => {
    const count = Math.max(2, Math.min(7, Math.floor(room)));
    const [low, high] = scale.domain() as [number, number];
    return log ? logTicks(low, high, count) : scale.ticks(count);
  };
  context.font = ink.font;
  context.strokeStyle = ink.line;
  context.lineWidth = 1;
  context.strokeRect(x0 + 0.5, y1 + 0.5, x1 - x0, y0 - y1);
  context.fillStyle = ink.dim;
  context.textAlign = "center";
  context.textBaseline = "top";
  for (const value of ticksOf(x, logarithmic[0], (x1 - x0) / 70)) context.fillText(tickText(value), x(value), y0 + 6);
  context.fillText(names[0], (x0 + x1) / 2, y0 + 22);
  context.textAlign = "right";
  context.textBaseline = "middle";
  for (const value of ticksOf(y, logarithmic[1], (y0 - y1) / 40)) context.fillText(tickText(value), x0 - 6, y(value));
  context.save();
  context.translate(9, (y0 + y1) / 2);
  context.rotate(-Math.PI / 2);
  context.textAlign = "center";
  context.fillText(names[1], 0, 0);
  context.restore();
}

/** Marks where the cell that is read in a linked view stands in a chart, with its value. @param right edge of the chart, which words keep within. */
export function drawReading(context: CanvasRenderingContext2D, x: number, y: number, words: string, right: number, ink: Ink): void {
  context.beginPath();
  context.arc(x, y, 6, 0, 2 * Math.PI);
  for (const [colour, lineWidth] of [
    ["#000", 4],
    ["#fff", 1.5],
  ] as const) {
    Object.assign(context, { strokeStyle: colour, lineWidth });
    context.stroke();
  }
  context.font = ink.font;
  context.textBaseline = "middle";
  const before = x + 12 + context.measureText(words).width > right;
  context.textAlign = before ? "right" : "left";
  context.fillStyle = ink.text;
  context.fillText(words, x + (before ? -12 : 12), y);
}

/** Words in the middle of a chart that has nothing to draw. */
export function drawWords(context: CanvasRenderingContext2D, words: string, { width, height }: Size, ink: Ink): void {
  context.font = ink.font;
  context.fillStyle = ink.dim;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillText(words, width / 2, height / 2, width - 24);
}
