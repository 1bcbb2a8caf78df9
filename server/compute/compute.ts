import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { WorkbenchError, type ErrorRecord } from "../../src/core/errors";
import { tookTooLong } from "./broken-off";
import { FairTurns } from "./fair-turns";
import type { Tasks } from "./tasks";

/** Who waits for a computation. */
export interface Asking {
  /** Whose turn it uses. */
  owner: string;
  /** Breaks it off, as when whoever asked has gone. */
  gone: AbortSignal;
}

/** What one request waits for, computed beside the event loop so that nobody else waits too. */
export interface Compute {
  /** @throws WorkbenchError as the task does; `server/refused` where too many wait already (429) or it computes for too long (503). */
  run<Name extends keyof Tasks>(name: Name, input: Parameters<Tasks[Name]>[0], asking: Asking): Promise<Awaited<ReturnType<Tasks[Name]>>>;
  close(): Promise<void>;
}

/** The built `compute.node.ts`; it lies beside the built program, and beside nothing else. */
const builtScript = new URL("./compute.mjs", import.meta.url);

/** Calls that wait for a thread at most. */
const mostWaiting = { all: 256, one: 64 };
/** Megabytes of objects that one thread may hold. */
const threadMegabytes = 1024;

export interface ComputeOptions {
  /** Read at each call: the setting is hot. */
  readonly callSeconds: number;
}

/** On threads where they are built; from source, as tests run, in this process. */
export const startCompute = (options: ComputeOptions): Promise<Compute> =>
  existsSync(builtScript) ? onThreads(options) : Promise.resolve(inProcess());

async function onThreads(options: ComputeOptions): Promise<Compute> {
  const { Piscina } = await import("piscina");
  const threads = Math.max(1, availableParallelism());
  const turns = new FairTurns(threads, mostWaiting);
  const pool = new Piscina({
    filename: builtScript.href,
    name: "carryOut",
    minThreads: 1,
    maxThreads: threads,
    idleTimeout: 60_000,
    resourceLimits: { maxOldGenerationSizeMb: threadMegabytes },
  });
  return {
    async run(name, input, { owner, gone }) {
      const passOn = await turns.take(owner, gone);
      try {
        // From here on: what has waited has taken nothing yet.
        const seconds = options.callSeconds;
        const timeout = AbortSignal.timeout(1000 * seconds);
        const answer = await pool.run({ name, input }, { signal: AbortSignal.any([gone, timeout]) }).catch((error: unknown) => {
          throw endedBy(error, timeout.aborted ? seconds : null);
        });
        const given = answer as { value: never } | { error: ErrorRecord };
        if ("error" in given) throw WorkbenchError.fromJSON(given.error);
        return given.value;
      } finally {
        passOn();
      }
    },
    close: () => pool.destroy(),
  };
}

function endedBy(error: unknown, seconds: number | null): unknown {
  const { name, code, message } = error as NodeJS.ErrnoException;
  if (seconds !== null) return tookTooLong(seconds);
  if (name === "AbortError") return new WorkbenchError("run/cancelled", [], "the computation was broken off");
  if (code === "ERR_WORKER_OUT_OF_MEMORY" || /terminated/i.test(message))
    return new WorkbenchError("server/refused", [], "this needs more memory than one request may take; ask for less, or submit it as a job");
  return error;
}

function inProcess(): Compute {
  return {
    async run(name, input) {
      const { tasks } = await import("./tasks");
      return (tasks[name] as (given: unknown) => Promise<never>)(input);
    },
    close: async () => undefined,
  };
}
