/**
 * Values that cells hand each other, so that none can change what another holds: hidden state would be the end of "what is on screen is what the
 * code says". Objects and lists are frozen. What cannot be frozen, such as typed arrays, maps and dates, is handed over as a copy, and what
 * holds it likewise. Functions and objects with private parts are handed over as they are: what they keep to themselves is theirs.
 */
export interface Lent {
  /** The value for one more reader. */
  lend(): unknown;
}

export function lendable(value: unknown): Lent {
  const copied = holdsExotic(value, new Map());
  freezeDeep(value, new Set());
  return { lend: copied ? () => copyOf(value, new Map()) : () => value };
}

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;

const isExotic = (value: object): boolean =>
  ArrayBuffer.isView(value) || value instanceof ArrayBuffer || value instanceof Map || value instanceof Set || value instanceof Date;

/** Whether something in it cannot be frozen. */
function holdsExotic(value: unknown, seen: Map<object, boolean>): boolean {
  if (!isObject(value)) return false;
  const before = seen.get(value);
  if (before !== undefined) return before;
  seen.set(value, false);
  const holds = isExotic(value) || valuesOf(value).some((item) => holdsExotic(item, seen));
  seen.set(value, holds);
  return holds;
}

function freezeDeep(value: unknown, seen: Set<object>): void {
  if (!isObject(value) || seen.has(value)) return;
  seen.add(value);
  if (value instanceof Map || value instanceof Set) for (const entry of [...value].flat()) freezeDeep(entry, seen);
  if (isExotic(value) || value instanceof Promise) return;
  for (const item of valuesOf(value)) freezeDeep(item, seen);
  Object.freeze(value);
}

/** A copy in which all is new that cannot be frozen or holds such a thing, frozen like the original. */
function copyOf(value: unknown, made: Map<object, unknown>): unknown {
  if (!isObject(value) || !holdsExotic(value, new Map())) return value;
  if (made.has(value)) return made.get(value);
  const keep = <T>(copy: T): T => {
    made.set(value, copy);
    return copy;
  };
  if (value instanceof DataView) return keep(new DataView(value.buffer.slice(0), value.byteOffset, value.byteLength));
  if (ArrayBuffer.isView(value)) return keep((value as Float64Array).slice());
  if (value instanceof ArrayBuffer) return keep(value.slice(0));
  if (value instanceof Date) return keep(new Date(value));
  if (value instanceof Map) {
    const map = keep(new Map<unknown, unknown>());
    for (const [key, item] of value) map.set(copyOf(key, made), copyOf(item, made));
    return map;
  }
  if (value instanceof Set) {
    const set = keep(new Set<unknown>());
    for (const item of value) set.add(copyOf(item, made));
    return set;
  }
  const copy = keep(Array.isArray(value) ? [] : (Object.create(Object.getPrototypeOf(value) as object | null) as object));
  for (const key of Reflect.ownKeys(value)) {
    const property = Object.getOwnPropertyDescriptor(value, key)!;
    if (Array.isArray(value) && key === "length") continue;
    Object.defineProperty(copy, key, "value" in property ? { ...property, value: copyOf(property.value, made) } : property);
  }
  return Object.freeze(copy);
}

/** What an object holds itself; getters are left alone, for they may do anything. */
const valuesOf = (value: object): unknown[] =>
  ArrayBuffer.isView(value)
    ? []
    : Object.values(Object.getOwnPropertyDescriptors(value)).flatMap((property) => ("value" in property ? [property.value as unknown] : []));

const refusals =
  /read[- ]only property|is read-only|object is not extensible|is not extensible|Cannot delete property|non-configurable|Cannot redefine property/i;

/** Words for the error of a cell that tried to change a frozen value; null for any other. */
export const mutationInWords = (error: unknown): string | null =>
  error instanceof TypeError && refusals.test(error.message)
    ? "this value belongs to another cell or to the language, and cells cannot change each other's values: make a copy and change that, such as [...list], { ...object } or list.toSorted()"
    : null;
