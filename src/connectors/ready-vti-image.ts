import { cellsOf, mostCells, unreadable } from "./limits";
import { numberKinds, readNumbers, type NumberKind } from "./number-kinds";
import { unpackVti, type VtiPacking } from "./vti-data";
import { child, childrenOf, parseXml, type Element } from "./ready-vti-xml";

/** A VTK image: its arrays at the points, or at the cells where there are none, and whatever else the document holds. */
export interface VtkImage {
  document: Element;
  /** `[nz, ny, nx]`, 1 along axes it does not have. */
  shape: readonly [number, number, number];
  /** One for each component, C order. */
  arrays: readonly {
    name: string;
    component: number;
    components: number;
    values: Float64Array<ArrayBuffer>;
    /** Whether single precision holds every value exactly. */
    single: boolean;
  }[];
  /** Whether the numbers were saved in double precision. */
  double: boolean;
  /** Along z, y and x, in a unit that the format does not name; NaN where it is not given. */
  spacing: readonly [number, number, number];
  /** The array that the file calls its scalars. */
  active: string | null;
}

/** Types of VTK to ours. */
const types: Record<string, NumberKind> = {
  Float32: "f4",
  Float64: "f8",
  Int8: "i1",
  UInt8: "u1",
  Int16: "i2",
  UInt16: "u2",
  Int32: "i4",
  UInt32: "u4",
  Int64: "i8",
  UInt64: "u8",
};

/**
 * Reads a VTK XML image (.vti): arrays as text, base64 or appended (base64 or raw), with zlib or without.
 * See “VTK File Formats for VTK Version 4.2”, Kitware, on serial XML formats.
 * @throws WorkbenchError `data/unreadable` that says where, what and how to mend it.
 */
export function readVtkImage(name: string, bytes: Uint8Array, most = mostCells): VtkImage {
  const { text, appended } = separateAppended(name, bytes);
  const document = parseXml(name, text);
  const { type = "", byte_order: order, header_type: header, compressor } = document.attributes;
  if (document.name !== "VTKFile") throw unreadable(name, `this is XML, but no VTK file: it begins with <${document.name}>`);
  if (type !== "ImageData")
    throw unreadable(
      name,
      `this VTK file holds ${type || "no kind of data"}, and only images (ImageData, .vti) can be read. Meshes have no grid to run on`,
    );
  if (compressor && compressor !== "vtkZLibDataCompressor")
    throw unreadable(name, `its data are compressed with ${compressor}; only zlib is read. Save it with vtkZLibDataCompressor`);
  const image = child(document, "ImageData");
  const piece = image && child(image, "Piece");
  if (!image || !piece) throw unreadable(name, "the image has no <Piece> of data");
  const corners = shapeOf(name, piece.attributes.Extent ?? image.attributes.WholeExtent);
  const packing: VtiPacking = { name, little: order !== "BigEndian", headerBytes: header === "UInt64" ? 8 : 4, zlib: Boolean(compressor), appended };
  const data = (kind: string) => child(piece, kind);
  const elementsOf = (kind: string) => childrenOf(data(kind) ?? piece, "DataArray");
  const atCells = elementsOf("PointData").length === 0 && elementsOf("CellData").length > 0;
  const kind = atCells ? "CellData" : "PointData";
  const elements = elementsOf(kind);
  const shape = atCells ? (corners.map((side) => Math.max(1, side - 1)) as [number, number, number]) : corners;
  const cells = cellsOf(name, shape, most);
  // All are unpacked, and several may claim the same bytes.
  const components = elements.reduce((sum, { attributes }) => sum + (Number(attributes.NumberOfComponents ?? "1") || 1), 0);
  if (elements.length > 0) cellsOf(name, [cells, components], mostArrays * most);
  const arrays = elements.flatMap((element) => readArray(element, cells, packing));
  const edges = (image.attributes.Spacing ?? "").trim().split(/\s+/).map(Number);
  return {
    document,
    shape,
    arrays,
    double: elements.some((element) => element.attributes.type === "Float64"),
    spacing: [edges[2] ?? NaN, edges[1] ?? NaN, edges[0] ?? NaN],
    active: data(kind)?.attributes.Scalars ?? null,
  };
}

