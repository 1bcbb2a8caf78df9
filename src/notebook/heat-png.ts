import { interpolateViridis, rgb } from "d3";
import { encode } from "fast-png";
import type { HeatOutput } from "./cell-output";
import { fromBase64 } from "./file-address";

/** Pixels a cell of the field, so that a small one is not a speck. */
const smallestSide = 256;

/** A field as a PNG picture in viridis, grey where a value is not finite. */
export function heatPng({ shape: [rows, columns], levels }: HeatOutput): Uint8Array {
  const cells = fromBase64(levels);
  const scale = Math.max(1, Math.floor(smallestSide / Math.max(rows, columns)));
  const [width, height] = [columns * scale, rows * scale];
  const colours = Array.from({ length: 256 }, (_, level) => (level === 255 ? rgb(128, 128, 128) : rgb(interpolateViridis(level / 254))));
  const data = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const { r, g, b } = colours[cells[Math.floor(y / scale) * columns + Math.floor(x / scale)] ?? 255]!;
      data.set([r, g, b], (y * width + x) * 3);
    }
  return encode({ width, height, data, channels: 3, depth: 8 });
}
