import type { EngineApi } from "./protocol";
import { connect, startWorker } from "./workers";

/** An engine in a thread of its own. `dispose` ends the thread; calls in flight are rejected. */
export const connectWorkerEngine = (): EngineApi & { dispose(): void } => connect<EngineApi>(startWorker("engine"));
