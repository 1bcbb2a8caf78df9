import { availableParallelism } from "node:os";
import type { PointsApi } from "../src/core/sweep/point";
import { createPointsHost } from "../src/engine/host-points";
import type { PoolOptions, PoolThread } from "../src/engine/pool";
import { connect } from "../src/engine/thread-calls";
import { endpointOf } from "../workers/thread-endpoint";
import { startPointsThread } from "./kernel-threads";

/** One thread a core, or as many as are asked for; this one where threads are not built, as when the program runs from its source. */
export function pointsThreads(wanted: number | null): PoolOptions<PointsApi> {
  const size = wanted ?? availableParallelism();
  return { size, start: startOne };
}

function startOne(): PoolThread<PointsApi> {
  const worker = startPointsThread();
  if (worker) return connect<PointsApi>(endpointOf(worker) as unknown as Parameters<typeof connect>[0]);
  return { ...createPointsHost(), dispose: () => undefined };
}
