/**
 * Which group a file belongs to until a person says otherwise: the folder it lies in; without one, its name up to the first
 * digit, or up to the last separator where there is no digit: `control-01.png` and `control-02.png` are both `control`.
 * @param path with `/` or `\` between folders.
 */
export function groupOfFile(path: string): string {
  const parts = path.split(/[/\\]/).filter((part) => part !== "" && part !== "." && part !== "..");
  if (parts.length > 1) return parts.at(-2)!;
  const stem = (parts[0] ?? "").replace(/(\.nii)?\.[^.]*$/i, "");
  const digit = stem.search(/\d/);
  const before = digit > 0 ? trimmed(stem.slice(0, digit)) : "";
  if (before !== "") return before;
  const separator = Math.max(...["-", "_", " ", "."].map((mark) => stem.lastIndexOf(mark)));
  return (separator > 0 ? trimmed(stem.slice(0, separator)) : "") || stem || "all";
}

const trimmed = (text: string): string => text.replace(/[-_ .(]+$/, "");

/** What a row is sorted by; null where it has none. */
export type SortValue = number | string | null;

/** A sorted copy. Rows that are equal keep their order; rows without a value come last, whichever way round. */
export function sortedBy<Row>(rows: readonly Row[], valueOf: (row: Row) => SortValue, direction: "ascending" | "descending"): Row[] {
  const sign = direction === "ascending" ? 1 : -1;
  return rows
    .map((row) => ({ row, value: valueOf(row) }))
    .sort(({ value: a }, { value: b }) => {
      if (a === null || b === null) return Number(a === null) - Number(b === null);
      return sign * compareValues(a, b);
    })
    .map(({ row }) => row);
}

/** Numbers before words. Digits within words count as numbers: `a2` comes before `a10`. The same in every language. */
function compareValues(a: number | string, b: number | string): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  if (typeof a !== typeof b) return typeof a === "number" ? -1 : 1;
  const [left, right] = [piecesOf(String(a)), piecesOf(String(b))];
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const [x, y] = [left[i]!, right[i]!];
    const both = /^\d/.test(x) && /^\d/.test(y);
    if (both && Number(x) !== Number(y)) return Number(x) - Number(y);
    if (!both && x !== y) return x < y ? -1 : 1;
  }
  if (left.length !== right.length) return left.length - right.length;
  return String(a) === String(b) ? 0 : String(a) < String(b) ? -1 : 1;
}

const piecesOf = (text: string): string[] => text.toLowerCase().match(/\d+|\D+/g) ?? [];

/** The values of one group, with their mean. */
export interface GroupSummary {
  group: string;
  values: number[];
  mean: number;
  /** Standard error of the mean: sample standard deviation / √n; null for a single value. */
  error: number | null;
}

/** Groups in order of name, without rows that have no value. */
export function summariseGroups(rows: readonly { group: string; value: number | null }[]): GroupSummary[] {
  const groups = new Map<string, number[]>();
  for (const { group, value } of rows) if (value !== null) groups.set(group, [...(groups.get(group) ?? []), value]);
  const summaries = [...groups].map(([group, values]) => {
    const n = values.length;
    const mean = values.reduce((sum, value) => sum + value, 0) / n;
    const error = n > 1 ? Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1) / n) : null;
    return { group, values, mean, error };
  });
  return sortedBy(summaries, ({ group }) => group, "ascending");
}
