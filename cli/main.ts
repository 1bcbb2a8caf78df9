import { toRecord, WorkbenchError } from "../src/core/errors";
import { readArguments } from "./arguments";
import type { Io } from "./command";
import { commands } from "./commands/index";
import { explain } from "./commands/help";
import { terminal } from "./io";
import { endKernelThreads } from "./kernel-threads";

/** Exit codes of the contract: done, a fault of ours or a result that should have been another, bad input. */
const done = 0;
const fault = 1;
const badInput = 2;

/** Carries out one command line and returns the exit code. Nothing is thrown: errors become one line on standard error. */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  try {
    const [word = "help", ...rest] = argv;
    const command = commands.get(word === "--help" || word === "-h" ? "help" : word);
    const args = readArguments(
      command,
      rest.map((token) => (token === "-h" ? "--help" : token)),
    );
    const output = args.flag("help") ? explain(command) : await command.run(args, io);
    if (output !== null) io.out(`${args.flag("json") ? JSON.stringify(output.json, null, 2) : output.text()}\n`);
    if (output?.failure !== undefined) {
      tell(io, output.failure);
      return fault;
    }
    if (output?.problem === undefined) return done;
    tell(io, output.problem);
    return badInput;
  } catch (error) {
    const { code, message } = toRecord(error);
    tell(io, code === "internal" ? `internal fault: ${message}${error instanceof WorkbenchError ? "" : placeOf(error)}` : message);
    return code === "internal" ? fault : badInput;
  }
}

/** One line on standard error. */
const tell = (io: Io, words: string): void => io.err(`mfn: ${words.replace(/\s*\n\s*/g, " ")}\n`);

/** Runs the command line of this process. */
export async function start(): Promise<void> {
  // A reader that has had enough (`mfn … | head`) is no fault.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? done : fault));
  process.exitCode = await main(process.argv.slice(2), terminal());
  await endKernelThreads();
}

/** The first line of the stack, for a report. */
function placeOf(error: unknown): string {
  const line = error instanceof Error ? error.stack?.split("\n")[1]?.trim() : undefined;
  return line ? ` (${line})` : "";
}
