import { watch } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname } from "node:path";

/** Editors write a file in several steps: it counts as written when it reads the same twice, so many milliseconds apart. */
const calm = 200;

/**
 * Calls back when a file's text has changed, however that came about: its folder is watched, as editors put a new file in its place and Kubernetes turns a
 * link round. Returns what ends it. A folder that cannot be watched is left alone: SIGHUP does the same. So is a file with nothing in it any more, which
 * is more often one that is being written than one that was meant.
 */
export function watchFile(path: string, text: string, changed: () => void): () => void {
  let last = text;
  let seen = text;
  let timer: NodeJS.Timeout | undefined;
  const look = async () => {
    const before = seen;
    seen = await readFile(path, "utf8").catch(() => last);
    if (seen === last || seen.trim() === "") return;
    if (seen !== before) return later();
    last = seen;
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
