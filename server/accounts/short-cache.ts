/** Remembers for a short time what takes a query to find out. */
export interface ShortCache<T> {
  get(name: string): T | undefined;
  /** `until` ends it before its time, in milliseconds. */
  set(name: string, value: T, until?: number): void;
  clear(): void;
}

/** `now` and `lifetime` in milliseconds; the oldest of more than `most` entries gives way. */
export function shortCache<T>(lifetime: number, most: number, now: () => number): ShortCache<T> {
  const entries = new Map<string, { value: T; until: number }>();
  return {
    get(name) {
      const entry = entries.get(name);
      if (entry === undefined) return undefined;
      if (now() < entry.until) return entry.value;
      entries.delete(name);
      return undefined;
    },
    set(name, value, until = Infinity) {
      entries.delete(name);
      entries.set(name, { value, until: Math.min(until, now() + lifetime) });
      if (entries.size > most) entries.delete(entries.keys().next().value!);
    },
    clear: () => entries.clear(),
  };
}
