import { encode } from "fast-png";
import { lookupTable, mapNamed, notFiniteColour } from "../views/colour-maps";
import type { HeatOutput } from "./cell-output";
import { fromBase64 } from "./file-address";

/** Pixels of the longer side at least, so that a small field is not a speck. */
const smallestSide = 256;

/** A field as a PNG picture in its colour map, or in viridis. */
export function heatPng({ shape: [rows, columns], levels, map = "viridis", light }: HeatOutput): Uint8Array {
  const cells = fromBase64(levels);
  const bright = light === undefined ? null : fromBase64(light);
  const table = lookupTable(mapNamed(map));
  const scale = Math.max(1, Math.floor(smallestSide / Math.max(rows, columns)));
  const [width, height] = [columns * scale, rows * scale];
  const data = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const cell = Math.floor(y / scale) * columns + Math.floor(x / scale);
      const level = cells[cell] ?? 255;
      const entry = 4 * Math.round((level * 255) / 254);
      const colour = level === 255 ? notFiniteColour : table.subarray(entry, entry + 3);
      const shade = bright ? bright[cell]! / 255 : 1;
      data.set(
        [...colour].map((channel) => Math.round(shade * channel)),
        (y * width + x) * 3,
      );
    }
  return encode({ width, height, data, channels: 3, depth: 8 });
}
