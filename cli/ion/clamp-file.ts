import { basename, relative, resolve } from "node:path";
import { readCsvTable } from "../../src/connectors/csv-file";
import { WorkbenchError } from "../../src/core/errors";
import type { Io } from "../command";
import { readBytes } from "../files";

/**
 * A simulation file whose clamp names a CSV of times and values, `{"kind": "current", "file": "command.csv"}`, with the samples in its place. The
 * path starts from the folder of the simulation file.
 * @throws WorkbenchError `data/…` that names the file.
 */
export async function withClampFile(io: Io, document: unknown, folder: string): Promise<unknown> {
  const clamp = (document as { clamp?: Record<string, unknown> } | null)?.clamp;
  const file = clamp?.["file"];
  if (typeof file !== "string") return document;
  const bytes = await readBytes(io, relative(io.cwd, resolve(folder, file)) || ".");
  const { columns } = readCsvTable(basename(file), bytes);
  const [times, values] = columns;
  if (!times || !values)
    throw new WorkbenchError("data/empty", ["clamp", "file"], `expected two columns of numbers in ${file}, times and values, got ${columns.length}`);
  const { file: _file, ...rest } = clamp!;
  return { ...(document as object), clamp: { ...rest, times: [...times.values], values: [...values.values] } };
}
