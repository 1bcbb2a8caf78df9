import type { CellServices } from "../src/notebook/api/family";
import type { StartHost } from "../src/notebook/cell-host";
import { createCellRuntime, type CellModule } from "../src/notebook/cell-runtime";
import { connectCells } from "../src/notebook/connect-cells";
import { startCellThread } from "./kernel-threads";

/**
 * Cells run in a thread of Node; in this one where the thread's script is not built, as when the program runs from its source.
 * @param script of the thread; the built one when left out.
 */
export const cellThread =
  (services: CellServices, script?: URL): StartHost =>
  (tell) => {
    const worker = startCellThread(script);
    if (!worker) return here(services, tell);
    const broken = new Promise<string>((resolve) => {
      worker.on("error", (error) => resolve(error instanceof Error ? error.message : String(error)));
      worker.on("exit", () => resolve("its thread ended"));
    });
    const port = {
      postMessage: (message: unknown, transfer: ArrayBuffer[] = []) => worker.postMessage(message, transfer),
      onMessage: (handler: (message: unknown) => void) => void worker.on("message", handler),
      close: () => undefined,
    };
    return connectCells({ port, broken, terminate: () => void worker.terminate() }, services, tell);
  };

function here(services: CellServices, tell: Parameters<StartHost>[0]): ReturnType<StartHost> {
  const load = (code: string) => import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(code)}`) as Promise<CellModule>;
  const runtime = createCellRuntime({ services, load, tell });
  return { run: (request) => runtime.run(request), terminate: () => undefined };
}
