import { randomUUID } from "node:crypto";
import { constants } from "node:fs";
import { copyFile, mkdir, open, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { WorkbenchError } from "../../src/core/errors";
import { identity, pidNamespace } from "./processes";

const name = "in-use";

/** What the file holds. Whoever holds the folder writes it anew with each beat, so that others see by its time that they live. */
const holderSchema = z.object({
  id: z.string(),
  /** Where its process can be seen: processes of another container, or of before a restart of the machine, have numbers of their own. */
  place: z.string(),
  /** As `identity` tells it. */
  process: z.string(),
  host: z.string(),
  since: z.string(),
});
type Holder = z.output<typeof holderSchema>;

export interface LockOptions {
  /** Told, once, when somebody took the folder away while it was held here: nothing may be written from then on. */
  lost?: (error: WorkbenchError) => void;
  /** Told, once, when it has to be waited for, and how long at most. */
  waits?: (words: string) => void;
  /** Milliseconds from one sign of life to the next. Three that are missed are death. */
  beat?: number;
}

/**
 * Keeps a data folder to one process: the embedded database breaks when two write to it. What a process left that was killed does not count: here that shows at
 * once, on another machine or in another container by three beats without a sign of life, which are waited for. Resolves with what lets go of the folder.
 * @throws WorkbenchError `data/unreadable` that names the process which has it.
 */
export async function lockFolder(
  folder: string,
  { lost = () => undefined, waits = () => undefined, beat = 10_000 }: LockOptions = {},
): Promise<() => Promise<void>> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, name);
  const own: Holder = {
    id: randomUUID(),
    place: await pidNamespace(),
    process: await identity(process.pid),
    host: hostname(),
    since: new Date().toISOString(),
  };
  const text = JSON.stringify(own);
  while (!(await took(path, text))) {
    const found = await readFile(path, "utf8").catch(() => null);
    if (found === null) continue;
    const holder = holderIn(found, own);
    if (await lives(path, found, holder, own, beat, waits)) throw inUse(folder, holder, own);
    await takeAway(path, found, own.id);
  }
  let released = false;
  const timer = setInterval(() => {
    void sign(path, text).then((held) => {
      if (held || released) return;
      released = true;
      clearInterval(timer);
      lost(
        new WorkbenchError(
          "data/unreadable",
          [],
          `another server has taken the data folder ${folder}; nothing is written to it from here any more. ${advice}`,
        ),
      );
    });
  }, beat).unref();
  return async () => {
    released = true;
    clearInterval(timer);
    if (await holds(path, text)) await rm(path, { force: true });
  };
}

async function took(path: string, text: string): Promise<boolean> {
  try {
    await writeFile(path, text, { flag: "wx", mode: 0o600 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

function holderIn(text: string, { place, host }: Holder): Holder | null {
  // As servers wrote it before: their process alone, of this machine.
  if (/^\d+( \w+)?$/.test(text)) return { id: "", place, process: text, host, since: "" };
  try {
    return holderSchema.parse(JSON.parse(text));
  } catch {
    // Half written: by somebody who is at it, or was killed as they were.
    return null;
  }
}

async function lives(
  path: string,
  found: string,
  holder: Holder | null,
  { id, place }: Holder,
  beat: number,
  waits: (words: string) => void,
): Promise<boolean> {
  if (holder?.place === place) {
    const now = await identity(Number(holder.process.split(" ", 1)[0]));
    if (now !== holder.process) return false;
    // Where a system does not tell when a process began, its number may be somebody else's by now.
    if (!now.endsWith("running")) return true;
  }
  const changed = async () => (await stat(path).catch(() => null))?.mtimeMs ?? null;
  const first = await changed();
  const age = (await timeAt(`${path}.${id}`)) - (first ?? 0);
  const deadline = performance.now() + 3 * beat - Math.max(0, age);
  const seconds = Math.ceil((deadline - performance.now()) / 1000);
  if (seconds > 0)
    waits(
      `the data folder was held by a server${holder === null ? "" : ` on host ${holder.host}`}; up to ${seconds} s are waited for a sign of its life`,
    );
  while (performance.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, beat / 10));
    if ((await changed()) !== first) return holds(path, found);
  }
  return false;
}

/** What the clock of the file system says, which may be another machine's, in milliseconds. */
async function timeAt(path: string): Promise<number> {
  try {
    await writeFile(path, "");
    return (await stat(path)).mtimeMs;
  } finally {
    await rm(path, { force: true });
  }
}

const holds = async (path: string, text: string): Promise<boolean> => (await readFile(path, "utf8").catch(() => null)) === text;

/** Removes what the dead have left; of several who are at it, one does. */
async function takeAway(path: string, found: string, id: string): Promise<void> {
  if (!(await holds(path, found))) return;
  const aside = `${path}.${id}`;
  try {
    await rename(path, aside);
  } catch {
    return;
  }
  // Somebody was quicker, and this was theirs already.
  if (!(await holds(aside, found))) await copyFile(aside, path, constants.COPYFILE_EXCL).catch(() => undefined);
  await rm(aside, { force: true });
}

/** Gives a sign of life. False when the folder is not one's own any more. */
async function sign(path: string, text: string): Promise<boolean> {
  try {
    // One file from reading to writing, even if it is taken away between them.
    const file = await open(path, "r+");
    try {
      if ((await file.readFile("utf8")) !== text) return false;
      await file.write(text, 0);
      return true;
    } finally {
      await file.close();
    }
  } catch (error) {
    // A disk that fails for a while is no loss: whoever comes meanwhile shows at the next beat.
    return (error as NodeJS.ErrnoException).code !== "ENOENT";
  }
}

const advice =
  "Of several servers each needs a folder of its own in MFN_DATA_DIR; those that are to share accounts and jobs share a PostgreSQL (MFN_DATABASE_URL)";

function inUse(folder: string, holder: Holder | null, { place }: Holder): WorkbenchError {
  const pid = holder?.process.split(" ", 1)[0];
  const words =
    holder?.place === place
      ? `is in use by process ${pid}; ask that server, end it, or set MFN_DATA_DIR to another folder`
      : holder
        ? `is in use by a server in another container or on another machine (host ${holder.host}, process ${pid} there, since ${holder.since}); end that one first. ${advice}`
        : `is in use by another server; end that one first. ${advice}`;
  return new WorkbenchError("data/unreadable", [], `the data folder ${folder} ${words}`);
}
