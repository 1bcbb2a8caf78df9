import type { EngineApi } from "../engine/protocol";
import { startCellWorker } from "./cell-worker-host";
import { createKernel, type CellReport, type Kernel } from "./kernel";

/** A kernel whose cells run in a worker, with an engine on loan. */
export const startWorkerKernel = (engine: EngineApi, report: (news: CellReport) => void): Kernel =>
  createKernel((print) => startCellWorker(engine, print), report);
