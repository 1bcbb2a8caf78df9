import { registry } from "../core/define/registry";
import { WorkbenchError } from "../core/errors";
import { allBytes, bytesAsSource, type ByteSource } from "./byte-source";
import type { FileConnector, Imported, ImportedArray, ImportedTable, OnProgress, Reading, ReadingChoice, TableConnector } from "./connector";
import { previewCsv } from "./csv-choice";
import { csvFile, readCsvTable, streamCsvTable } from "./csv-file";
import { readCsvMatrix, streamCsvMatrix } from "./csv-matrix";
import { gunzip, isGzip } from "./gzip";
import { jsonFile } from "./json-file";
import { isJpeg, jpegFile } from "./jpeg-file";
import { isNifti, niftiFile } from "./nifti-file";
import { isNpy, npyFile } from "./npy-file";
import { arrayChoice, isZip, npzFile, readNpz } from "./npz-file";
import { parquetFile } from "./parquet-file";
import { isPng, pngFile } from "./png-file";
import { isVtk } from "./ready-vti";
import { isTiff } from "./tiff-directory";
import { tiffFile } from "./tiff-file";
import { vtiFile } from "./vti-file";

/** Kinds of files that can be opened. */
export const fileConnectors = registry<FileConnector>("kind of file", [pngFile, jpegFile, tiffFile, npyFile, npzFile, niftiFile, vtiFile, csvFile]);

/** Kinds of files that hold tables alone. */
export const tableConnectors = registry<TableConnector>("kind of table", [jsonFile, parquetFile]);

/** Bytes by which a kind of file is known, and those of which a preview is made. */
const headBytes = 4096;
const previewBytes = 2 ** 18;

const fileEndings: readonly string[] = [...fileConnectors].flatMap(({ extensions }) => extensions.map((ending) => `.${ending}`));

/** Kinds that are told by how they begin. */
const byContent: readonly { begins(bytes: Uint8Array): boolean; connector: FileConnector }[] = [
  { begins: isPng, connector: pngFile },
  { begins: isJpeg, connector: jpegFile },
  { begins: isTiff, connector: tiffFile },
  { begins: isNpy, connector: npyFile },
  { begins: isZip, connector: npzFile },
  { begins: isNifti, connector: niftiFile },
  { begins: isVtk, connector: vtiFile },
];

/** Kinds that are recognised only to say what they are and how to convert them. */
const foreign: readonly { begins: readonly number[]; title: string }[] = [
  { begins: [0x47, 0x49, 0x46, 0x38], title: "a GIF image" },
  { begins: [0x42, 0x4d], title: "a BMP image" },
  { begins: [0x25, 0x50, 0x44, 0x46], title: "a PDF document" },
  { begins: [0x89, 0x48, 0x44, 0x46], title: "an HDF5 file" },
];

/** Kinds that hold pictures and never a table. */
const images: readonly FileConnector[] = [pngFile, jpegFile, tiffFile];

export function readFile(name: string, bytes: Uint8Array, wanted: "array", reading?: Reading): ImportedArray;
export function readFile(name: string, bytes: Uint8Array, wanted: "table", reading?: Reading): ImportedTable;
export function readFile(name: string, bytes: Uint8Array, wanted: "array" | "table", reading?: Reading): Imported;
/**
 * Reads a file that is in memory, of any kind but those that hold tables alone: by how it begins, else by its ending; what is packed
 * with gzip is unpacked first.
 * @param wanted an image, matrix or volume to measure, or columns to look for regimes in.
 * @throws WorkbenchError `data/empty`, `data/unreadable` or `data/not-finite`, naming the file, what is wrong and how to mend it.
 */
export function readFile(name: string, bytes: Uint8Array, wanted: "array" | "table", reading: Reading = {}): Imported {
  if (bytes.length === 0) throw empty(name);
  if (isGzip(bytes)) return readUnpacked(unpackedName(name), gunzip(name, bytes, reading.most), wanted, reading);
  return readUnpacked(name, bytes, wanted, reading);
}

export async function readSource(
  name: string,
  source: ByteSource,
  wanted: "array",
  reading?: Reading,
  onProgress?: OnProgress,
): Promise<ImportedArray>;
export async function readSource(
  name: string,
  source: ByteSource,
  wanted: "table",
  reading?: Reading,
  onProgress?: OnProgress,
): Promise<ImportedTable>;
export async function readSource(
  name: string,
  source: ByteSource,
  wanted: "array" | "table",
  reading?: Reading,
  onProgress?: OnProgress,
): Promise<Imported>;
/** Reads a file of any kind and of any length that its kind allows: text and Parquet piece by piece, others as a whole. */
export async function readSource(
  name: string,
  source: ByteSource,
  wanted: "array" | "table",
  reading: Reading = {},
  onProgress: OnProgress = () => undefined,
): Promise<Imported> {
  if (source.size === 0) throw empty(name);
  const head = await source.read(0, Math.min(headBytes, source.size));
  if (isGzip(head)) {
    const bytes = gunzip(name, await allBytes(name, source, onProgress), reading.most);
    if (bytes.length === 0) throw emptyArchive(name);
    return readSource(unpackedName(name), bytesAsSource(bytes), wanted, reading);
  }
  const table = tableConnectorFor(name, head);
  if (table && wanted === "array") throw onlyTable(name, table);
  if (table) return table.read(name, source, onProgress, reading.most);
  if (connectorFor(name, head) !== csvFile) return readUnpacked(name, await allBytes(name, source, onProgress), wanted, reading);
  const read = wanted === "table" ? streamCsvTable : streamCsvMatrix;
  return read(name, source, reading.layout ?? {}, onProgress);
}

