import type { PointsApi } from "../core/sweep/point";
import type { EngineApi } from "../engine/protocol";
import { connectCells } from "./connect-cells";
import { startFrameThread } from "./frame-thread";
import { createKernel, type CellReport, type Kernel } from "./kernel";
import { pageServices } from "./page-services";

export interface PageKernelOptions {
  engine: EngineApi;
  samplePoint: PointsApi["samplePoint"];
  report(news: CellReport): void;
  mayLoad(host: string): Promise<boolean>;
}

/** A kernel whose cells run in a sandboxed frame of this page, with an engine on loan. */
export function startPageKernel({ engine, samplePoint, report, mayLoad }: PageKernelOptions): Kernel {
  const appAddress = new URL("./", document.baseURI).href;
  return createKernel((tell) => {
    const { services, end } = pageServices({ engine, samplePoint, appAddress, mayLoad, fetch: (address, options) => fetch(address, options) });
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
