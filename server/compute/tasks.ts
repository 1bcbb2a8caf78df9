import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { terminal } from "../../cli/io";
import { aggregate } from "../reference/aggregate";
import type { AggregateRequest, SimulateRequest, ValidateRequest } from "../reference/schemas";
import { simulate } from "../reference/simulate";
import { validate } from "../reference/validate";
import { aggregateBy, type AggregateByRequest } from "./aggregate-by";
import { argumentsOf } from "./call-options";
import { commands, type CommandName } from "./commands";

/** A command of `mfn` with what it reads. */
export interface CommandCall {
  command: CommandName;
  /** Words before the file. */
  words?: readonly string[];
  options: Readonly<Record<string, string | boolean | readonly string[] | undefined>>;
  /** A file of the request, under a name of our making. */
  file?: { name: string; bytes: Uint8Array };
}

/** Values of a file of a request: 5792 × 5792. A few bytes can claim more memory than the server has. */
const mostValues = 2 ** 25;

/** Carries a command out in a folder of its own, which is removed with all that is in it. */
async function command({ command: name, words = [], options, file }: CommandCall): Promise<unknown> {
  const folder = await mkdtemp(join(tmpdir(), "mfn-call-"));
  try {
    if (file) await writeFile(join(folder, file.name), file.bytes);
    const warnings: string[] = [];
    const io = {
      ...terminal(),
      cwd: folder,
      env: {},
      interactive: false,
      mostValues,
      out: () => undefined,
      err: (line: string) => void warnings.push(line.replace(/^mfn: warning: /, "").trimEnd()),
      readStdin: async () => "",
    };
    const output = await commands[name].run(argumentsOf([...words, ...(file ? [file.name] : [])], options), io);
    return { result: output?.json ?? null, warnings };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Everything that a request may have computed, by name. */
export const tasks = {
  command,
  simulate: async (request: SimulateRequest) => simulate(request),
  validate: async (request: ValidateRequest) => validate(request),
  aggregate: async (request: AggregateRequest) => aggregate(request),
  aggregateBy: async (request: AggregateByRequest) => aggregateBy(request),
};
export type Tasks = typeof tasks;