/** Arrays of an image that may be full. */
const mostArrays = 4;

/** The XML without the appended data, which may be raw bytes, and those. */
function separateAppended(name: string, bytes: Uint8Array): { text: string; appended: VtiPacking["appended"] } {
  const mark = "<AppendedData";
  // Latin-1 gives one character a byte, so that places in the text are places in the file.
  const latin = latin1(bytes);
  const at = latin.indexOf(mark);
  const utf8 = (part: Uint8Array) => new TextDecoder("utf-8").decode(part).replace(/^\uFEFF/, "");
  if (at < 0) return { text: utf8(bytes), appended: null };
  const opened = latin.indexOf(">", at);
  const begin = latin.indexOf("_", opened);
  if (opened < 0 || begin < 0) throw unreadable(name, "the appended data do not begin with “_”: the file is cut short. Copy it again");
  const raw = /encoding\s*=\s*["']raw["']/.test(latin.slice(at, opened));
  const end = latin.lastIndexOf("</AppendedData>");
  return { text: `${utf8(bytes.subarray(0, at))}</VTKFile>`, appended: { bytes: bytes.subarray(begin + 1, end > begin ? end : bytes.length), raw } };
}

function latin1(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return text;
}

function shapeOf(name: string, extent: string | undefined): [number, number, number] {
  const ends = (extent ?? "").trim().split(/\s+/).map(Number);
  const sides = [5, 3, 1].map((i) => ends[i]! - ends[i - 1]! + 1);
  if (ends.length !== 6 || !sides.every((side) => Number.isInteger(side) && side >= 1))
    throw unreadable(name, `the extent of the image is “${extent ?? ""}”; six whole numbers are expected, such as “0 127 0 127 0 0”`);
  return sides as [number, number, number];
}

function readArray({ attributes, text }: Element, points: number, packing: VtiPacking): VtkImage["arrays"] {
  const { Name: title = "values", type = "", format = "ascii", NumberOfComponents: count = "1", offset = "0" } = attributes;
  const { name } = packing;
  const components = Number(count);
  if (!Object.hasOwn(types, type))
    throw unreadable(name, `the array “${title}” holds ${type || "numbers of no type"}; known are ${Object.keys(types).join(", ")}`);
  const numbers = numberKinds[types[type]!];
  if (!Number.isInteger(components) || components < 1)
    throw unreadable(name, `the array “${title}” has “${count}” components; a whole number is expected`);
  const wanted = cellsOf(name, [points, components]);
  const values =
    format === "ascii"
      ? readText(title, text, wanted, name)
      : readBytes(title, unpackVti(title, format, text, Number(offset), wanted * numbers.bytes, packing), wanted, numbers, packing);
  return Array.from({ length: components }, (_, component) => {
    const one = new Float64Array(points);
    for (let point = 0; point < points; point++) one[point] = values[point * components + component]!;
    return { name: title, component, components, values: one, single: numbers.single };
  });
}

function readText(title: string, text: string, wanted: number, name: string): Float64Array {
  const values = Float64Array.from(text.trim().split(/\s+/).filter(Boolean), Number);
  if (values.length !== wanted) throw unreadable(name, `the array “${title}” has ${values.length} values, the image ${wanted}; they must agree`);
  const strange = values.findIndex((value) => Number.isNaN(value));
  if (strange >= 0) throw unreadable(name, `value ${strange + 1} of the array “${title}” is no number`);
  return values;
}

function readBytes(
  title: string,
  bytes: Uint8Array,
  wanted: number,
  numbers: (typeof numberKinds)[NumberKind],
  { name, little }: VtiPacking,
): Float32Array | Float64Array {
  if (bytes.length < wanted * numbers.bytes)
    throw unreadable(
      name,
      `the array “${title}” has ${Math.floor(bytes.length / numbers.bytes)} values, the image ${wanted}; the file is cut short. Copy it again`,
    );
  return readNumbers(bytes, numbers, little, wanted);
}
