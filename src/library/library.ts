import type { Attachments, LibraryRecord, RecordChange } from "./record";

/** How much room the browser gives this site, in bytes; nulls where it does not say. */
export interface StorageUse {
  used: number | null;
  quota: number | null;
  /** Whether the browser has promised not to clear it by itself; null where it cannot. */
  persisted: boolean | null;
}

/** What a restored backup brought. */
export interface RestoreReport {
  added: number;
  /** Records that were here already and took something from the backup. */
  merged: number;
  /** Records that were here already, at least as new in everything. */
  unchanged: number;
}

/**
 * Where runs, sweeps and searches are kept: headless, one database for all tabs of the site.
 * Every call may reject with a WorkbenchError: `storage/full` when there is no room, `storage/unavailable` when the browser keeps nothing.
 */
export interface Library {
  /** Writes a whole record with what stands beside it, all or nothing. Attachments it had before and that are not named stay. */
  put(record: LibraryRecord, attachments?: Attachments): Promise<void>;
  get(id: string): Promise<LibraryRecord | null>;
  /** All records, those deleted but not yet purged among them, the newest change first. */
  list(): Promise<LibraryRecord[]>;
  /**
   * Writes these fields alone, with attachments, all or nothing: what another tab writes to other fields stays. Resolves to whether the record is there.
   * Fields that a person sets are marked with the time.
   */
  patch(id: string, change: RecordChange, attachments?: Attachments): Promise<boolean>;
  /** Marks as deleted: `restore` brings back. */
  remove(ids: readonly string[]): Promise<void>;
  restore(ids: readonly string[]): Promise<void>;
  /** Deletes for good, with everything beside them. */
  purge(ids: readonly string[]): Promise<void>;
  /** Deletes for good what was deleted longer ago than `purgeAfterMs`. Resolves to how many. */
  purgeOld(): Promise<number>;
  attachment<T>(id: string, name: string): Promise<T | null>;
  /** Names of what stands beside a record. */
  attachmentNames(id: string): Promise<string[]>;
  /** Lets an attachment go, such as a state that can be computed again. */
  detach(id: string, name: string): Promise<void>;
  /** Calls with all records, now and after every change in any tab. Returns the call that ends it. */
  watch(listener: (records: LibraryRecord[]) => void, failed?: (error: unknown) => void): () => void;
  /** Takes a record for this tab, which alone then runs it; false when another tab has it. Given back by `release`, or when the tab goes. */
  claim(id: string): Promise<boolean>;
  release(id: string): void;
  storageUse(): Promise<StorageUse>;
  /** Asks the browser never to clear the library by itself. Resolves to whether it promised. */
  persist(): Promise<boolean>;
  /** Everything, or these records, as one zip. `alsoFromMemory` are records that could not be written. */
  backup(ids?: readonly string[], alsoFromMemory?: readonly { record: LibraryRecord; attachments: Attachments }[]): Promise<Blob>;
  /** Merges a backup. @throws WorkbenchError `data/unreadable`, having changed nothing, when any part of it is damaged. */
  restoreBackup(file: Blob): Promise<RestoreReport>;
}

/** The library of this site. */
export const openLibrary = (): Library => lazyLibrary(async () => (await import("./dexie-library")).createDexieLibrary());

/** A library that is opened with the first call to it: the database is no part of the first picture. */
export function lazyLibrary(open: () => Promise<Library>): Library {
  let opening: Promise<Library> | undefined;
  const opened = () => (opening ??= open());
  return {
    put: async (...given) => (await opened()).put(...given),
    get: async (id) => (await opened()).get(id),
    list: async () => (await opened()).list(),
    patch: async (...given) => (await opened()).patch(...given),
    remove: async (ids) => (await opened()).remove(ids),
    restore: async (ids) => (await opened()).restore(ids),
    purge: async (ids) => (await opened()).purge(ids),
    purgeOld: async () => (await opened()).purgeOld(),
    attachment: async <T>(id: string, name: string) => (await opened()).attachment<T>(id, name),
    attachmentNames: async (id) => (await opened()).attachmentNames(id),
    detach: async (id, name) => (await opened()).detach(id, name),
    watch(listener, failed) {
      let end: (() => void) | undefined;
      let ended = false;
      opened().then((library) => {
        if (!ended) end = library.watch(listener, failed);
      }, failed);
      return () => {
        ended = true;
        end?.();
      };
    },
    claim: async (id) => (await opened()).claim(id),
    release: (id) => void opening?.then((library) => library.release(id)),
    storageUse: async () => (await opened()).storageUse(),
    persist: async () => (await opened()).persist(),
    backup: async (...given) => (await opened()).backup(...given),
    restoreBackup: async (file) => (await opened()).restoreBackup(file),
  };
}
