import { fromBase64, toBase64 } from "../core/spec/base64";
import type { Opacity } from "../state/brush";

/** Opacities of a picture, 0 to 255, rows from the top. */
export interface Ink {
  width: number;
  height: number;
  alpha: Uint8Array;
}

export const opacityOf = ({ width, height, alpha }: Ink): Opacity => ({ width, height, bytes: toBase64(alpha) });

/** @throws RangeError for an opacity whose bytes are no base64. */
export function inkOf({ width, height, bytes }: Opacity): Ink {
  const alpha = fromBase64(bytes);
  if (!alpha) throw new RangeError("the opacities are no base64");
  return { width, height, alpha };
}

/** Relative luminance of sRGB as displays have it, ITU-R BT.709, without taking the gamma off: 0 to 255. */
const lightness = (rgba: Uint8ClampedArray, at: number) => 0.2126 * rgba[at]! + 0.7152 * rgba[at + 1]! + 0.0722 * rgba[at + 2]!;

/** How dark a picture is, or how light, pixel by pixel, as opacities; what is transparent is not painted in either case. */
export function inkOfPicture(rgba: Uint8ClampedArray, width: number, height: number, part: "dark" | "light"): Ink {
  const alpha = new Uint8Array(width * height);
  for (let i = 0; i < alpha.length; i++) {
    const light = lightness(rgba, 4 * i);
    alpha[i] = Math.round(((part === "dark" ? 255 - light : light) * rgba[4 * i + 3]!) / 255);
  }
  return { width, height, alpha };
}

/** Whether the border of a picture is dark, as around stars or white letters: its light parts are then what is meant. Takes how dark it is. */
export function isOnDark({ width, height, alpha }: Ink): boolean {
  let [sum, count] = [0, 0];
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x += y === 0 || y === height - 1 ? 1 : Math.max(1, width - 1)) {
      sum += alpha[y * width + x]!;
      count++;
    }
  return sum / count > 127.5;
}

/** The smallest part that holds every pixel that is not empty; null when all are. */
export function trimmed({ width, height, alpha }: Ink): Ink | null {
  let [x0, y0, x1, y1] = [width, height, -1, -1];
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      if (alpha[y * width + x] === 0) continue;
      [x0, y0, x1, y1] = [Math.min(x0, x), Math.min(y0, y), Math.max(x1, x), Math.max(y1, y)];
    }
  if (x1 < 0) return null;
  const [w, h] = [x1 - x0 + 1, y1 - y0 + 1];
  return { width: w, height: h, alpha: Uint8Array.from({ length: w * h }, (_, i) => alpha[(y0 + Math.floor(i / w)) * width + x0 + (i % w)]!) };
}

/** The same picture in other pixels: each is the mean of what it covers, so that fine lines fade and do not vanish. */
export function resized(ink: Ink, width: number, height: number): Ink {
  if (width === ink.width && height === ink.height) return ink;
  const [across, down] = [shares(ink.width, width), shares(ink.height, height)];
  const alpha = new Uint8Array(width * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      let sum = 0;
      for (const [row, weightY] of down[y]!)
        for (const [column, weightX] of across[x]!) sum += weightY * weightX * ink.alpha[row * ink.width + column]!;
      alpha[y * width + x] = Math.round(sum);
    }
  return { width, height, alpha };
}

/** For each of `to` equal parts of a line of `from` pixels: the pixels it covers and their shares of it, which add up to 1. */
function shares(from: number, to: number): [pixel: number, share: number][][] {
  const length = from / to;
  return Array.from({ length: to }, (_, part) => {
    const [start, end] = [part * length, (part + 1) * length];
    const pixels: [number, number][] = [];
    for (let pixel = Math.floor(start); pixel < Math.min(from, Math.ceil(end - 1e-9)); pixel++)
      pixels.push([pixel, (Math.min(end, pixel + 1) - Math.max(start, pixel)) / length]);
    return pixels;
  });
}
