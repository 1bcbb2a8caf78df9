import { WorkbenchError } from "../core/errors";
import type { ByteSource } from "./byte-source";
import type { ReadColumns } from "./column-table";
import type { DecimalMark } from "./csv-cell";
import { CsvColumn, RowList } from "./csv-columns";
import { CsvLabels } from "./csv-labels";
import { findLayout, layoutLength, type CsvLayout } from "./csv-layout";
import { csvChoice } from "./csv-choice";
import type { OnProgress, ReadingChoice } from "./connector";
import { withoutPreamble } from "./csv-preamble";
import { isFilled, rowSplitter } from "./csv-rows";
import { notUtf8, textPieces, type Encoding } from "./text";

/** Bytes read at a time. */
const pieceBytes = 2 ** 20;

/** A text file that is read piece by piece: its columns, and what there is to tell of its rows. Rows are counted from 1, without blank lines. */
export class CsvReader implements ReadColumns {
  layout: CsvLayout | null = null;
  choice: ReadingChoice | undefined;
  /** Names of the columns, when the first row gives them. */
  names: string[] | null = null;
  readonly columns: CsvColumn[] = [];
  readonly labels = new CsvLabels();
  rows = 0;
  decided: boolean;
  /** Rows by the number of their cells, and by that without empty ones at the end. */
  readonly byLength = new Map<number, RowList>();
  readonly byFilled = new Map<number, RowList>();
  private readonly decode: (bytes: Uint8Array, last: boolean) => string;
  private split: ReturnType<typeof rowSplitter> | null = null;
  private head = "";
  /** Empty rows since the last that was not. */
  private empty = 0;
  private titleLines = 0;

  /** @param given parts of the layout that a person has decided; the rest is found in the first `layoutLength` characters. */
  constructor(
    private readonly name: string,
    private readonly given: Partial<CsvLayout>,
    private readonly encoding: Encoding,
  ) {
    this.decode = textPieces(name, encoding);
    this.decided = given.decimal !== undefined;
  }

  /** @throws TypeError for bytes that are not UTF-8, WorkbenchError `data/empty` or `data/unreadable`. */
  push(bytes: Uint8Array, last: boolean): void {
    const text = this.decode(bytes, last);
    if (this.split) return this.take(text, last);
    this.head += text;
    if (this.head.length < layoutLength && !last) return;
    if (last && this.head.trim() === "") throw new WorkbenchError("data/empty", [this.name], "the file is empty");
    const { table, delimiter, titleLines } = withoutPreamble(this.head);
    this.titleLines = titleLines;
    const given = delimiter === null ? this.given : { delimiter, ...this.given };
    this.layout = findLayout(table, given);
    this.choice = csvChoice(table, this.layout, given);
    this.split = rowSplitter(this.name, this.layout.delimiter);
    this.take(table, last);
    this.head = "";
  }

  private take(text: string, last: boolean): void {
    for (const cells of this.split!(text, last)) {
      if (!isFilled(cells)) this.empty++;
      else if (this.layout!.header && this.names === null) this.names = cells;
      else this.filled(cells);
    }
  }

  /** In a table of one column an empty row between two others is a gap; elsewhere, and at both ends, it parts nothing and is nothing. */
  private filled(cells: readonly string[]): void {
    if (this.rows > 0 && cells.length === 1 && this.columns.length === 1) for (let i = 0; i < this.empty; i++) this.row([""]);
    this.empty = 0;
    this.row(cells);
  }

  private row(cells: readonly string[]): void {
    const row = this.firstRow + this.rows;
    const width = Math.max(cells.length, this.names?.length ?? 0);
    while (this.columns.length < width) this.columns.push(this.lateColumn());
    const { labels } = this.layout!;
    for (let k = 0; k < this.columns.length; k++) {
      const text = cells[k] ?? "";
      if (k === labels) this.labels.push(text, row);
      else if (this.columns[k]!.push(text, row, !this.decided)) this.decided = true;
    }
    let filled = cells.length;
    while (filled > 0 && cells[filled - 1] === "") filled--;
    listOf(this.byLength, cells.length).add(row);
    listOf(this.byFilled, filled).add(row);
    this.rows++;
  }

