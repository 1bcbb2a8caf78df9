/** A list with more entries than this, such as a map of the whole image, is left out. */
const longestList = 10_000;

export interface PlainDetail {
  detail: Record<string, unknown>;
  /** How many entries a list had that was left out, by where it stood: `map`, `classes.0.births`, `branches.path` for those of all branches. */
  leftOut: Record<string, number>;
}

/**
 * The detail of a result as JSON can hold it: typed arrays as lists, and no list of more than 10 000 entries, however deep it lies. Where
 * records hold lists that together have more, as branches have their paths, the records stay without them.
 * @param longestMap entries of typed arrays and paths, which tell of single cells, that are kept: 0 leaves all of them out.
 */
export function plainDetail(detail: Readonly<Record<string, unknown>>, longestMap = longestList): PlainDetail {
  const counts: Record<string, number> = {};
  return { detail: plainObject(detail, "", { counts, longestMap }), leftOut: counts };
}

/** What was left out so far, and how long a map may be. */
interface LeftOut {
  counts: Record<string, number>;
  longestMap: number;
}

function plainObject(given: object, at: string, left: LeftOut): Record<string, unknown> {
  const parts = Object.entries(given).map(([name, part]): [string, unknown] => [name, plain(part, at === "" ? name : `${at}.${name}`, left)]);
  return Object.fromEntries(parts.filter(([, part]) => part !== undefined));
}

/** Undefined for what is left out. */
function plain(value: unknown, at: string, left: LeftOut): unknown {
  if (typeof value !== "object" || value === null) return value;
  const list = asList(value);
  if (!list) return plainObject(value, at, left);
  if (list.length > (ArrayBuffer.isView(value) ? left.longestMap : longestList)) {
    left.counts[at] = list.length;
    return undefined;
  }
  // A place in a list cannot be left out: the others would move up.
  return withoutLongColumns(list, at, left).map((part, i) => plain(part, `${at}.${i}`, left) ?? null);
}

/** Records without those of their lists that together have too many entries. */
function withoutLongColumns(list: readonly unknown[], at: string, left: LeftOut): readonly unknown[] {
  if (!list.every(isRecord)) return list;
  const entries = new Map<string, number>();
  for (const record of list)
    for (const [name, part] of Object.entries(record)) entries.set(name, (entries.get(name) ?? 0) + (asList(part)?.length ?? 0));
  const long = [...entries].filter(([name, count]) => count > (name === "path" ? left.longestMap : longestList));
  for (const [name, count] of long) left.counts[`${at}.${name}`] = count;
  const isLong = (name: string) => long.some(([other]) => other === name);
  return long.length === 0 ? list : list.map((record) => Object.fromEntries(Object.entries(record).filter(([name]) => !isLong(name))));
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && asList(value) === null;

function asList(value: unknown): readonly unknown[] | null {
  if (Array.isArray(value)) return value as unknown[];
  return ArrayBuffer.isView(value) && !(value instanceof DataView) ? Array.from(value as Uint8Array) : null;
}
