/** Lines among which the end of a preamble is looked for. */
const longestPreamble = 10;

/** What stands above a table. */
export interface Preamble {
  /** The text from the table on. */
  table: string;
  /** Character that Excel's first line `sep=;` names. */
  delimiter: string | null;
  /** Lines of a title that were left out. */
  titleLines: number;
}

/**
 * Takes off what is no part of a table: a first line `sep=;`, and a title, which is lines of words before an empty line that a row of words follows.
 * @param text whose lines end with "\n".
 */
export function withoutPreamble(text: string): Preamble {
  const told = /^sep=(.)[ \t]*\n/i.exec(text);
  const rest = told ? text.slice(told[0].length) : text;
  const lines = rest.split("\n", longestPreamble + 1);
  const blank = lines.findIndex((line) => line.trim() === "");
  const next = lines.slice(blank).find((line) => line.trim() !== "");
  const isTitle =
    blank > 0 &&
    next !== undefined &&
    lines.slice(0, blank).every(isWords) &&
    isWords(next) &&
    !lines.slice(0, blank).every((line) => alike(line, next));
  const table = isTitle ? rest.slice(lines.slice(0, blank).join("\n").length) : rest;
  return { table: table.replace(/^\n+/, isTitle ? "" : "$&"), delimiter: told?.[1] ?? null, titleLines: isTitle ? blank : 0 };
}

const isWords = (line: string): boolean => /^\s*"?\p{L}/u.test(line);

/** Whether two lines may be rows of one table: as many commas, semicolons and tabs. */
const alike = (a: string, b: string): boolean => [",", ";", "\t"].every((mark) => a.split(mark).length === b.split(mark).length);
