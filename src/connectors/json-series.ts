import { WorkbenchError } from "../core/errors";
import type { ImportedTable } from "./connector";
import { DateOrder } from "./date-order";
import { unreadable } from "./limits";

/** A list of samples, with where it stands in the document. */
interface Samples {
  place: string;
  title: string;
  list: readonly unknown[];
}

/**
 * The series in a document that is made for one: a list of numbers; `values` with a list, or one list a dimension, which `labels` may
 * name; or TCPDBench's `series` with a list `raw` for each dimension (van den Burg and Williams 2020, arXiv:2003.06222), also as an object
 * of lists, which are then series of their own. `time` names the rows.
 * @returns null for another document, such as a table.
 * @throws WorkbenchError `data/not-finite` for a sample that is neither a finite number nor null, `data/empty` for an empty list.
 */
export function seriesInJson(name: string, document: unknown): ImportedTable | null {
  const found = samplesIn(document);
  if (!found) return null;
  const { samples, dimensions } = found;
  const length = samples[0]?.list.length ?? 0;
  if (length === 0)
    throw new WorkbenchError("data/empty", [], `${name} holds no series: expected a key "values" with a list of numbers, or one list a dimension`);
  const odd = samples.find(({ list }) => list.length !== length);
  if (odd) throw unreadable(name, `${odd.place} has ${odd.list.length} samples, ${samples[0]!.place} has ${length}: all dimensions need as many`);
  const columns = samples.map(({ place, title, list }) => ({
    name: title,
    values: Float64Array.from(list, (item, row) => sample(name, place, item, row)),
  }));
  const labels = timeIn(document, length);
  return { kind: "table", name, columns, labels, dimensions, warnings: labels ? orderOf(labels) : [] };
}

/** Whether a document that nobody named, as one of a folder, is meant as a series. */
export const isMeantAsSeries = (document: unknown): boolean => typeof document === "object" && document !== null && Object.hasOwn(document, "values");

function samplesIn(document: unknown): { samples: Samples[]; dimensions: boolean } | null {
  if (Array.isArray(document)) {
    const isList = document.some((item) => typeof item === "number") && document.every((item) => typeof item !== "object" || item === null);
    return isList ? { samples: [{ place: "", title: "values", list: document }], dimensions: false } : null;
  }
  if (typeof document !== "object" || document === null) return null;
  const { values, labels, series } = document as Record<string, unknown>;
  if (Array.isArray(values)) {
    const several = values.length > 0 && values.every((item) => Array.isArray(item));
    if (!several) return { samples: [{ place: "values", title: "values", list: values }], dimensions: false };
    const titles = Array.isArray(labels) && labels.length === values.length ? labels : [];
    const samples = values.map((list, k) => ({ place: `values[${k}]`, title: textOr(titles[k], `dimension ${k}`), list: list as unknown[] }));
    return { samples, dimensions: true };
  }
  if (Object.hasOwn(document, "values")) return { samples: [], dimensions: false };
  const samples = listsIn(series);
  return samples.length > 0 ? { samples, dimensions: Array.isArray(series) && samples.length > 1 } : null;
}

function listsIn(series: unknown): Samples[] {
  if (typeof series !== "object" || series === null) return [];
  return Object.entries(series).flatMap(([key, one]: [string, unknown]) => {
    if (Array.isArray(one)) return [{ place: `series.${key}`, title: key, list: one }];
    const { raw, label } = (one ?? {}) as { raw?: unknown; label?: unknown };
    return Array.isArray(raw) ? [{ place: `series[${key}].raw`, title: textOr(label, `dimension ${key}`), list: raw }] : [];
  });
}

const textOr = (label: unknown, otherwise: string): string => (typeof label === "string" && label !== "" ? label : otherwise);

/** NaN for a missing sample. */
function sample(name: string, place: string, item: unknown, row: number): number {
  if (item === null || item === "") return NaN;
  if (typeof item === "number" && Number.isFinite(item)) return item;
  throw new WorkbenchError(
    "data/not-finite",
    [],
    `${name}, ${place}[${row}] (row ${row + 1}): expected a finite number or null, got ${typeof item === "number" ? String(item) : JSON.stringify(item).slice(0, 40)}`,
  );
}

/** What names the rows: `time` as a list, or as TCPDBench has it, with a list `raw`. */
function timeIn(document: unknown, length: number): string[] | null {
  const { time } = document as { time?: unknown };
  const list: unknown = Array.isArray(time) ? time : (time as { raw?: unknown } | undefined)?.raw;
  if (!Array.isArray(list) || list.length !== length) return null;
  return list.every((item) => typeof item === "string" || typeof item === "number") ? list.map(String) : null;
}

function orderOf(labels: readonly string[]): string[] {
  const order = new DateOrder();
  labels.forEach((label, row) => order.push(label, row + 1));
  return order.warnings();
}
