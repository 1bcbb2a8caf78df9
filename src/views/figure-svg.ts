import { encode } from "fast-png";
import { toBase64 } from "../core/spec/base64";
import { enlarged } from "./figure-enlarged";
import { ink, paper, stroke, typeface, type FigurePage, type FigurePart } from "./figure-parts";

/** Longer side of a field inside a drawing, at least, in pixels. */
const leastPixels = 1024;

/** The page as the text of an SVG: the field as a picture in it, everything else as vectors and words. */
export function figureSvg({ width, height, parts, title }: FigurePage): string {
  const ramps = parts.filter((part) => part.kind === "ramp");
  const gradients = ramps.map(
    ({ colours }, i) =>
      `<linearGradient id="ramp-${i}" x1="0" y1="1" x2="0" y2="0">${colours
        .map((colour, k) => `<stop offset="${round(k / (colours.length - 1))}" stop-color="${colour}"/>`)
        .join("")}</linearGradient>`,
  );
  const drawn = parts.map((part) => (part.kind === "ramp" ? box(part, `fill="url(#ramp-${ramps.indexOf(part)})"`) : mark(part)));
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${round(width)}mm" height="${round(height)}mm" viewBox="0 0 ${round(width)} ${round(height)}" role="img" aria-label="${escaped(title)}"><title>${escaped(title)}</title><defs>${gradients.join("")}</defs><rect width="100%" height="100%" fill="${paper}"/>${drawn.join("")}</svg>`;
}

function mark(part: Exclude<FigurePart, { kind: "ramp" }>): string {
  switch (part.kind) {
    case "line":
      return `<line x1="${round(part.from[0])}" y1="${round(part.from[1])}" x2="${round(part.to[0])}" y2="${round(part.to[1])}" stroke="${ink}" stroke-width="${stroke}"/>`;
    case "frame":
      return box(part, `fill="none" stroke="${ink}" stroke-width="${stroke}"`);
    case "image": {
      const { width, height, rgba } = enlarged(part.pixels, leastPixels);
      const png = toBase64(encode({ width, height, data: rgba, channels: 4, depth: 8 }));
      return `<image ${place(part)} preserveAspectRatio="none" image-rendering="pixelated" href="data:image/png;base64,${png}"/>`;
    }
    case "text":
      return `<text x="${round(part.x)}" y="${round(part.y)}" font-family="${typeface}" font-size="${part.size}" text-anchor="${part.anchor}" fill="${ink}">${escaped(part.text)}</text>`;
  }
}

type Box = Pick<Extract<FigurePart, { kind: "frame" }>, "x" | "y" | "width" | "height">;
const place = ({ x, y, width, height }: Box): string => `x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}"`;
const box = (part: Box, look: string): string => `<rect ${place(part)} ${look}/>`;
const round = (length: number): number => Number(length.toFixed(3));
const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