  /** A column of which the rows before hold nothing. */
  private lateColumn(): CsvColumn {
    const column = new CsvColumn(this.layout!.decimal);
    for (let i = 0; i < this.rows; i++) column.push("", this.firstRow + i, false);
    return column;
  }

  /** Row of the file that is the first of the columns. */
  get firstRow(): number {
    return this.layout?.header ? 2 : 1;
  }

  get decimal(): DecimalMark {
    return this.layout!.decimal;
  }

  get labelsAt(): number | null {
    return this.layout!.labels;
  }

  titleOf(k: number): string {
    return this.names?.[k] || `column ${k + 1}`;
  }

  isNamed(k: number): boolean {
    return Boolean(this.names?.[k]);
  }

  /** What there is to tell of encoding and rows. */
  warnings(): string[] {
    const title =
      this.titleLines === 1 ? ["The line above the table was left out."] : [`The ${this.titleLines} lines above the table were left out.`];
    return [...(this.encoding === "utf-8" ? [] : [notUtf8]), ...(this.titleLines > 0 ? title : []), ...this.ragged()];
  }

  /** Rows with more or fewer cells than the header, or than most rows: what stands in them may belong to another column. */
  private ragged(): string[] {
    const header = this.names?.length;
    const usual = header ?? [...this.byFilled].reduce((most, one) => (one[1].count > most[1].count ? one : most), [0, new RowList()] as const)[0];
    const lists = (of: Map<number, RowList>, odd: (length: number) => boolean) =>
      RowList.joined([...of].flatMap(([length, rows]) => (odd(length) ? [rows] : [])));
    const told = (rows: RowList, what: string) =>
      rows.count === 0
        ? []
        : [
            `${rows.inWords().replace("row", "Row")} ${rows.count === 1 ? "has" : "have"} ${what} cells than the ${usual} of ${header === undefined ? "most rows" : "the header"}: see whether a delimiter or a decimal comma is misplaced.`,
          ];
    return [
      ...told(
        lists(this.byFilled, (length) => length > usual),
        "more",
      ),
      ...told(
        lists(this.byLength, (length) => length < usual),
        "fewer",
      ),
    ];
  }
}

function listOf(lists: Map<number, RowList>, key: number): RowList {
  const known = lists.get(key);
  if (known) return known;
  const list = new RowList();
  lists.set(key, list);
  return list;
}

/** Reads a text that is in memory. @param check is called after each piece. */
export function readCsv(name: string, bytes: Uint8Array, given: Partial<CsvLayout>, check: (reader: CsvReader) => void = () => undefined): CsvReader {
  const attempt = (encoding: Encoding) => {
    const reader = new CsvReader(name, given, encoding);
    for (let at = 0; at < bytes.length || at === 0; at += pieceBytes) {
      reader.push(bytes.subarray(at, at + pieceBytes), at + pieceBytes >= bytes.length);
      check(reader);
    }
    return reader;
  };
  try {
    return attempt("utf-8");
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return attempt("windows-1252");
  }
}

/** Reads a text of any length, which is never in memory as a whole. */
export async function streamCsv(
  name: string,
  source: ByteSource,
  given: Partial<CsvLayout>,
  check: (reader: CsvReader) => void,
  onProgress: OnProgress,
): Promise<CsvReader> {
  const attempt = async (encoding: Encoding) => {
    const reader = new CsvReader(name, given, encoding);
    for (let at = 0; at < source.size; at += pieceBytes) {
      const end = Math.min(at + pieceBytes, source.size);
      reader.push(await source.read(at, end), end === source.size);
      check(reader);
      onProgress(end / source.size);
    }
    return reader;
  };
  try {
    return await attempt("utf-8");
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return attempt("windows-1252");
  }
}
