import type { PointsApi } from "../core/sweep/point";

/** Threads that carry out single runs, each at one at a time. */
export interface PointThreads {
  run<T>(work: (thread: Pick<PointsApi, "samplePoint">) => Promise<T>): Promise<T>;
  dispose(): void;
}

/** Threads lent to cells for their sweeps: started with the first run, ended for good with those that are no longer wanted. */
export function lendPoints(start: () => PointThreads): Pick<PointsApi, "samplePoint"> & { end(): void } {
  let threads: PointThreads | null = null;
  return {
    samplePoint: (request) => (threads ??= start()).run((thread) => thread.samplePoint(request)),
    end() {
      threads?.dispose();
      threads = null;
    },
  };
}
