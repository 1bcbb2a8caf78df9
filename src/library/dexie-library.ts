import Dexie, { liveQuery, type DexieOptions, type Table } from "dexie";
import { packBackup } from "./backup";
import { createClaims } from "./claims";
import type { Library, RestoreReport } from "./library";
import { changed, mergeRecords } from "./merge";
import { purgeAfterMs, type Attachments, type LibraryRecord, type RecordChange } from "./record";
import { readBackup } from "./read-backup";
import { storageError } from "./storage-error";

/** Something that stands beside a record. Typed arrays are kept as they are, by structured cloning. */
interface Attachment {
  id: string;
  name: string;
  value: unknown;
}

/** What the library stands on; the browser's own by default. */
export interface LibraryGround extends DexieOptions {
  name?: string;
  storage?: StorageManager | null;
  locks?: LockManager | null;
  now?: () => number;
}

/** The library in IndexedDB: records in one table, what stands beside them in another, written together or not at all. */
export function createDexieLibrary(ground: LibraryGround = {}): Library {
  const { name = "mfn-library", storage = navigator.storage ?? null, locks = navigator.locks ?? null, now = Date.now, ...options } = ground;
  const db = new Dexie(name, options);
  db.version(1).stores({ records: "id, kind, changed", attachments: "[id+name], id" });
  const records: Table<LibraryRecord, string> = db.table("records");
  const attachments: Table<Attachment, [string, string]> = db.table("attachments");
  const claims = createClaims(locks);

  /** Does something with the database, which is opened anew where the browser has closed it; failures become words. */
  async function using<T>(work: () => PromiseLike<T>): Promise<T> {
    try {
      if (!db.isOpen()) await db.open();
      return await work();
    } catch (error) {
      throw storageError(error);
    }
  }
  const writing = <T>(work: () => PromiseLike<T>) => using(() => db.transaction("rw", records, attachments, work));
  const rows = (id: string, given: Attachments): Attachment[] => Object.entries(given).map(([key, value]) => ({ id, name: key, value }));
  const newestFirst = () => records.orderBy("changed").reverse().toArray();

  async function change(id: string, wanted: RecordChange, given: Attachments = {}): Promise<boolean> {
    const record = await records.get(id);
    if (!record) return false;
    await records.put(changed(record, wanted, now(), Object.keys(given).length > 0));
    await attachments.bulkPut(rows(id, given));
    return true;
  }
  async function purge(ids: readonly string[]): Promise<void> {
    await attachments.where("id").anyOf(ids).delete();
    await records.bulkDelete([...ids]);
  }

  /** Merges what a backup holds, all of it or nothing. */
  async function merge(file: Blob): Promise<RestoreReport> {
    const entries = await readBackup(file);
    return writing(async () => {
      const report: RestoreReport = { added: 0, merged: 0, unchanged: 0 };
      for (const { record, attachments: given } of entries) {
        const mine = await records.get(record.id);
        const merged = mine ? mergeRecords(mine, record) : { record, took: true, tookWork: true };
        report[mine ? (merged.took ? "merged" : "unchanged") : "added"]++;
        if (merged.took) await records.put(merged.record);
        if (merged.tookWork) await attachments.bulkPut(rows(record.id, given));
      }
      return report;
    });
  }

  return {
    put: (record, given = {}) =>
      writing(async () => {
        await records.put(record);
        await attachments.bulkPut(rows(record.id, given));
      }),
    get: (id) => using(async () => (await records.get(id)) ?? null),
    list: () => using(newestFirst),
    patch: (id, wanted, given) => writing(() => change(id, wanted, given)),
    remove: (ids) => writing(async () => void (await Promise.all(ids.map((id) => change(id, { deleted: now() }))))),
    restore: (ids) => writing(async () => void (await Promise.all(ids.map((id) => change(id, { deleted: null }))))),
    purge: (ids) => writing(() => purge(ids)),
    purgeOld: () =>
      writing(async () => {
        const old = await records.filter(({ deleted }) => deleted !== null && deleted < now() - purgeAfterMs).primaryKeys();
        await purge(old);
        return old.length;
      }),
    attachment: <T>(id: string, name: string) => using(async () => ((await attachments.get([id, name]))?.value ?? null) as T | null),
    attachmentNames: (id) => using(async () => (await attachments.where("id").equals(id).primaryKeys()).map(([, key]) => key)),
    detach: (id, name) => writing(() => attachments.delete([id, name])),
    watch(listener, failed = () => undefined) {
      const subscription = liveQuery(() => using(newestFirst)).subscribe({ next: listener, error: failed });
      return () => subscription.unsubscribe();
    },
    ...claims,
    async storageUse() {
      const { usage = null, quota = null } = (await storage?.estimate()) ?? {};
      return { used: usage, quota, persisted: (await storage?.persisted?.()) ?? null };
    },
    persist: async () => (await storage?.persist?.()) ?? false,
    async backup(ids, alsoFromMemory = []) {
      const inMemory = new Set(alsoFromMemory.map(({ record }) => record.id));
      const kept = (await (ids ? using(() => records.bulkGet([...ids])) : using(newestFirst))).filter((one) => one && !inMemory.has(one.id));
      return packBackup(
        (async function* () {
          yield* alsoFromMemory;
          for (const record of kept as LibraryRecord[]) {
            const beside = await using(() => attachments.where("id").equals(record.id).toArray());
            yield { record, attachments: Object.fromEntries(beside.map(({ name: key, value }) => [key, value])) };
          }
        })(),
        now(),
      );
    },
    restoreBackup: merge,
  };
}
