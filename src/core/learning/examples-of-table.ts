import { WorkbenchError } from "../errors";
import type { Examples } from "./federated/classifier";

/**
 * Examples from a table as CSV: a line of names, one column of classes, the others numbers; lines that begin with # are remarks.
 * @throws WorkbenchError `data/unreadable` for a missing column or a cell that is no number.
 */
export function examplesOfTable(csv: string, classColumn: string): Examples {
  const [head = "", ...lines] = csv.split(/\r?\n/).filter((line) => line !== "" && !line.startsWith("#"));
  const names = head.split(",");
  const at = names.indexOf(classColumn);
  if (at < 0) throw new WorkbenchError("data/unreadable", [classColumn], `there is no such column; there are ${names.join(", ")}`);
  const rows = lines.map((line) => line.split(","));
  const classes = [...new Set(rows.map((row) => row[at]!))].sort();
  const features = rows.flatMap((row, i) =>
    row.flatMap((cell, c) => {
      if (c === at) return [];
      const value = Number(cell);
      if (cell === "" || !Number.isFinite(value)) throw new WorkbenchError("data/unreadable", [i, names[c] ?? c], `expected a number, got "${cell}"`);
      return [value];
    }),
  );
  return {
    width: names.length - 1,
    features: Float64Array.from(features),
    labels: Int32Array.from(rows, (row) => classes.indexOf(row[at]!)),
    classes,
  };
}
