import { existsSync } from "node:fs";
import { Worker } from "node:worker_threads";
import type { Thread } from "../src/engine/backends/threads/team";

/** The built `workers/kernel.node.ts`; it lies beside the built program, and beside nothing else. */
const builtScript = new URL("./kernel.mjs", import.meta.url);

const workers = new Set<Worker>();

/** How a thread is started; undefined where its script is not built, as when the program runs from its source. */
export const threadStarter = (): (() => Thread) | undefined => (existsSync(builtScript) ? () => startKernelThread() : undefined);

/** A thread for a kernel in Node. */
export function startKernelThread(script = builtScript): Thread {
  const worker = new Worker(script);
  workers.add(worker);
  worker.on("exit", () => workers.delete(worker));
  let unanswered = 1;
  return {
    post: (message) => {
      // A thread at rest does not keep the process alive; one that works does.
      if (message.kind === "open" || message.kind === "advance") if (unanswered++ === 0) worker.ref();
      worker.postMessage(message);
    },
    onMessage: (handler) =>
      worker.on("message", (message) => {
        if (--unanswered === 0) worker.unref();
        handler(message);
      }),
    onFailure: (handler) => worker.on("error", (error) => handler(error.message)),
  };
}

/** The built `workers/engine.node.ts`. */
const engineScript = new URL("./engine.mjs", import.meta.url);

/** A whole engine in a thread of Node, as the page has it in a worker; null where its script is not built. */
export const startEngineThread = (script = engineScript): Worker | null => (existsSync(script) ? new Worker(script) : null);

/** The built `server/engine.node.ts`. */
const serverEngineScript = new URL("./server-engine.mjs", import.meta.url);

/** An engine of the server in a thread of Node, with threads of its own for its kernels; null where its script is not built. */
export const startServerEngineThread = (): Worker | null => (existsSync(serverEngineScript) ? new Worker(serverEngineScript) : null);

/** The built `workers/points.node.ts`. */
const pointsScript = new URL("./points.mjs", import.meta.url);

/** A thread of Node that carries out single runs; null where its script is not built. */
export const startPointsThread = (): Worker | null => (existsSync(pointsScript) ? new Worker(pointsScript) : null);

/** The built `workers/conclude.node.ts`. */
const concludeScript = new URL("./conclude.mjs", import.meta.url);

/** A thread of Node that measures and packs a run that has ended; null where its script is not built. */
export const startConcludeThread = (): Worker | null => (existsSync(concludeScript) ? new Worker(concludeScript) : null);

/** The built `workers/cell.node.ts`. */
const cellScript = new URL("./cell.mjs", import.meta.url);

/** A thread of Node in which cells of a notebook run; null where its script is not built. */
export const startCellThread = (script = cellScript): Worker | null =>
  script.protocol === "data:" || existsSync(script) ? new Worker(script) : null;

/** Ends every thread, also one that waits at a barrier for a run that broke off. */
export async function endKernelThreads(): Promise<void> {
  await Promise.all([...workers].map((worker) => worker.terminate()));
}
