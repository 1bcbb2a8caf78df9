import { simulateMembrane } from "../core/membrane/simulate";
import { readSimulation } from "../core/membrane/simulation-document";
import { simulationReport } from "../core/membrane/simulation-report";
import type { MembraneApi } from "../core/membrane/simulation-thread";

/** Milliseconds between two words on how far a run is. */
const toldEvery = 60;

/** Carries out runs of membranes. @param tell called with the share of a run that is done, now and then. */
export const createMembraneHost = (tell: (share: number) => void): MembraneApi => ({
  async simulate(document) {
    const run = readSimulation(document);
    let told = performance.now();
    const progress = (share: number) => {
      const now = performance.now();
      if (now < told + toldEvery) return;
      told = now;
      tell(share);
    };
    const traces = simulateMembrane({ ...run, progress });
    return { report: simulationReport(run.model, traces), traces };
  },
});