/** What a person may decide about the reading of a file, also of one that could not be read; null when there is nothing. */
export async function choiceIn(name: string, source: ByteSource, { layout = {}, array }: Reading): Promise<ReadingChoice | null> {
  const head = await source.read(0, Math.min(previewBytes, source.size));
  if (isGzip(head))
    return choiceIn(unpackedName(name), bytesAsSource(gunzip(name, await allBytes(name, source, () => undefined))), { layout, array });
  if (tableConnectorFor(name, head)) return null;
  const connector = connectorFor(name, head);
  if (connector === csvFile) return previewCsv(name, head, layout);
  return connector === npzFile ? arrayChoice(name, await allBytes(name, source, () => undefined), array) : null;
}

function readUnpacked(name: string, bytes: Uint8Array, wanted: "array" | "table", { layout, array, most }: Reading): Imported {
  if (bytes.length === 0) throw emptyArchive(name);
  const table = tableConnectorFor(name, bytes);
  if (table) throw onlyTable(name, table);
  const connector = connectorFor(name, bytes);
  if (connector === csvFile) return wanted === "table" ? readCsvTable(name, bytes, layout) : readCsvMatrix(name, bytes, layout);
  const imported = connector === npzFile ? readNpz(name, bytes, array, most) : connector.read(name, bytes, most);
  if (imported.kind === wanted) return imported;
  if (images.includes(connector))
    throw new WorkbenchError(
      "data/unreadable",
      [name],
      "this is an image; a series of numbers was wanted. Open a CSV or NPY file here, and images in Measure",
    );
  return asTable(imported as ImportedArray);
}

const empty = (name: string) => new WorkbenchError("data/empty", [name], "the file is empty (0 bytes). Copy or save it again");
const emptyArchive = (name: string) => new WorkbenchError("data/empty", [name], "the archive holds an empty file. Save it again");
const onlyTable = (name: string, { title }: TableConnector) =>
  new WorkbenchError(
    "data/unreadable",
    [name],
    `this is a table (${title}), not an image, a matrix or a volume. Open it in Regimes, or save the numbers as NPY or CSV`,
  );
const unpackedName = (name: string) => name.replace(/\.gz$/i, "");

function tableConnectorFor(name: string, head: Uint8Array): TableConnector | undefined {
  const ending = endingOf(name);
  return [...tableConnectors].find((connector) => connector.begins(head) || connector.extensions.includes(ending));
}

const endingOf = (name: string): string => /\.([^./\\]+)$/.exec(name)?.[1]?.toLowerCase() ?? "";

function connectorFor(name: string, bytes: Uint8Array): FileConnector {
  const ending = endingOf(name);
  const known = byContent.find(({ begins }) => begins(bytes))?.connector;
  if (known === npzFile && ending !== "npz" && ending !== "zip")
    throw new WorkbenchError("data/unreadable", [name], "this is a zip archive, such as a spreadsheet. Save the table as CSV, or arrays as NPZ");
  if (known) return known;
  const other = foreign.find(({ begins }) => begins.every((byte, i) => bytes[i] === byte));
  if (other && !(other.title.includes("BMP") && isText(bytes)))
    throw new WorkbenchError("data/unreadable", [name], `this is ${other.title}, which is not read. Convert it to PNG, TIFF, NPY or CSV`);
  const byEnding = [...fileConnectors].find(({ extensions }) => extensions.includes(ending));
  if (byEnding) return byEnding;
  if (isText(bytes)) return csvFile;
  throw new WorkbenchError("data/unreadable", [name], `files of this kind are not known. Known endings: ${fileEndings.join(", ")}`, {
    known: fileEndings,
  });
}

/** No control characters but blanks and line ends in the first bytes. */
const isText = (bytes: Uint8Array): boolean => bytes.subarray(0, 512).every((byte) => byte >= 32 || (byte >= 9 && byte <= 13));

/** One axis is one column; of two, the last one counts the columns. */
function asTable({ name, shape, values, warnings, choice }: ImportedArray): ImportedTable {
  const long = shape.filter((side) => side !== 1);
  if (long.length > 2)
    throw new WorkbenchError("data/unreadable", [name], `an array of shape ${shape.join(" × ")} is not a table: one or two axes are needed`);
  const infinite = values.findIndex((value) => !Number.isFinite(value));
  const width = long.length === 2 ? long[1]! : 1;
  if (infinite >= 0)
    throw new WorkbenchError("data/not-finite", [name], `row ${Math.floor(infinite / width) + 1} holds a value that is not a finite number`);
  const columns = Array.from({ length: width }, (_, k) => ({
    name: width === 1 ? "value" : `column ${k + 1}`,
    values: Float64Array.from({ length: values.length / width }, (_, row) => values[row * width + k]!),
  }));
  return { kind: "table", name, columns, labels: null, ...(choice && { choice }), warnings };
}
