import type { LibraryRecord, RecordKind } from "./record";

/** What is looked for. Everything given must hold. */
export interface LibraryQuery {
  /** Words, all of which must stand somewhere: in title, notes, tags, model, parameters. Case and accents do not count. */
  words: string;
  model: string | null;
  tag: string | null;
  kind: RecordKind | null;
  starred: boolean;
  /** Deleted ones instead of the others. */
  deleted: boolean;
  /** A metric and the range that it lies in; an end that is null is open. */
  metric: { name: string; low: number | null; high: number | null } | null;
  sort: SortKey;
}

export const sortKeys = ["changed", "created", "title", "step", "dimension", "wavelength"] as const;
export type SortKey = (typeof sortKeys)[number];

export const everything: LibraryQuery = {
  words: "",
  model: null,
  tag: null,
  kind: null,
  starred: false,
  deleted: false,
  metric: null,
  sort: "changed",
};

/** Without case and accents. */
const plain = (text: string): string => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

/** Everything of a record that words are looked for in. `extra` is what the place calls it, such as the model's title. */
export const textOf = (record: LibraryRecord, extra = ""): string =>
  plain(
    [record.title, record.notes, ...record.tags, record.kind, record.spec.model, record.specHash, extra]
      .concat(Object.entries(record.spec.parameters).map(([name, value]) => `${name}=${typeof value === "object" ? value.file : value}`))
      .join(" "),
  );

/** Records that a query finds, in its order. `titleOf` names a model in words. */
export function find(records: readonly LibraryRecord[], query: LibraryQuery, titleOf: (model: string) => string = (id) => id): LibraryRecord[] {
  const words = plain(query.words).split(/\s+/).filter(Boolean);
  const { metric } = query;
  const found = records.filter((record) => {
    if ((record.deleted !== null) !== query.deleted) return false;
    if (query.model !== null && record.spec.model !== query.model) return false;
    if (query.tag !== null && !record.tags.includes(query.tag)) return false;
    if (query.kind !== null && record.kind !== query.kind) return false;
    if (query.starred && !record.starred) return false;
    if (metric && (metric.low !== null || metric.high !== null)) {
      const value = record.metrics[metric.name] ?? null;
      if (value === null || value < (metric.low ?? -Infinity) || value > (metric.high ?? Infinity)) return false;
    }
    if (words.length === 0) return true;
    const text = textOf(record, titleOf(record.spec.model));
    return words.every((word) => text.includes(word));
  });
  return found.sort(orders[query.sort]);
}

type Order = (a: LibraryRecord, b: LibraryRecord) => number;
const latest = (a: number, b: number) => b - a;
/** Highest first; those without the number last. */
const byMetric =
  (name: string): Order =>
  (a, b) =>
    latest(a.metrics[name] ?? -Infinity, b.metrics[name] ?? -Infinity) || latest(a.changed, b.changed);

const orders: Record<SortKey, Order> = {
  changed: (a, b) => latest(a.changed, b.changed),
  created: (a, b) => latest(a.created, b.created),
  title: (a, b) => a.title.localeCompare(b.title) || latest(a.changed, b.changed),
  step: (a, b) => latest(a.step, b.step) || latest(a.changed, b.changed),
  dimension: byMetric("dimension"),
  wavelength: byMetric("wavelength"),
};
