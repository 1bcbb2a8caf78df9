import { ticks } from "d3";
import { formatNumber, formatSetting } from "../ui/format";
import { lookupTable } from "./colour-maps";
import { rangeNamed, usualRange } from "./colour-ranges";
import { valueAt } from "./contrast";
import type { FieldFigure } from "./field-figure";
import { letterWidth, type FigurePage, type FigurePart } from "./figure-parts";
import { paint } from "./paint";

/** What is drawn around the field. */
export interface FigureLayout {
  /** Of the whole figure, in millimetres. */
  width: number;
  title: boolean;
  axes: boolean;
  bar: boolean;
  /** Below everything else; none when empty. */
  caption: string;
}

/** 8 and 9 points: what journals ask for. */
const small = 2.82;
const large = 3.18;
const gap = 1.4;
const tick = 1.2;
const barWidth = 3;
const lineHeight = 1.35;

/** A figure as marks on a page: the field in its own proportions, row 0 at the top, in what remains of the width. */
export function figurePage({ picture, map, range = usualRange, spacing: [hy, hx], title, unit }: FieldFigure, layout: FigureLayout): FigurePage {
  const { nx, ny } = picture;
  const contrast = rangeNamed(range.id).contrast(picture, map.kind === "diverging", range);
  const values = [1, 0.5, 0].map((share) => `${formatNumber(valueAt(contrast, share), 3)}${unit}`);
  const across = ticks(0, nx * hx, 5);
  const down = ticks(0, ny * hy, 5);
  const wide = (text: string, size = small) => text.length * letterWidth * size;
  const widest = (texts: readonly string[]) => Math.max(...texts.map((text) => wide(text)));

  const left = layout.axes ? small + gap + widest(down.map((value) => formatSetting(value))) + tick + gap : 0;
  const right = layout.bar ? 2 * gap + barWidth + gap + widest(values) : layout.axes ? gap + small : 0;
  const top = layout.title ? large + 2 * gap : layout.axes ? small / 2 : 0;
  const width = Math.max(8, layout.width - left - right);
  const height = (width * ny * hy) / (nx * hx);
  const parts: FigurePart[] = [];
  const text = (x: number, y: number, words: string, anchor: "start" | "middle" | "end" = "start", size = small) =>
    parts.push({ kind: "text", x, y, text: words, size, anchor });

  if (layout.title) text(left, large, title, "start", large);
  parts.push({ kind: "image", x: left, y: top, width, height, pixels: { width: nx, height: ny, rgba: paint(picture, contrast, lookupTable(map)) } });
  let bottom = top + height;
  if (layout.axes) {
    parts.push({ kind: "frame", x: left, y: top, width, height });
    for (const value of across) {
      const x = left + (value / (nx * hx)) * width;
      parts.push({ kind: "line", from: [x, bottom], to: [x, bottom + tick] });
      text(x, bottom + tick + small, formatSetting(value), "middle");
    }
    for (const value of down) {
      const y = top + (value / (ny * hy)) * height;
      parts.push({ kind: "line", from: [left - tick, y], to: [left, y] });
      text(left - tick - gap / 2, y + small * 0.35, formatSetting(value), "end");
    }
    text(left + width / 2, bottom + tick + 2 * small + gap / 2, "x", "middle");
    text(small / 2, top + height / 2, "y", "middle");
    bottom += tick + 2 * small + gap;
  }
  if (layout.bar) {
    const x = left + width + 2 * gap;
    const colours = Array.from({ length: 33 }, (_, i) => map.at(i / 32));
    parts.push({ kind: "ramp", x, y: top, width: barWidth, height, colours }, { kind: "frame", x, y: top, width: barWidth, height });
    values.forEach((value, i) => text(x + barWidth + gap, top + [small * 0.75, height / 2 + small * 0.35, height][i]!, value));
  }
  const letters = Math.max(12, Math.floor(layout.width / (letterWidth * small)));
  for (const line of layout.caption === "" ? [] : wrapped(layout.caption, letters)) text(0, (bottom += small * lineHeight), line);
  return { width: left + width + right, height: bottom + (layout.caption === "" ? 0 : gap), parts, title };
}

/** Lines of at most so many letters, broken between words where there are any. */
export function wrapped(text: string, letters: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= letters) lines[lines.length - 1] = `${last} ${word}`;
    else for (let at = 0; at < word.length; at += letters) lines.push(word.slice(at, at + letters));
  }
  return lines;
}
