import { lutSize, notFiniteColour } from "./colour-maps";
import { shareOf, type Contrast } from "./contrast";
import type { Picture } from "./picture";

/** Colours every cell of the domain through a lookup table: red, green, blue, opacity, 8 bits each, row 0 first. Cells outside stay clear. */
export function paint({ nx, ny, values, inside, rows = ny }: Picture, contrast: Contrast, table: Uint8Array): Uint8ClampedArray<ArrayBuffer> {
  const rgba = new Uint8ClampedArray(4 * nx * ny);
  for (let i = 0; i < nx * rows; i++) {
    if (inside && inside[i] === 0) continue;
    const share = shareOf(contrast, values[i]!);
    if (share !== share) {
      rgba.set(notFiniteColour, 4 * i);
    } else {
      const entry = 4 * Math.round(share * (lutSize - 1));
      rgba[4 * i] = table[entry]!;
      rgba[4 * i + 1] = table[entry + 1]!;
      rgba[4 * i + 2] = table[entry + 2]!;
    }
    rgba[4 * i + 3] = 255;
  }
  return rgba;
}
