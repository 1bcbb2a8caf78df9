import { WorkbenchError } from "../core/errors";
import type { ImportedTable } from "./connector";
import { readCell, type DecimalMark } from "./csv-cell";
import type { CsvColumn } from "./csv-columns";
import type { CsvLabels } from "./csv-labels";

/** Columns that were read cell by cell, from a text or from JSON. */
export interface ReadColumns {
  readonly columns: readonly CsvColumn[];
  readonly decimal: DecimalMark;
  /** The column whose text names the rows; it holds no numbers. */
  readonly labelsAt: number | null;
  readonly labels: CsvLabels;
  /** Whether a number has shown that the decimal mark is one and parts no thousands. */
  readonly decided: boolean;
  titleOf(column: number): string;
  /** Whether the file gives the column a title. */
  isNamed(column: number): boolean;
}

/**
 * Columns of numbers are told from columns of words by all cells so far, so that a wrong cell at the top of a long file is told at once.
 * @throws WorkbenchError `data/not-finite` for NaN or infinity written out, naming row and column.
 */
export function refuseNotFinite(name: string, read: ReadColumns): void {
  read.columns.forEach((column, k) => {
    const row = column.rows["not-finite"].first[0];
    if (row === undefined || column.isWords) return;
    const words = `row ${row}, column "${read.titleOf(k)}" is not a finite number. Leave the cell empty if the value is missing`;
    throw new WorkbenchError("data/not-finite", [name], words);
  });
}

/** The columns of numbers, what labels the rows, and what there is to tell of both. Columns of words are left out; the numbers are taken from `read`. */
export function tableOfColumns(read: ReadColumns): Pick<ImportedTable, "columns" | "labels" | "warnings"> {
  const { labelsAt, labels, decimal } = read;
  const warnings: string[] = [];
  const columns: ImportedTable["columns"] = [];
  read.columns.forEach((column, k) => {
    const title = read.titleOf(k);
    if (k === labelsAt) return;
    if (column.filled === 0) {
      if (column.values.length > 0 && read.isNamed(k)) warnings.push(`Column "${title}" is empty and was left out.`);
    } else if (column.isWords) warnings.push(`Column "${title}" holds words and was left out.`);
    else {
      columns.push({ name: title, values: column.values.take() });
      warnings.push(...toldOf(column, title, decimal));
    }
  });
  const ambiguous = read.decided ? undefined : read.columns.find((column) => column.ambiguous !== null && !column.isWords);
  if (ambiguous) warnings.push(aboutThousands(ambiguous.ambiguous!, decimal));
  const hasLabels = labelsAt !== null && labelsAt < read.columns.length;
  if (hasLabels) warnings.push(...labels.warnings());
  return { columns, labels: hasLabels ? labels.all : null, warnings };
}

function toldOf({ rows, grouped }: CsvColumn, title: string, decimal: DecimalMark): string[] {
  const { missing, words, "other-mark": other } = rows;
  const [its, others] = markNames(decimal);
  return [
    ...(missing.count === 0
      ? []
      : [`Column "${title}" has ${missing.count === 1 ? "an empty cell" : `${missing.count} empty cells`} in ${missing.inWords()}.`]),
    ...(words.count === 0 ? [] : [`Column "${title}" holds words in ${words.inWords()}; they count as missing.`]),
    ...(other.count === 0
      ? []
      : [
          `Column "${title}" mixes decimal marks: a ${others} in ${other.inWords()}, where a ${its} is expected; these cells count as missing. Write one mark throughout.`,
        ]),
    ...(grouped === null
      ? []
      : [
          `Column "${title}" has marks between thousands, which were taken out of ${rows.grouped.count} ${rows.grouped.count === 1 ? "number" : "numbers"}: "${grouped}" was read as ${valueOf(grouped, decimal)}.`,
        ]),
  ];
}

function aboutThousands(text: string, decimal: DecimalMark): string {
  const [mark, other] = markNames(decimal);
  return `"${text}" was read as ${valueOf(text, decimal)}, with a decimal ${mark}, and no number shows that it is one. If the ${mark} parts thousands, choose the decimal ${other}.`;
}

const markNames = (decimal: DecimalMark) => (decimal === "." ? (["point", "comma"] as const) : (["comma", "point"] as const));

function valueOf(text: string, decimal: DecimalMark): string {
  const cell = readCell(text, decimal);
  return "value" in cell ? String(cell.value) : text;
}
