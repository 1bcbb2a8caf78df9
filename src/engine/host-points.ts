import { initialFields } from "../core/initial";
import { fingerprintOf } from "../core/search/fingerprint";
import type { PointsApi } from "../core/sweep/point";
import { runPoint } from "../core/sweep/run-point";
import { tileOf } from "../core/sweep/tile";
import { Backends } from "./backends/index";
import { hasSimd } from "./backends/wasm/ability";

/** Longest side of the small copy of a picture, in cells. */
const pictureSide = 96;

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
    async describePicture({ shape, values }) {
      return { fingerprint: fingerprintOf({ shape, values }, false), tile: tileOf(values, shape, null, pictureSide) };
    },
  };
}
