import type { SimulationReport } from "./simulation-report";
import type { MembraneTraces } from "./simulate";

/** What a run came to: what is told of it, and its samples. */
export interface SimulationAnswer {
  report: SimulationReport;
  traces: MembraneTraces;
}

/** Runs of membranes in another thread, one at a time. */
export interface MembraneApi {
  /**
   * Carries out the document of `mfn ion simulate`.
   * @throws WorkbenchError with the path of what is wrong.
   */
  simulate(document: unknown): Promise<SimulationAnswer>;
}
