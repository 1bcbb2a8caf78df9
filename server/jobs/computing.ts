import type { PointsApi } from "../../src/core/sweep/point";
import { createEngineHost } from "../../src/engine/host";
import { createPointsHost } from "../../src/engine/host-points";
import type { EngineApi } from "../../src/engine/protocol";
import { concludeRun, type RunConclusion, type RunEnd } from "../../src/jobs/conclude-run";

/** What jobs are computed with. Each gets its own, so that ending one job ends its threads and nobody else's. */
export interface Computing {
  /** An engine for one run. */
  startEngine(): EngineApi & { dispose(): void };
  /** Threads for the runs of one sweep. */
  startPoints(): SweepThreads;
  /** Measures and packs a run that has ended, beside the thread that answers others. */
  concludeRun(end: RunEnd, signal: AbortSignal): Promise<RunConclusion>;
}

export interface SweepThreads {
  /** On the next thread that is free. */
  samplePoint: PointsApi["samplePoint"];
  size: number;
  /** Ends them; what is in progress is rejected with `run/cancelled`. */
  dispose(): void;
}

/** All in this thread: where the scripts of threads are not built, as when the program runs from its source. */
export const computeHere = (): Computing => ({
  startEngine: () => ({ ...createEngineHost({ historyBytes: 0 }), dispose: () => undefined }),
  startPoints: () => ({ samplePoint: createPointsHost().samplePoint, size: 1, dispose: () => undefined }),
  concludeRun,
});

/** Computing whose number of threads is asked for whenever some are started, as it may change between jobs. */
export const withThreads = (make: (threads: number | undefined) => Computing, threads: () => number | undefined): Computing => ({
  startEngine: () => make(threads()).startEngine(),
  startPoints: () => make(threads()).startPoints(),
  concludeRun: (end, signal) => make(threads()).concludeRun(end, signal),
});
