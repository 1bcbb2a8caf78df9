import { formatNumber, formatSetting } from "../ui/format";
import { lookupTable, type ColourMap } from "./colour-maps";
import { rangeNamed, usualRange, type RangeChoice } from "./colour-ranges";
import { valueAt } from "./contrast";
import { paint } from "./paint";
import type { Picture } from "./picture";

export interface FieldFigure {
  picture: Picture;
  map: ColourMap;
  range?: RangeChoice;
  /** Length of a cell along y and x. */
  spacing: readonly [number, number];
  /** Stands above the field: "v at t = 4210". */
  title: string;
  unit: string;
}

/** Longer side of the field in the figure, at least, in pixels. */
const targetPixels = 768;
const margin = { top: 40, right: 108, bottom: 40, left: 24 };
const barWidth = 14;

/** A figure to keep: the field in whole pixels per cell, colour bar, title and extent, on white. */
export function fieldFigure({ picture, map, range = usualRange, spacing: [hy, hx], title, unit }: FieldFigure): {
  width: number;
  height: number;
  rgba: Uint8ClampedArray;
} {
  const { nx, ny } = picture;
  const contrast = rangeNamed(range.id).contrast(picture, map.kind === "diverging", range);
  const perCell = Math.max(1, Math.round(targetPixels / Math.max(nx, (ny * hy) / hx)));
  const [fieldWidth, fieldHeight] = [nx * perCell, Math.round((ny * perCell * hy) / hx)];
  const canvas = document.createElement("canvas");
  canvas.width = margin.left + fieldWidth + margin.right;
  canvas.height = margin.top + fieldHeight + margin.bottom;
  const context = canvas.getContext("2d")!;
  context.fillStyle = "#ffffff";
  context.fillRect(0, 0, canvas.width, canvas.height);

  const cells = document.createElement("canvas");
  [cells.width, cells.height] = [nx, ny];
  cells.getContext("2d")!.putImageData(new ImageData(paint(picture, contrast, lookupTable(map)), nx, ny), 0, 0);
  context.imageSmoothingEnabled = false;
  context.drawImage(cells, margin.left, margin.top, fieldWidth, fieldHeight);

  context.fillStyle = "#16191c";
  context.font = '16px "IBM Plex Sans Variable", sans-serif';
  context.fillText(title, margin.left, 26);
  context.font = '14px "IBM Plex Mono", monospace';
  const extent = `${formatSetting(nx * hx)} × ${formatSetting(ny * hy)}`;
  context.fillText(extent, margin.left, margin.top + fieldHeight + 26);

  const x = margin.left + fieldWidth + 16;
  for (let row = 0; row < fieldHeight; row++) {
    context.fillStyle = map.at(1 - row / (fieldHeight - 1));
    context.fillRect(x, margin.top + row, barWidth, 1);
  }
  context.fillStyle = "#16191c";
  context.textBaseline = "middle";
  for (const share of [0, 0.5, 1])
    context.fillText(`${formatNumber(valueAt(contrast, 1 - share), 3)}${unit}`, x + barWidth + 6, margin.top + share * fieldHeight);
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
  return { width: canvas.width, height: canvas.height, rgba: data };
}
