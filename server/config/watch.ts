import { watch } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname } from "node:path";

/** Editors write a file in several steps. */
const calm = 200;

/**
 * Calls back when a file's text has changed, however that came about: its folder is watched, as editors put a new file in its place and Kubernetes turns a
 * link round. Returns what ends it. A folder that cannot be watched is left alone: SIGHUP does the same.
 */
export function watchFile(path: string, text: string, changed: () => void): () => void {
  let last = text;
  let timer: NodeJS.Timeout | undefined;
  const look = async () => {
    const now = await readFile(path, "utf8").catch(() => last);
    if (now === last) return;
    last = now;
    changed();
  };
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(() => void look(), calm);
    timer.unref();
  };
  try {
    const watcher = watch(dirname(path), { persistent: false }, later).on("error", () => undefined);
    return () => {
      clearTimeout(timer);
      watcher.close();
    };
  } catch {
    return () => undefined;
  }
}
