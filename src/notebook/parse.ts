import { noOptions, readOptions, type CellOptions } from "./cell-options";

/** A piece of a notebook: prose, or code that runs. */
export interface Cell {
  /** `cell-1`, `cell-2` …: the place it had when the text was read; unique within a notebook. */
  id: string;
  kind: "markdown" | "code";
  source: string;
  options: CellOptions;
}

/** A notebook as its text has it. */
export interface NotebookDocument {
  /** The YAML between `---` at the very top, with these lines: Jupytext's header, kept as it stands. Empty without one. */
  front: string;
  cells: Cell[];
}

const codeFence = /^(`{3,})\{code-cell\}\s*(?:typescript|ts|javascript|js)?\s*$/;
const namedFence = /^(`{3,})\{code-cell\}\s*(?:typescript|ts|javascript|js)\s*$/;
const anyFence = /^\s{0,3}(`{3,}|~{3,})/;
const cellBreak = /^\+\+\+(\s.*)?$/;

/**
 * Reads a notebook in the text form of MyST: prose in Markdown, code between ```` ```{code-cell} typescript ```` and the
 * closing fence; a line `+++` parts two cells of prose. A fence that is never closed runs to the end of the text.
 * Code cells inside a longer fence are an example to look at, not cells; so are those of another language, which a cell names or the lines at
 * the top do for all that name none.
 */
export function parseNotebook(text: string): NotebookDocument {
  const cells: Cell[] = [];
  let prose: string[] = [];
  let proseOptions = "";
  const add = (kind: Cell["kind"], lines: readonly string[], options: string) => {
    const source = trimBlankLines(lines).join("\n");
    if (kind === "code" || source !== "")
      cells.push({ id: `cell-${cells.length + 1}`, kind, source, options: options ? readOptions(options) : noOptions });
  };
  const endProse = (options = "") => {
    add("markdown", prose, proseOptions);
    prose = [];
    proseOptions = options;
  };

  const { front, lines } = withoutFront(text.replace(/\r\n?/g, "\n").split("\n"));
  const language = /^[ \t]*language:[ \t]*["']?(\w+)/m.exec(front)?.[1] ?? "typescript";
  const ours = /^(typescript|javascript)$/i.test(language) ? codeFence : namedFence;
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]!;
    const code = ours.exec(line);
    const fence = code?.[1] ?? anyFence.exec(line)?.[1];
    if (!fence) {
      const parted = cellBreak.exec(line);
      if (parted) endProse(parted[1]?.trim());
      else prose.push(line);
      continue;
    }
    const end = closingLine(lines, i + 1, fence);
    const body = lines.slice(i + 1, end);
    if (code) {
      endProse();
      const length = optionLines(body);
      add("code", body.slice(length), body.slice(0, length).join("\n"));
    } else {
      prose.push(...lines.slice(i, end + 1));
    }
    i = end;
  }
  endProse();
  return { front, cells };
}

/** The text of a notebook, which `parseNotebook` reads back as the same cells. */
export function printNotebook({ front, cells }: { front: string; cells: readonly Pick<Cell, "kind" | "source" | "options">[] }): string {
  const parts = cells.map(({ kind, source, options: { text } }, i) => {
    if (kind === "code") {
      const fence = fenceFor(source);
      const begins = text !== "" || optionLines(source.split("\n")) > 0;
      return `${fence}{code-cell} typescript\n${text}${text && "\n"}${begins ? "\n" : ""}${source}\n${fence}`;
    }
    return cells[i - 1]?.kind === "markdown" || text !== "" ? `+++${text && ` ${text}`}\n\n${source}` : source;
  });
  return `${front === "" ? "" : `${front}\n\n`}${parts.join("\n\n")}\n`;
}

/** A heading of the prose, for an outline. */
export interface Heading {
  cell: string;
  /** Its place among the headings of its cell, from 0. */
  index: number;
  /** 1 to 6. */
  level: number;
  title: string;
}

export function headings(cells: readonly Pick<Cell, "id" | "kind" | "source">[]): Heading[] {
  return cells
    .filter((cell) => cell.kind === "markdown")
    .flatMap((cell) => {
      const found: Heading[] = [];
      const lines = cell.source.split("\n");
      for (let i = 0; i < lines.length; i++) {
        const fence = anyFence.exec(lines[i]!)?.[1];
        if (fence) i = closingLine(lines, i + 1, fence);
        const heading = /^(#{1,6})[ \t]+(\S.*)$/.exec(lines[i] ?? "");
        const title = heading && withoutClosing(heading[2]!);
        if (title) found.push({ cell: cell.id, index: found.length, level: heading[1]!.length, title });
      }
      return found;
    });
}

/** A heading without the run of # that may close it; by hand, since a pattern would try every way to part the two. */
function withoutClosing(text: string): string {
  let end = text.trimEnd().length;
  while (end > 0 && text[end - 1] === "#") end--;
  return text.slice(0, end).trimEnd();
}

/** The first heading of a notebook, which is its name; null without one. */
export const titleOf = (cells: readonly Pick<Cell, "id" | "kind" | "source">[]): string | null => headings(cells)[0]?.title ?? null;

function withoutFront(lines: string[]): { front: string; lines: string[] } {
  const end = lines[0] === "---" ? lines.findIndex((line, i) => i > 0 && /^(---|\.\.\.)\s*$/.test(line)) : -1;
  return end < 0 ? { front: "", lines } : { front: lines.slice(0, end + 1).join("\n"), lines: lines.slice(end + 1) };
}

/** How many lines of a cell's body are options: `:key: value` lines, or a block between `---`. */
function optionLines(body: readonly string[]): number {
  if (body[0]?.trim() === "---") {
    const end = body.findIndex((line, i) => i > 0 && line.trim() === "---");
    return end < 0 ? 0 : end + 1;
  }
  const first = body.findIndex((line) => !/^:[\w.-]+:(\s|$)/.test(line));
  return first < 0 ? body.length : first;
}

/** Index of the line that closes a fence: the same character, at least as often; the number of lines when none does. */
function closingLine(lines: readonly string[], from: number, fence: string): number {
  const closes = new RegExp(`^\\s{0,3}\\${fence[0]}{${fence.length},}\\s*$`);
  const found = lines.findIndex((line, i) => i >= from && closes.test(line));
  return found < 0 ? lines.length : found;
}

/** A run of backticks longer than any that a line of the source begins with. */
function fenceFor(source: string): string {
  const longest = Math.max(2, ...[...source.matchAll(/^\s{0,3}(`+)/gm)].map((match) => match[1]!.length));
  return "`".repeat(longest + 1);
}

function trimBlankLines(lines: readonly string[]): readonly string[] {
  const isText = (line: string) => line.trim() !== "";
  const first = lines.findIndex(isText);
  return first < 0 ? [] : lines.slice(first, lines.findLastIndex(isText) + 1);
}
