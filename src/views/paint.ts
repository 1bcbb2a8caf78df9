import { lutSize, notFiniteColour } from "./colour-maps";
import type { Contrast } from "./contrast";
import type { Picture } from "./picture";

/** Colours every cell of the domain through a lookup table: red, green, blue, opacity, 8 bits each, row 0 first. Cells outside stay clear. */
export function paint({ nx, ny, values, inside }: Picture, { low, high }: Contrast, table: Uint8Array): Uint8ClampedArray<ArrayBuffer> {
  const rgba = new Uint8ClampedArray(4 * nx * ny);
  const scale = (lutSize - 1) / (high - low);
  for (let i = 0; i < nx * ny; i++) {
    if (inside && inside[i] === 0) continue;
    const value = values[i]!;
    if (value - value !== 0) {
      rgba.set(notFiniteColour, 4 * i);
    } else {
      const entry = 4 * Math.min(lutSize - 1, Math.max(0, Math.round((value - low) * scale)));
      rgba[4 * i] = table[entry]!;
      rgba[4 * i + 1] = table[entry + 1]!;
      rgba[4 * i + 2] = table[entry + 2]!;
    }
    rgba[4 * i + 3] = 255;
  }
  return rgba;
}
