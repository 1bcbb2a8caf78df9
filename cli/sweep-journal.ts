import { appendFile, readFile, rm, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { WorkbenchError } from "../src/core/errors";
import type { SweepRow } from "../src/core/sweep/rows";
import { hashSweep, type SweepSpec } from "../src/core/sweep/sweep-spec";
import type { SweepJournal } from "../src/jobs/whole-sweep";
import type { Io } from "./command";

/**
 * The rows of a sweep that is under way, one JSON text a line beside the file that they are for: each is on disk when its run ends, and a sweep
 * that was broken off goes on from there. The first line is the sweep itself.
 */
export interface Journal extends SweepJournal {
  /** The rows are in their file: the journal is no longer needed. */
  close(): Promise<void>;
}

/**
 * @throws WorkbenchError `usage` where an unfinished sweep lies there and `resume` is not asked for, or it is of another sweep.
 */
export async function openJournal(io: Io, out: string, sweep: SweepSpec, resume: boolean): Promise<Journal> {
  const name = `${out}.journal`;
  const path = resolve(io.cwd, name);
  const text = await readFile(path, "utf8").catch(() => null);
  const sweepHash = hashSweep(sweep);
  const rows = text === null ? [] : rowsOf(text, name, sweepHash, resume);
  // Written anew: the last line of a journal that was broken off may be torn.
  await written(name, () => writeFile(path, [JSON.stringify({ sweepHash, sweep }), ...rows.map((row) => JSON.stringify(row)), ""].join("\n")));
  return {
    rows,
    append: (row) => written(name, () => appendFile(path, `${JSON.stringify(row)}\n`)),
    close: () => rm(path, { force: true }),
  };
}

function rowsOf(text: string, name: string, sweepHash: string, resume: boolean): SweepRow[] {
  const lines = text.split("\n").flatMap((line) => parsed(line) ?? []);
  const [head, ...rows] = lines as [{ sweepHash?: string } | undefined, ...SweepRow[]];
  if (!resume)
    throw new WorkbenchError("usage", [], `${name} holds ${rows.length} rows of a sweep that was broken off; go on with --resume, or delete it`);
  if (head?.sweepHash !== sweepHash)
    throw new WorkbenchError("usage", [], `${name} is of another sweep; delete it, or give back the file that it was made with`);
  return [...new Map(rows.map((row) => [row.index, row])).values()];
}

function parsed(line: string): object[] | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null ? [value] : null;
  } catch {
    return null;
  }
}

async function written(name: string, write: () => Promise<void>): Promise<void> {
  await write().catch((error: unknown) => {
    throw new WorkbenchError("usage", [], `${name} cannot be written: ${error instanceof Error ? error.message : String(error)}`);
  });
}
