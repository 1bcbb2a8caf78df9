import { WorkbenchError } from "../core/errors";
import { defineFileConnector, type ImportedArray } from "./connector";

/** What the header of an NPY file says. */
interface NpyHeader {
  /** As numpy writes it: byte order, kind, bytes a value, such as `<f8`. */
  descr: string;
  fortranOrder: boolean;
  shape: number[];
  /** First byte of the data. */
  dataStart: number;
}

/** Arrays written by numpy.save: format versions 1 to 3, booleans, integers and floats of either byte order, C or Fortran order. */
export const npyFile = defineFileConnector({
  id: "npy-file",
  title: "NumPy array",
  extensions: ["npy"],
  read: readNpy,
});

const magic = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];

/** Whether the bytes begin as an NPY file does. */
export const isNpy = (bytes: Uint8Array): boolean => magic.every((byte, i) => bytes[i] === byte);

/** @throws WorkbenchError `data/unreadable` or `data/empty`, naming the file and what is wrong with it. */
export function readNpy(name: string, bytes: Uint8Array): ImportedArray {
  const { descr, fortranOrder, shape, dataStart } = readNpyHeader(name, bytes);
  const type = elementType(name, descr);
  const size = shape.reduce((product, side) => product * side, 1);
  if (size === 0) throw new WorkbenchError("data/empty", [name], `the array has shape ${inWords(shape)}, so it holds no values`);
  const view = new DataView(bytes.buffer, bytes.byteOffset + dataStart, bytes.byteLength - dataStart);
  if (view.byteLength < size * type.bytes) {
    const complete = Math.floor(view.byteLength / type.bytes);
    throw new WorkbenchError(
      "data/unreadable",
      [name],
      `the file is cut short: shape ${inWords(shape)} needs ${size} values, it holds ${complete}. Copy it again`,
    );
  }
  const warnings: string[] = [];
  const raw = type.single ? new Float32Array(size) : new Float64Array(size);
  for (let i = 0; i < size; i++) raw[i] = type.read(view, i * type.bytes);
  if (type.wide && raw.some((value) => Math.abs(value) > Number.MAX_SAFE_INTEGER))
    warnings.push("Some 64-bit integers are beyond 2⁵³ and were rounded to the nearest number a double can hold.");
  const rest = bytes.subarray(dataStart + size * type.bytes);
  if (rest.length > 0 && !isProvenance(rest)) warnings.push(`${rest.length} bytes after the data were left out.`);
  return { kind: "array", name, shape, values: fortranOrder ? toCOrder(raw, shape) : raw, nominalRange: null, warnings };
}

/** What our own exporter writes behind the data: a line feed and `{"software":…` with the spec of the run. */
const isProvenance = (rest: Uint8Array): boolean => new TextDecoder("latin1").decode(rest.subarray(0, 13)) === '\n{"software":';

/** @throws WorkbenchError `data/unreadable` when the bytes do not begin with a header that numpy could have written. */
function readNpyHeader(name: string, bytes: Uint8Array): NpyHeader {
  const refuse = (why: string) => new WorkbenchError("data/unreadable", [name], why);
  if (!isNpy(bytes)) throw refuse("this is not an NPY file: it does not begin with the mark that numpy.save writes");
  const major = bytes[6] ?? 0;
  if (major < 1 || major > 3) throw refuse(`NPY format version ${major} is not known; versions 1, 2 and 3 are`);
  const lengthBytes = major === 1 ? 2 : 4;
  const start = 8 + lengthBytes;
  if (bytes.length < start) throw refuse("the file ends within its header. Copy it again");
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const length = major === 1 ? view.getUint16(8, true) : view.getUint32(8, true);
  if (bytes.length < start + length) throw refuse("the file ends within its header. Copy it again");
  const text = new TextDecoder(major === 3 ? "utf-8" : "latin1").decode(bytes.subarray(start, start + length));
  return { ...parseHeader(text, refuse), dataStart: start + length };
}

