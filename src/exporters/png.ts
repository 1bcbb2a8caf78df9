import { encode } from "fast-png";
import { defineExporter } from "./exporter";
import { provenanceEntries } from "./provenance";

/** Pixels as a canvas gives them: red, green, blue, opacity, 8 bits each, rows from the top. */
export interface PixelsInput {
  width: number;
  height: number;
  rgba: Uint8Array | Uint8ClampedArray;
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
  encode({ width, height, rgba }, provenance) {
    const text = Object.fromEntries(Object.entries(provenanceEntries(provenance)).map(([name, value]) => [`mfn:${name}`, value]));
    return new Uint8Array(encode({ width, height, data: rgba, channels: 4, depth: 8, text }));
  },
});
