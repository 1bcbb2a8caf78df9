import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { WorkbenchError } from "../../src/core/errors";

const name = "in-use";

/**
 * Keeps a data folder to one process: the embedded database breaks when two write to it. What a process left that was killed does not count. Resolves with what
 * lets go of it.
 * @throws WorkbenchError `data/unreadable` that names the process which has it.
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, name);
  const own = await identity(process.pid);
  const take = () => writeFile(path, own, { flag: "wx", mode: 0o600 });
  try {
    await take();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    const holder = await readFile(path, "utf8").catch(() => "");
    const pid = Number(holder.split(" ", 1)[0]);
    if (Number.isInteger(pid) && pid > 0 && (await identity(pid)) === holder)
      throw new WorkbenchError(
        "data/unreadable",
        [],
        `the data folder ${folder} is in use by process ${pid}; ask that server, end it, or set MFN_DATA_DIR to another folder`,
      );
    await rm(path, { force: true });
    await take();
  }
  return () => rm(path, { force: true });
}

/** A process by its number and, where the system tells it, the moment it started: numbers come again. Only its number where it is gone. */
async function identity(pid: number): Promise<string> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => null);
  // proc(5): the 22nd field; the 2nd may hold spaces and parentheses.
  if (stat !== null) return `${pid} ${stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19]}`;
  return alive(pid) ? `${pid} running` : `${pid}`;
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
