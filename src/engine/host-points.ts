import { initialFields } from "../core/initial";
import type { PointsApi } from "../core/sweep/point";
import { runPoint } from "../core/sweep/run-point";
import { Backends } from "./backends/index";
import { hasSimd } from "./backends/wasm/ability";

/**
 * The answering side of a thread that carries out single runs, one at a time on one core: many of them use a machine better than one run on
 * many threads. Its back ends agree to the bit, so that a row does not tell where it was computed.
 */
export function createPointsHost(backends = new Backends({ threads: 1 })): PointsApi {
  const backend = hasSimd() ? "wasm" : "plain";
  return {
    async samplePoint(request) {
      const began = performance.now();
      const result = await runPoint(request, async ({ spec, model }, arrays) => {
        if (model.kind === "stepped") return model.start(spec);
        return (await backends.start(model, spec, initialFields(model, spec, arrays), arrays, { backend, threads: 1 })).simulation;
      });
      return { ...result, seconds: (performance.now() - began) / 1000 };
    },
  };
}
