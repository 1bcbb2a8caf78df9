import { editableFields, type EditableField, type LibraryRecord, type RecordChange } from "./record";

const isEditable = (name: string): name is EditableField => (editableFields as readonly string[]).includes(name);

/** The record after a change at the time `now`: what a person sets is dated field by field, what was computed as a whole. */
export function changed(record: LibraryRecord, change: RecordChange, now: number, attached = false): LibraryRecord {
  const names = Object.keys(change);
  const edited = { ...record.edited, ...Object.fromEntries(names.filter(isEditable).map((name) => [name, now])) };
  const worked = attached || names.some((name) => !isEditable(name)) ? now : record.worked;
  return { ...record, ...change, changed: now, worked, edited };
}

/** What came of merging a record with another of the same id. */
export interface Merged {
  record: LibraryRecord;
  /** Whether the other brought anything. */
  took: boolean;
  /** Whether what it brought includes what was computed, and so what stands beside it. */
  tookWork: boolean;
}

/**
 * Two versions of one record, merged: of each field that a person sets the one set last, of what was computed the one computed last.
 * Where both are of one time, `mine` stays. Merging the same again changes nothing.
 */
export function mergeRecords(mine: LibraryRecord, theirs: LibraryRecord): Merged {
  const tookWork = theirs.worked > mine.worked;
  const newer = editableFields.filter((field) => (theirs.edited[field] ?? 0) > (mine.edited[field] ?? 0));
  const base = tookWork ? { ...theirs, ...pick(mine, editableFields), id: mine.id, created: Math.min(mine.created, theirs.created) } : mine;
  const record = {
    ...base,
    ...pick(theirs, newer),
    changed: Math.max(mine.changed, theirs.changed),
    edited: { ...mine.edited, ...pick(theirs.edited, newer) },
  };
  return { record, took: tookWork || newer.length > 0, tookWork };
}

const pick = <T extends object>(from: T, names: readonly EditableField[]): Partial<T> =>
  Object.fromEntries(names.map((name) => [name, (from as Record<string, unknown>)[name]])) as Partial<T>;
