import { readdir, readFile as readBytesOf, stat, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { WorkbenchError } from "../src/core/errors";
import type { Io } from "./command";

/** @throws WorkbenchError `data/unreadable` that says why a path cannot be read. */
export async function readBytes(io: Io, path: string): Promise<Uint8Array> {
  return readBytesOf(resolve(io.cwd, path)).catch((error: unknown) => {
    throw unreadable(path, error);
  });
}

/** @throws WorkbenchError `usage` that says why a path cannot be written. */
export async function writeBytes(io: Io, path: string, bytes: Uint8Array): Promise<void> {
  await writeFile(resolve(io.cwd, path), bytes).catch((error: unknown) => {
    throw new WorkbenchError("usage", [], `${path} cannot be written: ${reasonOf(error)}`);
  });
}

/** The files that paths mean: themselves, or for a folder those in it with one of the endings, in order of name. */
export async function filesOf(io: Io, paths: readonly string[], endings: readonly string[]): Promise<{ path: string; fromFolder: boolean }[]> {
  const lists = await Promise.all(
    paths.map(async (path) => {
      const about = await stat(resolve(io.cwd, path)).catch((error: unknown) => {
        throw unreadable(path, error);
      });
      if (!about.isDirectory()) return [{ path, fromFolder: false }];
      const names = (await readdir(resolve(io.cwd, path))).filter((name) => endings.some((ending) => name.toLowerCase().endsWith(ending)));
      if (names.length === 0) throw new WorkbenchError("data/empty", [], `the folder ${path} holds no ${endings.join(" or ")} file`);
      return names.sort().map((name) => ({ path: join(path, name), fromFolder: true }));
    }),
  );
  return lists.flat();
}

export const unreadable = (path: string, error: unknown): WorkbenchError =>
  new WorkbenchError("data/unreadable", [], `${path} cannot be read: ${reasonOf(error)}`);

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  switch (code) {
    case "ENOENT":
      return "there is no such file or folder; check the path";
    case "EISDIR":
      return "it is a folder; name a file in it";
    case "EACCES":
    case "EPERM":
      return "permission is denied";
    case "ENOSPC":
      return "the disk is full";
    default:
      return message;
  }
}

/** Puts the file's name in front of an error that does not know it. */
export async function within<T>(file: string, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof WorkbenchError) throw new WorkbenchError(error.code, [], `${file}: ${error.message}`, error.detail);
    throw error;
  }
}
