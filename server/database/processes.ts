import { readFile, readlink } from "node:fs/promises";
import { hostname } from "node:os";

/**
 * A process by its number and, where the system tells it, the moment it started: numbers come again. "running" stands for the moment where the system keeps
 * it to itself; only the number is left of a process that is gone.
 */
export async function identity(pid: number): Promise<string> {
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

/** Whose numbers of processes mean the same: those of one machine, since it started, outside containers or within the same one. */
export async function pidNamespace(): Promise<string> {
  const boot = await readFile("/proc/sys/kernel/random/boot_id", "utf8").catch(() => "");
  const namespace = await readlink("/proc/self/ns/pid").catch(() => "");
  return [hostname(), boot.trim(), namespace].join(" ");
}
