/** A piece of a notebook: prose, or code that runs. */
export interface Cell {
  /** `cell-1`, `cell-2` …: the place it had when the text was read; unique within a notebook. */
  id: string;
  kind: "markdown" | "code";
  source: string;
}

const codeFence = /^(`{3,})\{code-cell\}\s*(?:typescript|ts|javascript|js)?\s*$/;
const anyFence = /^\s{0,3}(`{3,}|~{3,})/;
const cellBreak = /^\+\+\+\s*$/;

/**
 * Reads a notebook in the text form of MyST: prose in Markdown, code between ```` ```{code-cell} typescript ```` and the
 * closing fence; a line `+++` parts two cells of prose. A fence that is never closed runs to the end of the text.
 * Code cells inside a longer fence are an example to look at, not cells.
 */
export function parseNotebook(text: string): Cell[] {
  const cells: Cell[] = [];
  let prose: string[] = [];
  const add = (kind: Cell["kind"], lines: readonly string[]) => {
    const source = trimBlankLines(lines).join("\n");
    if (kind === "code" || source !== "") cells.push({ id: `cell-${cells.length + 1}`, kind, source });
  };
  const endProse = () => {
    add("markdown", prose);
    prose = [];
  };

  const lines = text.replace(/\r\n?/g, "\n").split("\n");
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]!;
    const code = codeFence.exec(line);
    const fence = code?.[1] ?? anyFence.exec(line)?.[1];
    if (!fence) {
      if (cellBreak.test(line)) endProse();
      else prose.push(line);
      continue;
    }
    const end = closingLine(lines, i + 1, fence);
    const body = lines.slice(i + 1, end);
    if (code) {
      endProse();
      add("code", body);
    } else {
      prose.push(...lines.slice(i, end + 1));
    }
    i = end;
  }
  endProse();
  return cells;
}

/** The text of a notebook, which `parseNotebook` reads back as the same cells. */
export function printNotebook(cells: readonly Pick<Cell, "kind" | "source">[]): string {
  const parts = cells.map(({ kind, source }, i) => {
    if (kind === "code") {
      const fence = fenceFor(source);
      return `${fence}{code-cell} typescript\n${source}\n${fence}`;
    }
    return cells[i - 1]?.kind === "markdown" ? `+++\n\n${source}` : source;
  });
  return `${parts.join("\n\n")}\n`;
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

export function headings(cells: readonly Cell[]): Heading[] {
  return cells
    .filter((cell) => cell.kind === "markdown")
    .flatMap((cell) => {
      const found: Heading[] = [];
      const lines = cell.source.split("\n");
      for (let i = 0; i < lines.length; i++) {
        const fence = anyFence.exec(lines[i]!)?.[1];
        if (fence) i = closingLine(lines, i + 1, fence);
        const heading = /^(#{1,6})\s+(.+?)\s*#*$/.exec(lines[i] ?? "");
        if (heading) found.push({ cell: cell.id, index: found.length, level: heading[1]!.length, title: heading[2]! });
      }
      return found;
    });
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