/** Reads the Python dictionary of the header: blanks anywhere, either quote, trailing commas, `3L` of Python 2. */
function parseHeader(text: string, refuse: (why: string) => WorkbenchError): Omit<NpyHeader, "dataStart"> {
  const order = /['"]fortran_order['"]\s*:\s*(True|False)/.exec(text);
  const shape = /['"]shape['"]\s*:\s*\(([^)]*)\)/.exec(text);
  const descr = /['"]descr['"]\s*:\s*(?:['"]([^'"]*)['"]|([[(]))/.exec(text);
  if (!order || !shape || !descr) throw refuse("its header lacks descr, fortran_order or shape");
  if (descr[1] === undefined)
    throw refuse("it holds records with named fields. Save one field as a plain array, as in numpy.save(file, array['field'])");
  const sides = shape[1]!
    .split(",")
    .map((side) => side.trim())
    .filter((side) => side !== "");
  if (!sides.every((side) => /^\d+L?$/.test(side))) throw refuse(`its shape "(${shape[1]})" is not a list of whole numbers`);
  return { descr: descr[1], fortranOrder: order[1] === "True", shape: sides.map((side) => Number.parseInt(side, 10)) };
}

interface ElementType {
  bytes: number;
  /** Single precision holds every value exactly. */
  single: boolean;
  /** 64-bit integers, which a double may not hold. */
  wide: boolean;
  read(view: DataView, at: number): number;
}

function elementType(name: string, descr: string): ElementType {
  const match = /^([<>|=]?)([a-zA-Z])(\d*)$/.exec(descr);
  const refuse = (why: string) =>
    new WorkbenchError("data/unreadable", [name], `its values are ${why} ("${descr}"); booleans, integers and floats can be read`);
  if (!match) throw refuse("of an unknown type");
  const little = match[1] !== ">";
  const kind = `${match[2]}${match[3]}`;
  const type = (bytes: number, read: ElementType["read"], { single = false, wide = false } = {}): ElementType => ({ bytes, single, wide, read });
  switch (kind) {
    case "b1":
      return type(1, (view, at) => (view.getUint8(at) === 0 ? 0 : 1), { single: true });
    case "i1":
      return type(1, (view, at) => view.getInt8(at), { single: true });
    case "u1":
      return type(1, (view, at) => view.getUint8(at), { single: true });
    case "i2":
      return type(2, (view, at) => view.getInt16(at, little), { single: true });
    case "u2":
      return type(2, (view, at) => view.getUint16(at, little), { single: true });
    case "i4":
      return type(4, (view, at) => view.getInt32(at, little));
    case "u4":
      return type(4, (view, at) => view.getUint32(at, little));
    case "i8":
      return type(8, (view, at) => Number(view.getBigInt64(at, little)), { wide: true });
    case "u8":
      return type(8, (view, at) => Number(view.getBigUint64(at, little)), { wide: true });
    case "f2":
      return type(2, (view, at) => halfFloat(view.getUint16(at, little)), { single: true });
    case "f4":
      return type(4, (view, at) => view.getFloat32(at, little), { single: true });
    case "f8":
      return type(8, (view, at) => view.getFloat64(at, little));
  }
  if (match[2] === "c") throw refuse("complex numbers. Save the real or imaginary part, or the magnitude");
  if (match[2] === "O") throw refuse("Python objects, which are never unpacked here because that could run code. Save a plain numeric array");
  if (match[2] === "S" || match[2] === "U" || match[2] === "a") throw refuse("text");
  if (match[2] === "M" || match[2] === "m") throw refuse("dates or durations. Convert them to numbers first");
  throw refuse("of a type that is not read");
}

/** IEEE 754 binary16. */
function halfFloat(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** Reorders values whose first axis is fastest so that the last one is. */
function toCOrder<T extends Float32Array<ArrayBuffer> | Float64Array<ArrayBuffer>>(values: T, shape: readonly number[]): T {
  const out = values.slice() as T;
  const index = shape.map(() => 0);
  const strides = shape.map((_, axis) => shape.slice(0, axis).reduce((a, b) => a * b, 1));
  for (let to = 0; to < out.length; to++) {
    out[to] = values[index.reduce((sum, k, axis) => sum + k * strides[axis]!, 0)]!;
    for (let axis = shape.length - 1; axis >= 0 && ++index[axis]! === shape[axis]; axis--) index[axis] = 0;
  }
  return out;
}

const inWords = (shape: readonly number[]): string => `(${shape.join(", ")}${shape.length === 1 ? "," : ""})`;
