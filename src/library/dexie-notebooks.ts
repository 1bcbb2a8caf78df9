import Dexie, { type DexieOptions, type Table } from "dexie";
import type { KeptNotebook, NotebookStore } from "../notebook/notebook-store";
import { storageError } from "./storage-error";

/** The reader's notebooks in IndexedDB, in a database of their own: one that cannot be opened takes no run with it. */
export function createDexieNotebooks(options: DexieOptions & { name?: string } = {}): NotebookStore {
  const { name = "mfn-notebooks", ...ground } = options;
  const db = new Dexie(name, ground);
  db.version(1).stores({ notebooks: "id, changed" });
  const notebooks: Table<KeptNotebook, string> = db.table("notebooks");

  /** Does something with the database, which is opened anew where the browser has closed it; failures become words. */
  async function using<T>(work: () => PromiseLike<T>): Promise<T> {
    try {
      if (!db.isOpen()) await db.open();
      return await work();
    } catch (error) {
      throw storageError(error);
    }
  }
  return {
    list: () => using(() => notebooks.orderBy("changed").reverse().toArray()),
    get: (id) => using(async () => (await notebooks.get(id)) ?? null),
    put: (notebook) => using(async () => void (await notebooks.put(notebook))),
    remove: (id) => using(() => notebooks.delete(id)),
  };
}
