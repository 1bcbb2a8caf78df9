import type { Library } from "./library";
import { newRecordId, type LibraryRecord } from "./record";

/** Copies a record with all that stands beside it, under another title. Null when it is gone. */
export async function duplicate(library: Library, id: string, title: string, now = Date.now()): Promise<LibraryRecord | null> {
  const record = await library.get(id);
  if (!record) return null;
  const names = await library.attachmentNames(id);
  const values = await Promise.all(names.map((name) => library.attachment(id, name)));
  const copy = { ...record, id: newRecordId(), title, starred: false, deleted: null, created: now, changed: now, worked: now, edited: {} };
  await library.put(copy, Object.fromEntries(names.map((name, i) => [name, values[i]])));
  return copy;
}
