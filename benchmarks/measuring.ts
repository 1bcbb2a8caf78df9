import { cellCount } from "../src/core/field/grid";
import { uniformAt } from "../src/core/field/philox";
import { measureFrame } from "../src/core/metrics/measure-frame";
import { mfnFeatures } from "../src/core/metrics/mfn-features";
import { referenceFeatures } from "../src/core/metrics/reference-features";
import type { FieldValues } from "../src/core/simulation";
import { createEngineHost } from "../src/engine/host";
import type { Benchmark } from "./benchmark";
import { liveMetricsBesideARun } from "./live-metrics";
import type { Setting } from "./suite";

const live = [512, 512] as const;
/** Steps until spots cover part of the field, and between the frames of a history. */
const [grown, between] = [3000, 10];
const liveFrames = 10;

const historyShape = [100, 128, 128] as const;

/** How long the live metrics take: in milliseconds, less is better. */
export function measuringGroup({ backends }: Setting): Benchmark[] {
  const featuresOf = (name: string, measure: (frames: FieldValues[], history: Float64Array) => unknown): Benchmark => ({
    name,
    unit: "ms",
    start: async () => {
      const history = membrane();
      const cells = historyShape[1] * historyShape[2];
      return {
        round() {
          // new arrays, for what is known of an array is remembered
          const frames = Array.from({ length: historyShape[0] }, (_, t) => history.slice(t * cells, (t + 1) * cells));
          return timed(() => measure(frames, history));
        },
      };
    },
  });
  return [
    {
      name: `live metrics ${live.join("x")} of a history of ${liveFrames} frames`,
      unit: "ms",
      async start() {
        const frames = await spots();
        let next = 0;
        return {
          round() {
            const values = frames[next++ % frames.length]!.slice();
            const history = [...frames.slice(1), values];
            const request = { stream: "", step: next, values, shape: live, spacing: [1, 1], millivoltsPerUnit: null, periodic: true };
            return timed(() => measureFrame(history, request));
          },
        };
      },
    },
    liveMetricsBesideARun,
    featuresOf(`18 features of ${historyShape.join("x")}`, (frames) =>
      mfnFeatures(frames, { shape: historyShape.slice(1), millivoltsPerUnit: 1000, periodic: true }),
    ),
    featuresOf(`18 reference features of ${historyShape.join("x")}`, (_, history) => referenceFeatures(history, historyShape)),
  ];

  async function spots(): Promise<FieldValues[]> {
    const engine = createEngineHost({ backends });
    const { run } = await engine.open({ version: 1, model: "gray-scott", grid: { shape: [...live] } });
    const frames: FieldValues[] = [];
    for (let t = 0; t < liveFrames; t++) {
      const { fields } = await engine.advance(run, t === 0 ? grown : between, ["v"]);
      frames.push(fields["v"]!.slice());
    }
    await engine.close(run);
    return frames;
  }
}

/** Waves of a potential about its thresholds, in volts, with noise. */
function membrane(): Float64Array {
  const [, ny, nx] = historyShape;
  return Float64Array.from({ length: cellCount(historyShape) }, (_, i) => {
    const [t, y, x] = [Math.floor(i / (ny * nx)), Math.floor(i / nx) % ny, i % nx];
    return -0.055 + 0.015 * Math.sin(x / 9 + t / 20) * Math.cos(y / 7) + 0.002 * uniformAt(1, t, y * nx + x, 0);
  });
}

function timed(work: () => unknown): number {
  const began = performance.now();
  work();
  return performance.now() - began;
}
