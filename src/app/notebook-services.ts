import type { PointsApi } from "../core/sweep/point";
import { connectPointsWorker, connectWorkerEngine } from "../engine/client";
import { createPool } from "../engine/pool";
import type { EngineApi } from "../engine/protocol";
import { lateNotebooks } from "../notebook/notebook-store";
import { createRunGuard } from "../notebook/run-guard";
import type { KeyValueStorage, Services } from "../state/services";

/** What notebooks need of the page; all of it that is large is loaded with the first run. */
export function notebookServices(
  storage: KeyValueStorage,
): Pick<Services, "loadNotebooks" | "ownNotebooks" | "startKernel" | "runGuard" | "pageAddress"> {
  // Notebooks have threads of their own, so that cells never hold up the Lab; they start with the first of them.
  let engine: EngineApi | undefined;
  const size = Math.max(1, (navigator.hardwareConcurrency || 2) - 1);
  const startPoints = () => createPool<PointsApi>({ size, start: connectPointsWorker });

  const runGuard = createRunGuard(storage, navigator.locks ?? null);
  window.addEventListener("pagehide", () => runGuard.ended());
  return {
    loadNotebooks: async () => (await import("../../notebooks/index")).notebooks,
    ownNotebooks: lateNotebooks(async () => (await import("../library/dexie-notebooks")).createDexieNotebooks()),
    async startKernel(report, mayLoad) {
      const { startPageKernel } = await import("../notebook/page-kernel");
      return startPageKernel({ engine: (engine ??= connectWorkerEngine()), startPoints, report, mayLoad });
    },
    runGuard,
    pageAddress: `${location.origin}${location.pathname}`,
  };
}
