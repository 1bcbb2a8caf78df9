import { markOf, plainValue, readCell, type Cell, type DecimalMark } from "./csv-cell";
import { numericShare } from "./csv-layout";
import { NumberColumn } from "./number-column";

/** Rows named one by one in a warning. */
const namedRows = 5;

/** Rows of which something is told: all are counted, the first few named. */
export class RowList {
  count = 0;
  readonly first: number[] = [];

  add(row: number): void {
    if (this.count++ < namedRows) this.first.push(row);
  }

  /** Those of several lists in one. */
  static joined(lists: readonly RowList[]): RowList {
    const all = new RowList();
    all.first.push(
      ...lists
        .flatMap(({ first }) => first)
        .sort((a, b) => a - b)
        .slice(0, namedRows),
    );
    all.count = lists.reduce((sum, { count }) => sum + count, 0);
    return all;
  }

  /** "row 3", "rows 3, 4, 5, 6, 7 and 12 more". */
  inWords(): string {
    const more = this.count - this.first.length;
    return `${this.count === 1 ? "row" : "rows"} ${this.first.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
  }
}

type Unusual = Exclude<Cell["kind"], "number">;

/** One column as it is read: its numbers, NaN where a cell holds none, and where what else stands. */
export class CsvColumn {
  readonly values = new NumberColumn();
  readonly rows: Record<Unusual | "grouped", RowList> = {
    missing: new RowList(),
    words: new RowList(),
    "other-mark": new RowList(),
    "not-finite": new RowList(),
    grouped: new RowList(),
  };
  /** The first number from which marks between thousands were taken out, as it is written. */
  grouped: string | null = null;
  /** The first number whose only mark may be a decimal one or part thousands. */
  ambiguous: string | null = null;

  constructor(private readonly decimal: DecimalMark) {}

  /**
   * @param undecided whether it is still open that the decimal mark is one, and marks no thousands.
   * @returns whether this cell decides it.
   */
  push(text: string, row: number, undecided: boolean): boolean {
    const plain = plainValue(text, this.decimal);
    if (!Number.isNaN(plain)) {
      this.values.push(plain);
      return undecided && this.decides(text);
    }
    const cell = readCell(text, this.decimal);
    this.values.push("value" in cell ? cell.value : NaN);
    if (cell.kind !== "number") {
      this.rows[cell.kind].add(row);
      return false;
    }
    if (!cell.grouped) return undecided && this.decides(text);
    this.grouped ??= text;
    this.rows.grouped.add(row);
    return text.includes(this.decimal);
  }

  private decides(text: string): boolean {
    const mark = markOf(text, this.decimal);
    if (mark === "ambiguous") this.ambiguous ??= text;
    return mark === "decided";
  }

  /** Cells that hold anything. */
  get filled(): number {
    return this.values.length - this.rows.missing.count;
  }

  /** Too many words for a column of numbers. */
  get isWords(): boolean {
    return this.rows.words.count > (1 - numericShare) * this.filled;
  }
}
