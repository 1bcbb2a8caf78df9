import { WorkbenchError } from "../core/errors";
import { littleEndianBytes } from "../core/field/little-endian";
import { defineExporter } from "./exporter";
import { provenanceEntries } from "./provenance";

/** An array in C order; the element type of `values` becomes the file's: `<f4`, `<f8` or `|u1`. */
export interface ArrayInput {
  shape: readonly number[];
  values: Float32Array | Float64Array | Uint8Array;
}

const magic = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0];
const alignment = 64;

/**
 * One array as NPY, version 1.0, data starting at a multiple of 64 bytes.
 *
 * The format's header may hold three keys and no others, so the spec stands behind the data: a line feed, then one
 * line of JSON `{"software":…,"spec-hash":…,"spec":…}`. NumPy reads as many bytes as the shape asks for and never looks
 * further (`np.load` of such a file is tested); a person finds it with `tail -n 1 FILE.npy`.
 */
export const npy = defineExporter<ArrayInput>({
  id: "npy",
  title: "NumPy array",
  extension: "npy",
  type: "application/octet-stream",
  encode(input, provenance) {
    const array = encodeNpy(input);
    const trailer = new TextEncoder().encode(`\n${JSON.stringify(provenanceEntries(provenance))}`);
    const bytes = new Uint8Array(array.length + trailer.length);
    bytes.set(array);
    bytes.set(trailer, array.length);
    return bytes;
  },
});

/** The bare array, without provenance: an entry of an NPZ. */
export function encodeNpy({ shape, values }: ArrayInput): Uint8Array<ArrayBuffer> {
  const cells = shape.reduce((product, extent) => product * extent, 1);
  if (cells !== values.length)
    throw new WorkbenchError("internal", [], `an array of shape (${shape.join(", ")}) has ${cells} values, got ${values.length}`);
  const tuple = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(", ")})`;
  const dictionary = `{'descr': '${descrOf(values)}', 'fortran_order': False, 'shape': ${tuple}, }`;
  const fixed = magic.length + 2;
  const start = Math.ceil((fixed + dictionary.length + 1) / alignment) * alignment;
  const bytes = new Uint8Array(start + values.byteLength);
  bytes.set(magic);
  new DataView(bytes.buffer).setUint16(magic.length, start - fixed, true);
  bytes.set(new TextEncoder().encode(dictionary.padEnd(start - fixed - 1) + "\n"), fixed);
  bytes.set(littleEndianBytes(values), start);
  return bytes;
}

function descrOf(values: ArrayInput["values"]): string {
  if (values instanceof Float32Array) return "<f4";
  if (values instanceof Float64Array) return "<f8";
  return "|u1";
}
