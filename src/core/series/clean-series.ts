import { WorkbenchError } from "../errors";

/** Rows named in a warning; the rest is counted. */
const rowsNamed = 8;

/**
 * Fills missing samples so that every index keeps its place: on the straight line between the samples beside the gap, and with the
 * nearest sample where the series begins or ends with a gap. What was filled is told in a warning that names the rows, counted from 0 as change points are.
 *
 * @param values NaN where a sample is missing.
 * @param labels what stands in front of each row, such as a date; named beside the row.
 * @throws WorkbenchError `data/not-finite` for an infinity, `data/empty` when no sample is left.
 */
export function cleanSeries(values: ArrayLike<number>, labels?: readonly string[] | null): { values: Float64Array<ArrayBuffer>; warnings: string[] } {
  const clean = Float64Array.from(values);
  const nameOf = (i: number) => (labels?.[i] ? `${i} (${labels[i]})` : `${i}`);
  const missing: number[] = [];
  clean.forEach((value, i) => {
    if (Number.isNaN(value)) missing.push(i);
    else if (!Number.isFinite(value)) {
      throw new WorkbenchError(
        "data/not-finite",
        [],
        `Row ${nameOf(i)} holds ${value}, which no measurement is (rows counted from 0). Empty the cell to have it interpolated.`,
      );
    }
  });
  if (clean.length === 0) throw new WorkbenchError("data/empty", [], "The series holds no sample. Choose another column or file.");
  if (missing.length === clean.length) {
    throw new WorkbenchError(
      "data/empty",
      [],
      `All ${clean.length} samples are missing, or are no numbers as the file is read. Look at how it is read, or choose another column or file.`,
    );
  }
  interpolate(clean, missing);
  return { values: clean, warnings: missing.length > 0 ? [warningFor(missing, clean.length, nameOf)] : [] };
}

function interpolate(values: Float64Array, missing: readonly number[]): void {
  const gaps = new Set(missing);
  for (let at = 0; at < missing.length;) {
    const from = missing[at]!;
    let to = from;
    while (gaps.has(to)) to++;
    const before = from > 0 ? values[from - 1]! : values[to]!;
    const after = to < values.length ? values[to]! : before;
    for (let i = from; i < to; i++) values[i] = before + ((after - before) * (i - from + 1)) / (to - from + 1);
    at += to - from;
  }
}

function warningFor(missing: readonly number[], n: number, nameOf: (i: number) => string): string {
  const named = missing.slice(0, rowsNamed).map(nameOf).join(", ");
  const more = missing.length > rowsNamed ? ` and ${missing.length - rowsNamed} more` : "";
  return missing.length === 1
    ? `1 of ${n} samples is missing and was interpolated: row ${named}, counted from 0.`
    : `${missing.length} of ${n} samples are missing and were interpolated: rows ${named}${more}, counted from 0.`;
}
