import type { EngineApi } from "../engine/protocol";
import { connectCells } from "./connect-cells";
import { startFrameThread } from "./frame-thread";
import { createKernel, type CellReport, type Kernel } from "./kernel";
import { pageServices } from "./page-services";
import type { PointThreads } from "./points-loan";

export interface PageKernelOptions {
  engine: EngineApi;
  /** Threads for runs of sweeps, which end when cells are stopped. */
  startPoints(): PointThreads;
  report(news: CellReport): void;
  mayLoad(host: string): Promise<boolean>;
}

/** A kernel whose cells run in a sandboxed frame of this page, with an engine on loan. */
export function startPageKernel({ engine, startPoints, report, mayLoad }: PageKernelOptions): Kernel {
  const appAddress = new URL("./", document.baseURI).href;
  return createKernel((tell) => {
    const { services, end } = pageServices({ engine, startPoints, appAddress, mayLoad, fetch: (address, options) => fetch(address, options) });
    const host = connectCells(startFrameThread(new URL("sandbox.html", appAddress).href), services, tell);
    return {
      run: host.run,
      terminate() {
        host.terminate();
        end();
      },
    };
  }, report);
}
