export type Cell = string | number | boolean | null | undefined;

/**
 * Rows as columns of equal width, numbers to the right; what is not defined is a dash.
 * Numbers are shortened to seven digits for the eye: `--json` has them all.
 */
export function table(rows: readonly Record<string, Cell>[]): string {
  const first = rows[0];
  if (!first) return "none";
  const columns = Object.keys(first).map((name) => {
    const cells = rows.map((row) => show(row[name]));
    return { name, cells, right: rows.every((row) => typeof row[name] !== "string"), width: Math.max(...[name, ...cells].map(widthOf)) };
  });
  const line = (cell: (column: (typeof columns)[number]) => string) =>
    columns
      .map((column) => (column.right ? pad(cell(column), column.width, true) : pad(cell(column), column.width, false)))
      .join("  ")
      .trimEnd();
  return [line(({ name }) => name), line(({ width }) => "─".repeat(width)), ...rows.map((_, i) => line(({ cells }) => cells[i]!))].join("\n");
}

/** Names and values, one a line. */
export function facts(entries: Record<string, Cell>): string {
  const width = Math.max(0, ...Object.keys(entries).map(widthOf));
  return Object.entries(entries)
    .map(([name, value]) => `${pad(name, width, false)}  ${show(value)}`)
    .join("\n");
}

export function show(value: Cell): string {
  if (value === null || value === undefined) return "–";
  if (typeof value !== "number") return String(value);
  return Number.isInteger(value) && Math.abs(value) < 1e15 ? String(value) : String(Number(value.toPrecision(7)));
}

/** Characters, not UTF-16 units: titles hold symbols outside the basic plane. */
const widthOf = (text: string): number => [...text].length;

const pad = (text: string, width: number, right: boolean): string =>
  right ? " ".repeat(Math.max(0, width - widthOf(text))) + text : text + " ".repeat(Math.max(0, width - widthOf(text)));
