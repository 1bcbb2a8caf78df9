import { WorkbenchError } from "../core/errors";
import { defineFileConnector, type ImportedArray } from "./connector";
import { cellsOf, unreadable } from "./limits";
import { numberKinds, readNumbers, roundedWarning, type NumberKind } from "./number-kinds";

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
export function readNpy(name: string, bytes: Uint8Array, most?: number): ImportedArray {
  const { descr, fortranOrder, shape, dataStart } = readNpyHeader(name, bytes);
  const { type, little } = elementType(name, descr);
  if (shape.includes(0)) throw new WorkbenchError("data/empty", [name], `the array has shape ${inWords(shape)}, so it holds no values`);
  const size = cellsOf(name, shape, most);
  const data = bytes.subarray(dataStart);
  if (data.length < size * type.bytes) {
    const complete = Math.floor(data.length / type.bytes);
    throw unreadable(name, `the file is cut short: shape ${inWords(shape)} needs ${size} values, it holds ${complete}. Copy it again`);
  }
  const raw = readNumbers(data, type, little, size);
  const rounded = roundedWarning(type, raw);
  const warnings = rounded ? [rounded] : [];
  const rest = data.subarray(size * type.bytes);
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

function elementType(name: string, descr: string): { type: (typeof numberKinds)[NumberKind]; little: boolean } {
  const match = /^([<>|=]?)([a-zA-Z])(\d*)$/.exec(descr);
  const refuse = (why: string) => unreadable(name, `its values are ${why} ("${descr}"); booleans, integers and floats can be read`);
  if (!match) throw refuse("of an unknown type");
  const kind = `${match[2]}${match[3]}`;
  if (Object.hasOwn(numberKinds, kind)) return { type: numberKinds[kind as NumberKind], little: match[1] !== ">" };
  if (match[2] === "c") throw refuse("complex numbers. Save the real or imaginary part, or the magnitude");
  if (match[2] === "O") throw refuse("Python objects, which are never unpacked here because that could run code. Save a plain numeric array");
  if (match[2] === "S" || match[2] === "U" || match[2] === "a") throw refuse("text");
  if (match[2] === "M" || match[2] === "m") throw refuse("dates or durations. Convert them to numbers first");
  throw refuse("of a type that is not read");
}

/** Reorders values whose first axis is fastest so that the last one is. */
function toCOrder<T extends Float32Array<ArrayBuffer> | Float64Array<ArrayBuffer>>(values: T, shape: readonly number[]): T {
  const out = values.slice() as T;
  const index = shape.map(() => 0);
  const strides = shape.map((_, axis) => shape.slice(0, axis).reduce((a, b) => a * b, 1));
  for (let to = 0, from = 0; to < out.length; to++) {
    out[to] = values[from]!;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      from += strides[axis]!;
      if (++index[axis]! < shape[axis]!) break;
      from -= strides[axis]! * shape[axis]!;
      index[axis] = 0;
    }
  }
  return out;
}

const inWords = (shape: readonly number[]): string => `(${shape.join(", ")}${shape.length === 1 ? "," : ""})`;
