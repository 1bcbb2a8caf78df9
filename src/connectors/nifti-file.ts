import { byteReader, type ByteReader } from "./byte-reader";
import { spacingOf } from "./calibration";
import { defineFileConnector, type ImportedArray } from "./connector";
import { luminance } from "./grey";
import { cellsOf, cutShort, unreadable } from "./limits";
import { numberKinds, readNumbers, roundedWarning, type NumberKind } from "./number-kinds";

/**
 * Volumes of NIfTI-1 and NIfTI-2 in one file (.nii; .nii.gz is unpacked before), as `[nz, ny, nx]`, or `[ny, nx]` for a single
 * slice: of a series the first volume. Values are scaled by `scl_slope` and `scl_inter`; axes are those of the file, not of the scanner.
 */
export const niftiFile = defineFileConnector({
  id: "nifti-file",
  title: "NIfTI volume",
  extensions: ["nii"],
  read: readNifti,
});

/** What a header says, whichever version it is of. */
interface NiftiHeader {
  /** Number of axes, then the extent along x, y, z, t …. */
  dims: number[];
  datatype: number;
  /** Edges along x, y, z. */
  edges: number[];
  dataStart: number;
  slope: number;
  intercept: number;
  units: number;
}

/** Length of the header, which stands in its first four bytes, and where its mark is. */
const versions = [
  { headerBytes: 348, mark: 344, letters: "n+1", pair: "ni1" },
  { headerBytes: 540, mark: 4, letters: "n+2", pair: "ni2" },
];

/** Whether the bytes begin as a NIfTI file, or the header of a pair of files, does. */
export const isNifti = (bytes: Uint8Array): boolean => versionOf(bytes) !== undefined;

function versionOf(bytes: Uint8Array): (typeof versions)[number] | undefined {
  return versions.find(({ headerBytes, mark, letters, pair }) => {
    if (bytes.length < headerBytes) return false;
    const begin = new DataView(bytes.buffer, bytes.byteOffset, 4);
    const found = String.fromCharCode(...bytes.subarray(mark, mark + 3));
    return [letters, pair].includes(found) && [true, false].some((little) => begin.getInt32(0, little) === headerBytes);
  });
}

const kinds: Record<number, NumberKind> = { 2: "u1", 4: "i2", 8: "i4", 16: "f4", 64: "f8", 256: "i1", 512: "u2", 768: "u4", 1024: "i8", 1280: "u8" };
/** Colours, with their bytes. */
const colours: Record<number, number> = { 128: 3, 2304: 4 };
const otherKinds: Record<number, string> = {
  1: "single bits",
  32: "complex numbers",
  1536: "128-bit numbers",
  1792: "complex numbers",
  2048: "complex numbers",
};
const unitNames: Record<number, string> = { 1: "m", 2: "mm", 3: "µm" };

/** @throws WorkbenchError `data/…` for what is no NIfTI file, a damaged one, or values that are not read. */
export function readNifti(name: string, bytes: Uint8Array, most?: number): ImportedArray {
  const version = versionOf(bytes);
  if (!version) throw unreadable(name, "this is not a NIfTI file, or it ends within its header. Copy it again");
  const little = byteReader(name, bytes, true);
  const reader = little.i32(0) === version.headerBytes ? little : byteReader(name, bytes, false);
  if (reader.text(version.mark, 3) === version.pair)
    throw unreadable(name, "it is half of a pair of files (.hdr and .img). Save it as one file, .nii");
  const header = version.headerBytes === 348 ? header1(reader) : header2(reader);
  const warnings: string[] = [];
  const { shape, cells } = extent(name, header, warnings, most);
  const raw = valuesOf(name, reader, header, cells, warnings);
  const spacing = spacingOf(header.edges.slice(0, shape.length).reverse(), unitNames[header.units & 7] ?? "");
  const nominalRange = colours[header.datatype] ? ([0, 1] as const) : null;
  return { kind: "array", name, shape, values: scaled(raw, header), nominalRange, ...(spacing && { spacing }), warnings };
}

