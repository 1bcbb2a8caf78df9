import { gunzipSync } from "fflate";
import { Decompress as Zstandard } from "fzstd";
import {
  parquetMetadataAsync,
  parquetScan,
  parquetSchema,
  snappyUncompress,
  type AsyncBuffer,
  type Compressors,
  type DecodedArray,
  type FileMetaData,
  type SchemaElement,
} from "hyparquet";
import { WorkbenchError } from "../core/errors";
import type { ByteSource } from "./byte-source";
import { defineTableConnector, type ImportedTable, type OnProgress } from "./connector";
import { CsvLabels } from "./csv-labels";
import { isDate } from "./date-order";
import { cellsOf, mostCells, unreadable } from "./limits";
import { timeParsers } from "./parquet-times";

const magic = [0x50, 0x41, 0x52, 0x31];
/** Ways of packing that can be undone here. */
const codecs = new Set(["UNCOMPRESSED", "SNAPPY", "GZIP", "ZSTD"]);
/** Bytes of a value at most, unless it is text. */
const longestValue = 8;

/** Unpackers that set aside what a page's header claims, and no more than the most values take; a page that holds another number of bytes is refused. */
function compressorsFor(name: string, most: number): Compressors {
  const room = (bytes: number) => {
    if (bytes <= most * longestValue) return new Uint8Array(bytes);
    throw unreadable(name, `one of its pages claims ${bytes} bytes; at most ${most} values can be read. Cut the table into parts`);
  };
  return {
    GZIP: (packed, length) => gunzipSync(packed, { out: room(length) }),
    SNAPPY: (packed, length) => {
      const out = room(length);
      snappyUncompress(packed, out);
      return out;
    },
    ZSTD: (packed, length) => {
      const out = room(length);
      let at = 0;
      const unpacker = new Zstandard((part) => {
        if (at + part.length <= length) out.set(part, at);
        at += part.length;
      });
      unpacker.push(packed, true);
      if (at === length) return out;
      throw unreadable(name, `one of its pages holds ${at} bytes and claims ${length}. Write the file anew`);
    },
  };
}

/**
 * Apache Parquet: columns of numbers, whole numbers, truth values (0 and 1) and decimals, null for a gap; the first column of
 * dates or times becomes the labels, or the first of all if it holds text. Read group by group and column by column, so that the file may be of any length.
 */
export const parquetFile = defineTableConnector({
  id: "parquet-file",
  title: "Apache Parquet",
  extensions: ["parquet", "pq"],
  begins: (head) => magic.every((byte, i) => head[i] === byte),
  read: readParquet,
});

async function readParquet(name: string, source: ByteSource, onProgress: OnProgress, most = mostCells): Promise<ImportedTable> {
  const file = asBuffer(source);
  const metadata = await understood(name, () => parquetMetadataAsync(file));
  refusePacking(name, metadata);
  const rows = Number(metadata.num_rows);
  if (rows === 0) throw new WorkbenchError("data/empty", [name], "the table has no rows");
  const warnings: string[] = [];
  const flat = parquetSchema(metadata).children.filter(({ children, element }) => {
    const simple = children.length === 0 && element.repetition_type !== "REPEATED";
    if (!simple) warnings.push(`Column "${element.name}" is nested and was left out.`);
    return simple;
  });
  cellsOf(name, [rows, flat.length || 1], most);
  const compressors = compressorsFor(name, most);
  const scan = await understood(name, () => parquetScan({ file, metadata, compressors, parsers: timeParsers }));
  const columns: ImportedTable["columns"] = [];
  const texts: ParquetColumn[] = [];
  for (const [k, { element }] of flat.entries()) {
    const column = new ParquetColumn(name, element, rows);
    for (const { rowStart, rowEnd } of scan.ranges) {
      column.take(await understood(name, () => scan.readColumn({ column: element.name, rowStart, rowEnd })), rowStart);
      onProgress((k + rowEnd / rows) / flat.length);
    }
    const told = column.told();
    if (told !== null) warnings.push(told);
    if (column.kind === "numbers") columns.push({ name: element.name, values: column.values });
    else if (column.kind === "text") texts.push(column);
  }
  const named = texts.find(({ isDates }) => isDates) ?? texts.find(({ title }) => title === flat[0]!.element.name);
  for (const { title } of texts.filter((column) => column !== named)) warnings.push(`Column "${title}" holds words and was left out.`);
  if (columns.length === 0)
    throw new WorkbenchError("data/empty", [name], `no column of numbers was found among ${flat.map(({ element }) => element.name).join(", ")}`);
  return { kind: "table", name, columns, labels: named?.labels.all ?? null, warnings: [...warnings, ...(named?.labels.warnings() ?? [])] };
}

