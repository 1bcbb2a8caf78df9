import { littleEndianBytes } from "../core/field/little-endian";
import { defineExporter } from "./exporter";
import type { GridPlace, GridState } from "./grid-state";
import { provenanceEntries } from "./provenance";

/**
 * All fields as VTK image data (.vti), for ParaView and VTK: one array of point data a field, raw little-endian bytes behind the XML,
 * lengths as 64-bit words. A value stands at the middle of its cell and the first at 0, as x, y and z count in our formulas; 2D fields are one plane deep.
 * Time, step and provenance are field data.
 *
 * Source: VTK File Formats, "ImageData" and "appended data", docs.vtk.org.
 */
export const vti = defineExporter<GridPlace & GridState>({
  id: "vti",
  title: "Image data for ParaView (VTI)",
  extension: "vti",
  type: "application/vnd.vtk.vti",
  encode({ shape, spacing, time, step, fields }, provenance) {
    // VTK counts axes x, y, z.
    const extents = withDepth(shape).toReversed();
    const edges = (spacing.length === 2 ? [spacing[1]!, ...spacing] : spacing).toReversed();
    const whole = extents.map((extent) => `0 ${extent - 1}`).join(" ");
    const blocks: Uint8Array[] = [];
    let offset = 0;
    const arrays = Object.entries(fields).map(([name, values]) => {
      const bytes = littleEndianBytes(values);
      const tag = `<DataArray type="${typeOf(values)}" Name="${escaped(name)}" format="appended" offset="${offset}"/>`;
      const length = new Uint8Array(8);
      new DataView(length.buffer).setBigUint64(0, BigInt(bytes.length), true);
      blocks.push(length, bytes);
      offset += 8 + bytes.length;
      return tag;
    });
    const facts = Object.entries(provenanceEntries(provenance)).map(([name, text]) => words(`mfn:${name}`, text));
    const head = [
      `<?xml version="1.0"?>`,
      `<VTKFile type="ImageData" version="1.0" byte_order="LittleEndian" header_type="UInt64">`,
      `<ImageData WholeExtent="${whole}" Origin="0 0 0" Spacing="${edges.join(" ")}">`,
      `<FieldData>`,
      `<DataArray type="Float64" Name="TimeValue" NumberOfTuples="1" format="ascii">${time}</DataArray>`,
      `<DataArray type="Int64" Name="step" NumberOfTuples="1" format="ascii">${step}</DataArray>`,
      ...facts,
      `</FieldData>`,
      `<Piece Extent="${whole}"><PointData Scalars="${escaped(Object.keys(fields)[0] ?? "")}">`,
      ...arrays,
      `</PointData></Piece></ImageData>`,
      `<AppendedData encoding="raw">_`,
    ].join("\n");
    return joined([new TextEncoder().encode(head), ...blocks, new TextEncoder().encode("\n</AppendedData>\n</VTKFile>\n")]);
  },
});

const withDepth = (shape: readonly number[]): readonly number[] => (shape.length === 2 ? [1, ...shape] : shape);

const typeOf = (values: Float32Array | Float64Array): string => (values instanceof Float32Array ? "Float32" : "Float64");

/** Text as VTK's ASCII files have it: the codes of its bytes, closed by 0. */
const words = (name: string, text: string): string =>
  `<Array type="String" Name="${name}" NumberOfTuples="1" format="ascii">${[...new TextEncoder().encode(text), 0].join(" ")}</Array>`;

const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
