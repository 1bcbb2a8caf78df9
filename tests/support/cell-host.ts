import type { CellEngine, CellServices } from "../../src/notebook/api/family";
import type { CellHost, StartHost } from "../../src/notebook/cell-host";
import { createCellRuntime } from "../../src/notebook/cell-runtime";
import { createPointsHost } from "../../src/engine/host-points";
import { importText } from "./import-text";

/** Services over an engine, with single runs in this thread and nothing to load. */
export const servicesOf = (engine: CellEngine): CellServices => ({
  open: (spec, wish) => engine.open(spec, wish),
  advance: (run, steps, watched) => engine.advance(run, steps, watched),
  close: (run) => engine.close(run),
  analyse: (spec) => engine.analyse(spec),
  samplePoint: (request) => createPointsHost().samplePoint(request),
  endPoints: async () => undefined,
  load: (address) => Promise.reject(new Error(`nothing to load at ${address}`)),
});

/** Cells run in this thread. `terminate` cannot interrupt them; whoever waits is released by the kernel. */
export function cellHostHere(services: CellServices, tell: Parameters<StartHost>[0]): CellHost {
  let ended = false;
  const runtime = createCellRuntime({ services, load: importText, tell: (news) => !ended && tell(news) });
  let fail: (error: Error) => void = () => undefined;
  const end = new Promise<never>((_, reject) => (fail = reject));
  end.catch(() => undefined);
  return {
    run: (request) => Promise.race([runtime.run(request), end]),
    terminate() {
      ended = true;
      fail(new Error("it was ended"));
    },
  };
}

/** For cells that run nothing. */
export const noEngine: CellServices = servicesOf({
  open: () => Promise.reject(new Error("no engine here")),
  advance: () => Promise.reject(new Error("no engine here")),
  close: () => Promise.resolve(),
  analyse: () => Promise.reject(new Error("no engine here")),
});
