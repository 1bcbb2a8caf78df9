import { unzlibSync } from "fflate";
import { WorkbenchError } from "../core/errors";
import { child, childrenOf, parseXml, type Element } from "./ready-vti-xml";

/** A VTK image: its arrays at the points, and whatever else the document holds. */
export interface VtkImage {
  document: Element;
  /** `[nz, ny, nx]`, 1 along axes it does not have. */
  shape: readonly [number, number, number];
  /** One for each component, C order. */
  arrays: readonly { name: string; component: number; components: number; values: Float64Array<ArrayBuffer> }[];
  /** Whether the numbers were saved in double precision. */
  double: boolean;
}

/** More would not fit beside its own decoding. */
const mostValues = 2 ** 27;

const readers: Record<string, { bytes: number; read(view: DataView, at: number, little: boolean): number }> = {
  Float32: { bytes: 4, read: (view, at, little) => view.getFloat32(at, little) },
  Float64: { bytes: 8, read: (view, at, little) => view.getFloat64(at, little) },
  Int8: { bytes: 1, read: (view, at) => view.getInt8(at) },
  UInt8: { bytes: 1, read: (view, at) => view.getUint8(at) },
  Int16: { bytes: 2, read: (view, at, little) => view.getInt16(at, little) },
  UInt16: { bytes: 2, read: (view, at, little) => view.getUint16(at, little) },
  Int32: { bytes: 4, read: (view, at, little) => view.getInt32(at, little) },
  UInt32: { bytes: 4, read: (view, at, little) => view.getUint32(at, little) },
};

/** How the numbers of one file are packed. */
interface Packing {
  name: string;
  little: boolean;
  /** Bytes of a number in the header of a block. */
  headerBytes: 4 | 8;
  zlib: boolean;
  appended: { bytes: Uint8Array; raw: boolean } | null;
}

/**
 * Reads a VTK XML image (.vti): arrays as text, base64 or appended (base64 or raw), with zlib or without.
 * See “VTK File Formats for VTK Version 4.2”, Kitware, on serial XML formats.
 * @throws WorkbenchError `data/unreadable` that says where, what and how to mend it.
 */
export function readVtkImage(name: string, bytes: Uint8Array): VtkImage {
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
  const shape = shapeOf(name, piece.attributes.Extent ?? image.attributes.WholeExtent);
  const packing: Packing = { name, little: order !== "BigEndian", headerBytes: header === "UInt64" ? 8 : 4, zlib: Boolean(compressor), appended };
  const points = child(piece, "PointData");
  const elements = points ? childrenOf(points, "DataArray") : [];
  const arrays = elements.flatMap((element) => readArray(element, shape[0] * shape[1] * shape[2], packing));
  return { document, shape, arrays, double: elements.some((element) => element.attributes.type === "Float64") };
}

const unreadable = (name: string, sentence: string) => new WorkbenchError("data/unreadable", [name], sentence);

/** The XML without the appended data, which may be raw bytes, and those. */
function separateAppended(name: string, bytes: Uint8Array): { text: string; appended: Packing["appended"] } {
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

function readArray({ attributes, text }: Element, points: number, packing: Packing): VtkImage["arrays"] {
  const { Name: title = "values", type = "", format = "ascii", NumberOfComponents: count = "1", offset = "0" } = attributes;
  const { name } = packing;
  const components = Number(count);
  const reader = readers[type];
  if (!reader) throw unreadable(name, `the array “${title}” holds ${type || "numbers of no type"}; known are ${Object.keys(readers).join(", ")}`);
  const wanted = points * components;
  if (!Number.isInteger(components) || components < 1 || wanted > mostValues)
    throw unreadable(name, `the array “${title}” would have ${wanted} values; at most ${mostValues} can be read`);
  const values =
    format === "ascii"
      ? readText(title, text, wanted, name)
      : readBytes(title, unpack(title, format, text, Number(offset), wanted * reader.bytes, packing), wanted, reader, packing);
  return Array.from({ length: components }, (_, component) => ({
    name: title,
    component,
    components,
    values: Float64Array.from({ length: points }, (_, point) => values[point * components + component]!),
  }));
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
  { bytes: size, read }: (typeof readers)[string],
  { name, little }: Packing,
): Float64Array {
  if (bytes.length < wanted * size)
    throw unreadable(
      name,
      `the array “${title}” has ${Math.floor(bytes.length / size)} values, the image ${wanted}; the file is cut short. Copy it again`,
    );
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Float64Array.from({ length: wanted }, (_, i) => read(view, i * size, little));
}

/** The bytes of an array, out of base64 and zlib. */
function unpack(title: string, format: string, text: string, offset: number, expected: number, packing: Packing): Uint8Array {
  const { name, appended, headerBytes, little, zlib } = packing;
  if (format === "appended" && !appended) throw unreadable(name, `the array “${title}” is said to be appended, but the file has no <AppendedData>`);
  if (format === "appended" && !(offset >= 0 && offset < appended!.bytes.length))
    throw unreadable(
      name,
      `the array “${title}” is said to begin at ${offset} of the appended data, which end at ${appended!.bytes.length}. Copy the file again`,
    );
  const source = format === "appended" ? appended!.bytes.subarray(offset) : Uint8Array.from(text, (character) => character.charCodeAt(0) & 0xff);
  const stream = format === "appended" && appended!.raw ? source : fromBase64(source);
  const view = new DataView(stream.buffer, stream.byteOffset, stream.byteLength);
  const cut = () => unreadable(name, `the data of the array “${title}” are cut short. Copy the file again`);
  const number = (index: number): number => {
    const at = index * headerBytes;
    if (at + headerBytes > stream.length) throw cut();
    return headerBytes === 4 ? view.getUint32(at, little) : Number(view.getBigUint64(at, little));
  };
  if (!zlib) return stream.subarray(headerBytes, headerBytes + number(0));
  const blocks = number(0);
  if (blocks * headerBytes > stream.length) throw cut();
  const out = new Uint8Array(expected);
  let at = (3 + blocks) * headerBytes;
  let filled = 0;
  for (let block = 0; block < blocks; block++) {
    const length = number(3 + block);
    if (at + length > stream.length) throw cut();
    const part = inflate(title, stream.subarray(at, at + length), name);
    if (filled + part.length > expected) throw unreadable(name, `the array “${title}” has more values than the image`);
    out.set(part, filled);
    filled += part.length;
    at += length;
  }
  return out.subarray(0, filled);
}

function inflate(title: string, bytes: Uint8Array, name: string): Uint8Array {
  try {
    return unzlibSync(bytes);
  } catch {
    throw unreadable(name, `the compressed data of the array “${title}” are damaged. Copy the file again`);
  }
}

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const digits = new Int16Array(256).fill(-1);
for (let i = 0; i < 64; i++) digits[alphabet.charCodeAt(i)] = i;
const padding = 0x3d;

/** Base64 in which parts may be padded one by one, as VTK writes a header and its blocks; blanks are skipped. */
function fromBase64(text: Uint8Array): Uint8Array {
  const out = new Uint8Array(Math.ceil((text.length * 3) / 4));
  let length = 0;
  let group = 0;
  let held = 0;
  let pads = 0;
  for (const code of text) {
    if (code === padding) pads++;
    else if (digits[code]! < 0) continue;
    group = (group << 6) | (code === padding ? 0 : digits[code]!);
    if (++held < 4) continue;
    for (let k = 0; k < 3 - pads; k++) out[length++] = (group >> (16 - 8 * k)) & 0xff;
    group = held = pads = 0;
  }
  return out.subarray(0, length);
}
