import type { ReadingChoice } from "./connector";
import { findLayout, type CsvLayout } from "./csv-layout";
import { splitRows } from "./csv-rows";
import { textPieces } from "./text";

/** Rows of a preview, and characters of a cell in it. */
const shownRows = 8;
const shownLength = 40;

/** How a text is read, with its first rows, for a person to see and to decide. @param head the file, or its beginning. */
export function csvChoice(head: string, layout: CsvLayout, given: Partial<CsvLayout>): ReadingChoice {
  const rows = splitRows(head, layout.delimiter, shownRows + 2).map((row) => row.map((cell) => cell.slice(0, shownLength)));
  const names = layout.header ? (rows.shift() ?? []) : [];
  const shown = rows.slice(0, shownRows);
  const width = Math.max(names.length, ...shown.map((row) => row.length));
  return {
    kind: "layout",
    layout,
    found: Object.values(given).some((part) => part !== undefined) ? findLayout(head) : layout,
    titles: Array.from({ length: width }, (_, k) => names[k] || `column ${k + 1}`),
    rows: shown,
  };
}

/** The same from the first bytes of a file that could not be read in this layout. */
export function previewCsv(name: string, head: Uint8Array, given: Partial<CsvLayout>): ReadingChoice {
  let text: string;
  try {
    text = textPieces(name, "utf-8")(head, false);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    text = textPieces(name, "windows-1252")(head, false);
  }
  return csvChoice(text, findLayout(text, given), given);
}
