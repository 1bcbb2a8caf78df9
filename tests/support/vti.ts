import { zlibSync } from "fflate";

export interface VtiParts {
  rule: string;
  generator?: string;
  settings?: string;
  /** Of each chemical, `a` first. */
  arrays: readonly (readonly number[])[];
  extent: string;
  format?: "ascii" | "base64" | "zlib" | "appended" | "raw";
  type?: "Float32" | "Float64";
  header?: "UInt32" | "UInt64";
  order?: "LittleEndian" | "BigEndian";
  /** Bytes of a block before compression. */
  block?: number;
}

/** A pattern as Ready writes it, in any of the packings that VTK has. */
export function vti(parts: VtiParts): Uint8Array {
  const {
    rule,
    generator = "",
    settings = "",
    arrays,
    extent,
    format = "ascii",
    type = "Float32",
    header = "UInt32",
    order = "LittleEndian",
  } = parts;
  const little = order === "LittleEndian";
  const packed = arrays.map((values) => pack(values, parts));
  const zlib = format === "zlib" || format === "appended";
  let offset = 0;
  const elements = arrays.map((values, i) => {
    const name = String.fromCharCode(97 + i);
    const at = offset;
    offset += packed[i]!.length;
    if (format === "ascii") return `<DataArray type="${type}" Name="${name}" format="ascii">${values.join(" ")}</DataArray>`;
    if (format === "base64" || format === "zlib")
      return `<DataArray type="${type}" Name="${name}" format="binary">\n ${text(packed[i]!)}\n</DataArray>`;
    return `<DataArray type="${type}" Name="${name}" format="appended" offset="${at}" />`;
  });
  const appended = format === "appended" || format === "raw";
  const before = `<?xml version="1.0"?>
<VTKFile type="ImageData" version="0.1" byte_order="${little ? "LittleEndian" : "BigEndian"}" header_type="${header}"${zlib ? ' compressor="vtkZLibDataCompressor"' : ""}>
  <RD format_version="4"><!-- a rule -->
    <description>Small, &lt;b&gt;own&lt;/b&gt;.</description>
    ${rule}
    ${generator}
    <render_settings>${settings}</render_settings>
  </RD>
  <ImageData WholeExtent="${extent}" Origin="0 0 0" Spacing="1 1 1">
    <Piece Extent="${extent}"><PointData>${elements.join("")}</PointData><CellData></CellData></Piece>
  </ImageData>
  ${appended ? `<AppendedData encoding="${format === "raw" ? "raw" : "base64"}">_` : ""}`;
  const after = `${appended ? "\n</AppendedData>" : ""}\n</VTKFile>\n`;
  return joined([encode(before), ...(appended ? packed : []), encode(after)]);
}

function pack(values: readonly number[], { format, type = "Float32", header = "UInt32", order = "LittleEndian", block = 16 }: VtiParts): Uint8Array {
  const little = order === "LittleEndian";
  const size = type === "Float32" ? 4 : 8;
  const data = new DataView(new ArrayBuffer(values.length * size));
  values.forEach((value, i) => (size === 4 ? data.setFloat32(i * size, value, little) : data.setFloat64(i * size, value, little)));
  const bytes = new Uint8Array(data.buffer);
  const head = (numbers: number[]) => {
    const width = header === "UInt32" ? 4 : 8;
    const view = new DataView(new ArrayBuffer(numbers.length * width));
    numbers.forEach((number, i) => (width === 4 ? view.setUint32(4 * i, number, little) : view.setBigUint64(8 * i, BigInt(number), little)));
    return new Uint8Array(view.buffer);
  };
  if (format === "raw") return joined([head([bytes.length]), bytes]);
  if (format === "base64") return base64(joined([head([bytes.length]), bytes]));
  const blocks = Array.from({ length: Math.ceil(bytes.length / block) }, (_, i) => zlibSync(bytes.subarray(i * block, (i + 1) * block)));
  const sizes = [blocks.length, block, bytes.length % block, ...blocks.map(({ length }) => length)];
  return joined([base64(head(sizes)), base64(joined(blocks))]);
}

const encode = (part: string): Uint8Array => new TextEncoder().encode(part);
const base64 = (bytes: Uint8Array): Uint8Array => encode(Buffer.from(bytes).toString("base64"));
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const joined = (parts: readonly Uint8Array[]): Uint8Array => Uint8Array.from(parts.flatMap((part) => [...part]));
