import { encode } from "fast-png";
import { defineExporter } from "./exporter";
import { provenanceEntries } from "./provenance";

/** Pixels as a canvas gives them: red, green, blue, opacity, 8 bits each, rows from the top. */
export interface PixelsInput {
  width: number;
  height: number;
  rgba: Uint8Array | Uint8ClampedArray;
  /** Pixels to the inch, for a picture whose size on paper was chosen. */
  dpi?: number;
}

/**
 * A picture as PNG, 8 bits a channel, with tEXt chunks `mfn:spec`, `mfn:spec-hash` and `mfn:software` (the spec is
 * escaped to ASCII, which such a chunk needs). `exiftool` and every PNG library show them.
 */
export const png = defineExporter<PixelsInput>({
  id: "png",
  title: "Picture (PNG)",
  extension: "png",
  type: "image/png",
  encode({ width, height, rgba, dpi }, provenance) {
    const text = Object.fromEntries(Object.entries(provenanceEntries(provenance)).map(([name, value]) => [`mfn:${name}`, value]));
    const bytes = new Uint8Array(encode({ width, height, data: rgba, channels: 4, depth: 8, text }));
    return dpi === undefined ? bytes : withResolution(bytes, dpi);
  },
});

const inchesPerMetre = 1 / 0.0254;
/** Where the first chunk, of 25 bytes behind a signature of 8, ends. */
const behindHeader = 33;

/** Adds a pHYs chunk, by which programs know how large the picture is on paper (PNG 1.2, §4.2.4.2). */
function withResolution(bytes: Uint8Array, dpi: number): Uint8Array<ArrayBuffer> {
  const chunk = new Uint8Array(4 + 4 + 9 + 4);
  const view = new DataView(chunk.buffer);
  view.setUint32(0, 9);
  chunk.set(new TextEncoder().encode("pHYs"), 4);
  const perMetre = Math.round(dpi * inchesPerMetre);
  [perMetre, perMetre].forEach((value, i) => view.setUint32(8 + 4 * i, value));
  chunk[16] = 1;
  view.setUint32(17, crc32(chunk.subarray(4, 17)));
  const whole = new Uint8Array(bytes.length + chunk.length);
  whole.set(bytes.subarray(0, behindHeader));
  whole.set(chunk, behindHeader);
  whole.set(bytes.subarray(behindHeader), behindHeader + chunk.length);
  return whole;
}

/** The checksum of PNG (ISO 3309): polynomial 0xedb88320, bit by bit. */
function crc32(bytes: Uint8Array): number {
  let crc = -1;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}