/** One column as its parts come in: of numbers or of text, as its first cell that is not null says. */
class ParquetColumn {
  kind: "empty" | "numbers" | "text" | "other" = "empty";
  readonly values: Float64Array<ArrayBuffer>;
  readonly labels = new CsvLabels();
  private gaps = 0;
  private rounded = false;
  private dates = 0;
  private texts = 0;

  constructor(
    private readonly file: string,
    private readonly element: SchemaElement,
    rows: number,
  ) {
    this.values = new Float64Array(rows).fill(NaN);
  }

  take(cells: DecodedArray, rowStart: number): void {
    for (let i = 0; i < cells.length; i++) {
      const cell: unknown = cells[i];
      const row = rowStart + i;
      if (cell === null || cell === undefined) {
        this.gaps++;
        this.labels.push("", row + 1);
      } else if (typeof cell === "string") this.text(cell, row);
      else if (typeof cell === "number" || typeof cell === "bigint" || typeof cell === "boolean") this.number(Number(cell), row);
      else this.kind = "other";
    }
  }

  private text(cell: string, row: number): void {
    this.kind = "text";
    this.texts++;
    if (isDate(cell)) this.dates++;
    this.labels.push(cell, row + 1);
  }

  private number(value: number, row: number): void {
    this.kind = "numbers";
    if (!Number.isFinite(value))
      throw new WorkbenchError(
        "data/not-finite",
        [this.file],
        `row ${row + 1}, column "${this.element.name}" is not a finite number. Write null if the value is missing`,
      );
    if (this.element.type === "INT64" && Math.abs(value) > Number.MAX_SAFE_INTEGER) this.rounded = true;
    // Decimals come as whole numbers times a power of ten, which leaves a trace in the last digit.
    this.values[row] = this.element.converted_type === "DECIMAL" ? Number(value.toFixed(Math.min(this.element.scale ?? 0, 100))) : value;
  }

  get title(): string {
    return this.element.name;
  }

  get isDates(): boolean {
    return this.dates >= 0.9 * this.texts;
  }

  told(): string | null {
    const { title } = this;
    if (this.kind === "empty") return `Column "${title}" is empty and was left out.`;
    if (this.kind === "other") return `Column "${title}" holds neither numbers nor text and was left out.`;
    if (this.kind === "numbers" && this.rounded)
      return `Column "${title}" holds whole numbers beyond 2⁵³, which were rounded to the nearest number a double can hold.`;
    return this.kind === "numbers" && this.gaps > 0
      ? `Column "${title}" has ${this.gaps === 1 ? "an empty cell" : `${this.gaps} empty cells`}.`
      : null;
  }
}

const asBuffer = (source: ByteSource): AsyncBuffer => ({
  byteLength: source.size,
  async slice(start, end = source.size) {
    return (await source.read(start < 0 ? source.size + start : start, end)).slice().buffer as ArrayBuffer;
  },
});

/** What the library throws, in words of ours. */
async function understood<T>(name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof WorkbenchError) throw error;
    throw unreadable(
      name,
      `the Parquet file is damaged, or written in a way that is not read (${(error as Error).message}). Write it anew, or save it as CSV`,
    );
  }
}

function refusePacking(name: string, { row_groups: groups }: FileMetaData): void {
  for (const { columns } of groups)
    for (const { meta_data: facts } of columns)
      if (facts && !codecs.has(facts.codec))
        throw unreadable(
          name,
          `its columns are packed with ${facts.codec}, which is not read. Write it with the compression "zstd", "snappy", "gzip" or none`,
        );
}
