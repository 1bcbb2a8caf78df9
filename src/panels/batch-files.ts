import { sortedBy } from "../core/metrics/batch-groups";
import type { GivenFile } from "../state/batch-slice";
import { acceptedEndings } from "./measure-files";

const endings = acceptedEndings.split(",");

/** Files that a person picked; of a picked folder only those that can be measured. */
export function pickedFiles(files: Iterable<File>): GivenFile[] {
  return inOrder([...files].map((file) => ({ path: file.webkitRelativePath || file.name, load: () => Promise.resolve(file) })));
}

/** Files and folders that were dropped. To be called while the event is handled: later the browser knows of them no more. */
export async function droppedFiles(dropped: DataTransfer): Promise<GivenFile[]> {
  const entries = [...dropped.items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  if (entries.length === 0) return pickedFiles(dropped.files);
  const lists = await Promise.all(entries.map(filesUnder));
  return inOrder(lists.flat());
}

async function filesUnder(entry: FileSystemEntry): Promise<GivenFile[]> {
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject));
    return [{ path: entry.fullPath.replace(/^\//, ""), load: () => Promise.resolve(file) }];
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const found: GivenFile[] = [];
  for (;;) {
    // A folder is told in portions; an empty one ends it.
    const portion = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (portion.length === 0) return found;
    for (const inner of portion) found.push(...(await filesUnder(inner)));
  }
}

const inOrder = (files: readonly GivenFile[]): GivenFile[] => sortedBy(files.filter(isMeasurable), ({ path }) => path, "ascending");

/** A file that was named by itself is always tried; out of a folder, hidden files and unknown kinds are left. */
export function isMeasurable({ path }: Pick<GivenFile, "path">): boolean {
  if (!path.includes("/")) return true;
  const name = path.split("/").at(-1)!;
  return !name.startsWith(".") && endings.some((ending) => name.toLowerCase().endsWith(ending));
}
