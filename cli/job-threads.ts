import { availableParallelism } from "node:os";
import { computeHere, type Computing } from "../server/jobs/computing";
import { createPool } from "../src/engine/pool";
import type { EngineApi } from "../src/engine/protocol";
import type { RunConclusion, RunEnd } from "../src/jobs/conclude-run";
import { connect } from "../src/engine/thread-calls";
import { endpointOf } from "../workers/thread-endpoint";
import { startConcludeThread, startEngineThread } from "./kernel-threads";
import { pointsThreads } from "./sweep-threads";

/**
 * Threads for jobs: one for a run, several for a sweep; this thread where they are not built, as when the program runs from its source.
 * @param threads of one sweep; one for each core but one unless given, which is left to whoever answers requests.
 */
export function jobThreads(threads = Math.max(1, availableParallelism() - 1)): Computing {
  return {
    startEngine() {
      const thread = startEngineThread();
      return thread ? connect<EngineApi>(endpointOf(thread) as unknown as Parameters<typeof connect>[0]) : computeHere().startEngine();
    },
    async concludeRun(end, signal) {
      signal.throwIfAborted();
      const thread = startConcludeThread();
      if (!thread) return computeHere().concludeRun(end, signal);
      const { concludeRun, dispose } = connect<Pick<Computing, "concludeRun">>(endpointOf(thread) as unknown as Parameters<typeof connect>[0]);
      signal.addEventListener("abort", dispose);
      // A signal does not cross to a thread: ending the thread is what it stands for.
      return (concludeRun as (end: RunEnd) => Promise<RunConclusion>)(end).finally(() => {
        signal.removeEventListener("abort", dispose);
        dispose();
      });
    },
    startPoints() {
      const { size, start } = pointsThreads(threads);
      const pool = createPool({ size, start });
      return { size, samplePoint: (request) => pool.run((thread) => thread.samplePoint(request)), dispose: () => pool.dispose() };
    },
  };
}
