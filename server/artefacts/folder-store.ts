import { randomUUID } from "node:crypto";
import { mkdir, open, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { ArtefactStore } from "./artefact-store";
import { checkName, checkPrefix } from "./artefact-name";

/** Names that no artefact has: a file is written there, and moved to its name when it is whole. */
const unfinished = ".unfinished";

/** Artefacts as files of a folder, which several machines may share. */
export function folderStore(folder: string): ArtefactStore {
  const pathOf = (name: string) => join(folder, ...name.split("/"));
  return {
    async put(name, bytes) {
      checkName(name);
      const path = pathOf(name);
      const draft = join(folder, unfinished, randomUUID());
      await mkdir(dirname(draft), { recursive: true, mode: 0o700 });
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      try {
        const file = await open(draft, "wx", 0o600);
        try {
          await file.writeFile(bytes);
          // On the disk before it has its name: power that fails leaves the one before, not half of this one.
          await file.datasync();
        } finally {
          await file.close();
        }
        await rename(draft, path);
      } catch (error) {
        await rm(draft, { force: true });
        throw error;
      }
    },
    async get(name) {
      checkName(name);
      return readFile(pathOf(name)).catch(missing(null));
    },
    async size(name) {
      checkName(name);
      const facts = await stat(pathOf(name)).catch(missing(null));
      return facts?.isFile() ? facts.size : null;
    },
    async stream(name, range) {
      checkName(name);
      // Opened first, so that a file that is not there is known before anything is answered.
      const file = await open(pathOf(name)).catch(missing(null));
      if (file === null) return null;
      if ((await file.stat()).isFile()) return file.createReadStream(range && { start: range.first, end: range.last });
      await file.close();
      return null;
    },
    async list(prefix) {
      checkPrefix(prefix);
      const base = prefix.slice(0, prefix.lastIndexOf("/") + 1);
      const names = await namesIn(pathOf(base), base);
      return names.filter((name) => name.startsWith(prefix)).sort();
    },
    async removeAll(prefix) {
      checkPrefix(prefix);
      if (prefix.endsWith("/")) return rm(pathOf(prefix), { recursive: true, force: true });
      for (const name of await this.list(prefix)) await rm(pathOf(name), { force: true });
    },
  };
}

/** A draft that nobody has written to for so long, in milliseconds, is of a process that was killed. */
const draftMs = 24 * 3_600_000;

/** Removes what processes that were killed left unfinished. */
export async function removeOldDrafts(folder: string): Promise<void> {
  const drafts = join(folder, unfinished);
  for (const name of await readdir(drafts).catch(missing([]))) {
    const facts = await stat(join(drafts, name)).catch(missing(null));
    if (facts !== null && Date.now() - facts.mtimeMs > draftMs) await rm(join(drafts, name), { force: true });
  }
}

async function namesIn(folder: string, before: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(missing([]));
  const lists = await Promise.all(
    entries
      .filter(({ name }) => name !== unfinished)
      .map((entry) => (entry.isDirectory() ? namesIn(join(folder, entry.name), `${before}${entry.name}/`) : [`${before}${entry.name}`])),
  );
  return lists.flat();
}

/** What stands for a file or folder that is not there. */
const missing =
  <T>(value: T) =>
  (error: NodeJS.ErrnoException): T => {
    if (error.code === "ENOENT" || error.code === "ENOTDIR" || error.code === "EISDIR") return value;
    throw error;
  };
