import Papa from "papaparse";
import { unreadable } from "./limits";

/** Characters of the longest row: with more, a quote is taken for one that is never closed. */
const longestRow = 2 ** 24;

/**
 * Splits a text into rows of trimmed cells. Quoted cells may hold delimiters and line ends; rows without any text and lines that
 * begin with "# " are left out.
 * @param text whose lines end with "\n".
 * @param preview rows wanted; 0 for all.
 * @param keepEmpty keeps rows without any text, as they are.
 */
export function splitRows(text: string, delimiter: string, preview = 0, keepEmpty = false): string[][] {
  const source = delimiter === " " ? text.replace(/^[ \t]+|[ \t]+$/gm, "").replace(/[ \t]+/g, " ") : text;
  const { data } = new Papa.Parser({ delimiter, newline: "\n", preview, comments: "# " }).parse(source, 0, false) as { data: string[][] };
  for (const row of data) for (let k = 0; k < row.length; k++) row[k] = row[k]!.trim();
  if (!keepEmpty) return data.filter(isFilled);
  // After the last line end stands no row.
  return text.endsWith("\n") || text === "" ? data.filter((row, i) => i < data.length - 1 || isFilled(row)) : data;
}

export const isFilled = (row: readonly string[]): boolean => row.some((cell) => cell !== "");

/**
 * Splits a text that comes in pieces, empty rows among them: what follows the last complete row waits for the next piece.
 * @throws WorkbenchError `data/unreadable` for a quote that is never closed, by its line: it would swallow every cell after it.
 */
export function rowSplitter(name: string, delimiter: string): (text: string, last: boolean) => string[][] {
  let rest = "";
  /** Lines before `rest`. */
  let lines = 0;
  return (text, last) => {
    const source = withoutQuotesInComments(rest + text);
    const end = last ? source.length : endOfRows(source);
    const part = source.slice(0, end);
    rest = source.slice(end);
    if (last && count(part, '"') % 2 === 1) throw openQuote(name, part, lines);
    if (rest.length > longestRow) throw openQuote(name, rest, lines + count(part, "\n"));
    lines += count(part, "\n");
    return splitRows(part, delimiter, 0, true);
  };
}

/** Comments may hold any number of quotes, which mean nothing. */
const withoutQuotesInComments = (text: string): string => (text.includes('"') && text.includes("# ") ? text.replace(/^# .*"/gm, "# ") : text);

/** @param before lines of the file before the text. */
function openQuote(name: string, text: string, before: number): Error {
  let open = 0;
  text.split("\n").forEach((line, i) => {
    if (count(line, '"') % 2 === 1) open = open === 0 ? before + i + 1 : 0;
  });
  return unreadable(
    name,
    open > 0 ? `the quote in line ${open} is never closed: close it, or take it out` : "it has a line of more than 16 million characters",
  );
}

/** Where the last row ends that lies outside quotes. Quotes within quotes are doubled, so that all are even. */
function endOfRows(text: string): number {
  const quotes = count(text, '"');
  if (quotes === 0) return text.lastIndexOf("\n") + 1;
  let after = 0;
  for (let i = text.length - 1; i >= 0; i--) {
    const c = text.charCodeAt(i);
    if (c === 34) after++;
    else if (c === 10 && (quotes - after) % 2 === 0) return i + 1;
  }
  return 0;
}

function count(text: string, character: string): number {
  let found = 0;
  for (let at = text.indexOf(character); at >= 0; at = text.indexOf(character, at + 1)) found++;
  return found;
}
