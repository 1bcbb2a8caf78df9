import { toRecord, type ErrorRecord } from "../core/errors";
import { duplicate } from "../library/duplicate";
import type { RestoreReport, StorageUse } from "../library/library";
import type { EditableField, LibraryRecord } from "../library/record";
import { everything, type LibraryQuery } from "../library/search";
import { recallLastRun } from "./library-last";
import type { Services } from "./services";
import type { SliceCreator } from "./store";

export interface RunsFacts {
  status: "closed" | "reading" | "ready" | "failed";
  /** All that is kept, the newest change first. */
  records: readonly LibraryRecord[];
  query: LibraryQuery;
  /** The record whose details are shown. */
  chosen: string | null;
  /** Those picked for something to be done with all of them, in the order of picking. */
  picked: readonly string[];
  problem: ErrorRecord | null;
  /** What was deleted last and can be brought back at a press. */
  deleted: readonly string[];
  use: StorageUse | null;
  /** The browser was asked to keep the library for good, and did not promise. */
  refused: boolean;
  /** What takes a while. */
  task: "backup" | "restore" | null;
  /** What a restored backup brought; null once it is read. */
  restored: RestoreReport | null;
  /** When the last run was kept, where the browser has cleared all since; milliseconds since 1970. */
  clearedSince: number | null;
}

export interface LibraryRoomSlice {
  runs: RunsFacts;
  /** Reads the library, and follows it until the call that it returns: other tabs write to it too. */
  watchRuns(): () => void;
  setRunsQuery(change: Partial<LibraryQuery>): void;
  chooseRecord(id: string | null): void;
  pickRecord(id: string, on: boolean): void;
  pickRecords(ids: readonly string[]): void;
  editRecord(id: string, change: Partial<Pick<LibraryRecord, Exclude<EditableField, "deleted">>>): Promise<void>;
  /** Can be undone, and brought back for 30 days. */
  deleteRecords(ids: readonly string[]): Promise<void>;
  bringBackRecords(ids: readonly string[]): Promise<void>;
  /** Deletes for good. */
  purgeRecords(ids: readonly string[]): Promise<void>;
  duplicateRecord(id: string): Promise<void>;
  /** All of it, or these records, as one file; null when that failed. */
  backUp(ids?: readonly string[]): Promise<Blob | null>;
  restoreFile(file: Blob): Promise<void>;
  readStorage(): Promise<void>;
  /** Asks the browser not to clear the library by itself. */
  askToPersist(): Promise<void>;
  dismissRunsNotice(): void;
}

export const createLibraryRoomSlice =
  ({ library, storage }: Pick<Services, "library" | "storage">): SliceCreator<LibraryRoomSlice> =>
  (set, get) => {
    let watchers = 0;
    let end: (() => void) | undefined;
    const patch = (facts: Partial<RunsFacts>) => set(({ runs }) => ({ runs: { ...runs, ...facts } }));

    /** Does something with the library; a failure is told in the room. */
    async function attempt<T>(work: () => Promise<T>): Promise<T | null> {
      try {
        return await work();
      } catch (error) {
        patch({ problem: toRecord(error) });
        return null;
      }
    }

    function show(read: readonly LibraryRecord[]): void {
      const { runs } = get();
      // What did not change stays the same object, so that nobody draws it anew.
      const before = new Map(runs.records.map((record) => [record.id, record]));
      const records = read.map((record) => (before.get(record.id)?.changed === record.changed ? before.get(record.id)! : record));
      const ids = new Set(records.map(({ id }) => id));
      const last = recallLastRun(storage);
      patch({
        status: "ready",
        records,
        chosen: runs.chosen !== null && ids.has(runs.chosen) ? runs.chosen : null,
        picked: runs.picked.filter((id) => ids.has(id)),
        deleted: runs.deleted.filter((id) => ids.has(id)),
        clearedSince: records.length === 0 && last ? last.kept : null,
      });
      void get().readStorage();
    }

    const mark = (ids: readonly string[], deleted: boolean) => attempt(() => (deleted ? library.remove(ids) : library.restore(ids)));

    return {
      runs: {
        status: "closed",
        records: [],
        query: everything,
        chosen: null,
        picked: [],
        problem: null,
        deleted: [],
        use: null,
        refused: false,
        task: null,
        restored: null,
        clearedSince: null,
      },
      watchRuns() {
        if (watchers++ === 0) {
          patch({ status: get().runs.status === "ready" ? "ready" : "reading", problem: null });
          end = library.watch(show, (error) => patch({ status: "failed", problem: toRecord(error) }));
        }
        return () => {
          if (--watchers === 0) end?.();
        };
      },
      setRunsQuery: (change) => patch({ query: { ...get().runs.query, ...change } }),
      chooseRecord: (chosen) => patch({ chosen }),
      pickRecord(id, on) {
        const others = get().runs.picked.filter((one) => one !== id);
        patch({ picked: on ? [...others, id] : others });
      },
      pickRecords: (picked) => patch({ picked }),
      editRecord: async (id, change) => void (await attempt(() => library.patch(id, change))),
      async deleteRecords(ids) {
        if ((await mark(ids, true)) === null && get().runs.problem) return;
        patch({ deleted: ids, picked: get().runs.picked.filter((id) => !ids.includes(id)) });
        get().record({ title: "Delete", undo: async () => void (await mark(ids, false)), redo: async () => void (await mark(ids, true)) });
      },
      async bringBackRecords(ids) {
        await mark(ids, false);
        patch({ deleted: get().runs.deleted.filter((id) => !ids.includes(id)) });
      },
      async purgeRecords(ids) {
        await get().forgetRecords(ids);
        await attempt(() => library.purge(ids));
      },
      async duplicateRecord(id) {
        const record = get().runs.records.find((one) => one.id === id);
        const copy = record && (await attempt(() => duplicate(library, id, `${record.title} (copy)`)));
        if (copy) patch({ chosen: copy.id });
      },
      async backUp(ids) {
        patch({ task: "backup", problem: null });
        await get().keepNow();
        const file = await attempt(() => library.backup(ids));
        patch({ task: null });
        return file;
      },
      async restoreFile(file) {
        patch({ task: "restore", problem: null, restored: null });
        const restored = await attempt(() => library.restoreBackup(file));
        patch({ task: null, restored });
      },
      async readStorage() {
        const use = await library.storageUse().catch(() => null);
        patch({ use });
      },
      async askToPersist() {
        const promised = await attempt(() => library.persist());
        patch({ refused: promised === false });
        await get().readStorage();
      },
      dismissRunsNotice: () => patch({ problem: null, restored: null, deleted: [] }),
    };
  };