const eight = Array.from({ length: 8 }, (_, k) => k);

/** nifti1.h, R. W. Cox and others. */
const header1 = (reader: ByteReader): NiftiHeader => ({
  dims: eight.map((k) => reader.i16(40 + 2 * k)),
  datatype: reader.i16(70),
  edges: [1, 2, 3].map((k) => Math.abs(reader.f32(76 + 4 * k))),
  dataStart: reader.f32(108),
  slope: reader.f32(112),
  intercept: reader.f32(116),
  units: reader.u8(123),
});

/** nifti2.h. */
const header2 = (reader: ByteReader): NiftiHeader => ({
  dims: eight.map((k) => reader.i64(16 + 8 * k)),
  datatype: reader.i16(12),
  edges: [1, 2, 3].map((k) => Math.abs(reader.f64(104 + 8 * k))),
  dataStart: reader.i64(168),
  slope: reader.f64(176),
  intercept: reader.f64(184),
  units: reader.i32(500),
});

/** Extent of the first volume, z first. Axes beyond the third are moments or components. */
function extent(name: string, { dims }: NiftiHeader, warnings: string[], most?: number): { shape: number[]; cells: number } {
  const [axes, ...sides] = dims;
  if (!(axes! >= 1 && axes! <= 7)) throw unreadable(name, `it claims ${axes} axes; 1 to 7 are possible. The file is damaged: copy it again`);
  const along = sides.map((side, k) => (k < axes! ? side : 1));
  if (along.some((side) => side < 0))
    throw unreadable(name, `its shape ${along.slice(0, axes).join(" × ")} is impossible: the file is damaged. Copy it again`);
  const [nx, ny, nz] = along;
  const shape = nz === 1 ? [ny!, nx!] : [nz!, ny!, nx!];
  const cells = cellsOf(name, shape, most);
  const volumes = along.slice(3).reduce((product, side) => product * side, 1);
  if (volumes > 1) warnings.push(`It holds ${volumes} volumes; the first was read.`);
  return { shape, cells };
}

function valuesOf(
  name: string,
  reader: ByteReader,
  { datatype, dataStart }: NiftiHeader,
  cells: number,
  warnings: string[],
): Float32Array<ArrayBuffer> | Float64Array<ArrayBuffer> {
  if (!(Number.isInteger(dataStart) && dataStart >= 0)) throw cutShort(name);
  const colour = colours[datatype];
  if (colour !== undefined) {
    const data = reader.part(dataStart, cells * colour);
    return Float32Array.from({ length: cells }, (_, i) => luminance(data[i * colour]!, data[i * colour + 1]!, data[i * colour + 2]!) / 255);
  }
  const kind = kinds[datatype];
  if (!kind)
    throw unreadable(
      name,
      `its values are ${otherKinds[datatype] ?? `of an unknown type (${datatype})`}; whole and floating numbers of 8 to 64 bits are read`,
    );
  const raw = readNumbers(reader.part(dataStart, cells * numberKinds[kind].bytes), numberKinds[kind], reader.little, cells);
  const rounded = roundedWarning(numberKinds[kind], raw);
  if (rounded) warnings.push(rounded);
  return raw;
}

/** A slope of 0 means that there is no scaling, and so does one that is no number. */
function scaled(
  raw: Float32Array<ArrayBuffer> | Float64Array<ArrayBuffer>,
  { slope, intercept, datatype }: NiftiHeader,
): Float32Array<ArrayBuffer> | Float64Array<ArrayBuffer> {
  if (!Number.isFinite(slope) || slope === 0 || !Number.isFinite(intercept) || (slope === 1 && intercept === 0) || colours[datatype]) return raw;
  return Float64Array.from(raw, (value) => slope * value + intercept);
}
