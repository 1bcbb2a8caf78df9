import type { ExperimentApi } from "../core/define/experiment";
import type { MembraneApi } from "../core/membrane/simulation-thread";
import type { PointsApi } from "../core/sweep/point";
import type { EngineApi } from "./protocol";
import { connect } from "./thread-calls";
import { startWorker } from "./workers";

/** An engine in a thread of its own. `dispose` ends the thread; calls in flight are rejected. */
export const connectWorkerEngine = (): EngineApi & { dispose(): void } => connect<EngineApi>(startWorker("engine"));

/** A thread that carries out single runs of sweeps and searches. */
export const connectPointsWorker = (): PointsApi & { dispose(): void } => connect<PointsApi>(startWorker("points"));

/** A thread that runs the experiments of the learning room. */
export const connectLearningWorker = (): ExperimentApi & { dispose(): void } => connect<ExperimentApi>(startWorker("learning"));

/** A thread that runs membranes in time. @param onProgress told the share of a run that is done, now and then. */
export function connectMembraneWorker(onProgress: (share: number) => void): MembraneApi & { dispose(): void } {
  const worker = startWorker("membrane");
  worker.addEventListener("message", ({ data }: MessageEvent<{ share?: unknown } | null>) => {
    if (typeof data?.share === "number") onProgress(data.share);
  });
  return connect<MembraneApi>(worker);
}

/** The thread that reads files; `T` is what it offers, which this side of the house may not import. */
export const connectImportWorker = <T extends object>(): T & { dispose(): void } => connect<T>(startWorker("import"));
