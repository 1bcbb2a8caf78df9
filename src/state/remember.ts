import type { KeyValueStorage } from "./services";

/** Keeps a JSON value. Returns null when it is kept, else why not, in words. */
export function remember(storage: KeyValueStorage, key: string, value: unknown): string | null {
  try {
    storage.setItem(key, JSON.stringify(value));
    return null;
  } catch (error) {
    const full = error instanceof Error && /quota/i.test(`${error.name} ${error.message}`);
    return full
      ? "This browser's storage is full: free some, or export the spec to keep it."
      : "This browser does not let the page keep anything: export the spec to keep it.";
  }
}

/** What was kept, or null when there is nothing readable. */
export function recall(storage: KeyValueStorage, key: string): unknown {
  try {
    const text = storage.getItem(key);
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}
