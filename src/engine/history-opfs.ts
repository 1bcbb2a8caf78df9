import type { Spill } from "./history";

/** Of the room that the browser grants, at most this share and these bytes: the library of runs needs the rest. */
const share = 0.2;
const mostBytes = 2 ** 30;
/** The folder that holds one folder for each session, which a lock of the same name shows to be alive. */
const folder = "history";
const lockOf = (session: string) => `mfn-history-${session}`;

/** What workers have of a file beside what pages have. */
interface WorkerFile extends FileSystemFileHandle {
  createSyncAccessHandle(): Promise<{ write(bytes: Uint8Array, place: { at: number }): number; flush(): void; close(): void }>;
}

/**
 * A place for states on the browser's private disk (OPFS), through synchronous handles, which only workers have. What sessions that ended
 * left behind is swept away.
 * @returns null where there is no such disk, as in private windows.
 */
export async function findDisk(): Promise<Spill | null> {
  try {
    const root = await navigator.storage.getDirectory();
    if (typeof FileSystemFileHandle === "undefined" || !("createSyncAccessHandle" in FileSystemFileHandle.prototype)) return null;
    const sessions = await root.getDirectoryHandle(folder, { create: true });
    const session = crypto.randomUUID();
    await holdLock(session);
    await sweep(sessions);
    const { quota = 0, usage = 0 } = await navigator.storage.estimate();
    const place = await sessions.getDirectoryHandle(session, { create: true });
    return spillInto(place, Math.min(mostBytes, share * Math.max(0, quota - usage)));
  } catch {
    return null;
  }
}

/** Files of one folder, one a state. */
export function spillInto(place: FileSystemDirectoryHandle, budget: number): Spill {
  return {
    budget,
    async write(key, bytes) {
      const file = (await place.getFileHandle(key, { create: true })) as WorkerFile;
      const handle = await file.createSyncAccessHandle();
      let written = 0;
      try {
        written = handle.write(bytes, { at: 0 });
        handle.flush();
      } finally {
        handle.close();
        if (written !== bytes.length) await place.removeEntry(key);
      }
      if (written !== bytes.length) throw new Error(`only ${written} of ${bytes.length} bytes were written`);
    },
    async read(key) {
      return new Uint8Array(await (await (await place.getFileHandle(key)).getFile()).arrayBuffer());
    },
    remove: (key) => place.removeEntry(key),
  };
}

/** Held until the worker ends, however it ends. */
function holdLock(session: string): Promise<void> {
  return new Promise((held, failed) => {
    const forever = new Promise<never>(() => undefined);
    navigator.locks
      .request(lockOf(session), () => {
        held();
        return forever;
      })
      .catch(failed);
  });
}

async function sweep(sessions: FileSystemDirectoryHandle): Promise<void> {
  const { held = [] } = await navigator.locks.query();
  const alive = new Set(held.map(({ name }) => name));
  for await (const name of sessions.keys())
    if (!alive.has(lockOf(name))) await sessions.removeEntry(name, { recursive: true }).catch(() => undefined);
}
