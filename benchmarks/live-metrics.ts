import { startEngineThread } from "../cli/kernel-threads";
import { endpointOf } from "../workers/thread-endpoint";
import { WorkbenchError } from "../src/core/errors";
import type { EngineApi } from "../src/engine/protocol";
import { connect } from "../src/engine/thread-calls";
import { createMeasurer } from "../src/state/measurer";
import type { Benchmark } from "./benchmark";

const shape = [512, 512] as const;
/** Steps until spots cover part of the field. */
const grown = 3000;
/** Steps between two frames of the run: about what a display of 60 frames a second leaves time for. */
const stepsPerFrame = 32;
/** Refreshes are counted for so long, in milliseconds, once so many have been: a display runs on for minutes. */
const counted = 3000;
const warmUp = 30;

function startEngine(): EngineApi & { dispose(): void } {
  const thread = startEngineThread();
  if (!thread) throw new WorkbenchError("usage", [], "the threads of this benchmark are not built: npm run build:node");
  return connect<EngineApi>(endpointOf(thread) as unknown as Parameters<typeof connect>[0]);
}

/**
 * The default set of metrics beside a run: a thread runs without pause on one thread of its own, another measures, and a third hands on frames
 * and answers with the page's own pacing. The figure is the time from one refresh to the next; ten a second are 100 ms.
 */
export const liveMetricsBesideARun: Benchmark = {
  name: `live metrics ${shape.join("x")} beside a run on one thread, from one refresh to the next`,
  unit: "ms",
  async start() {
    const [engine, analyst] = [startEngine(), startEngine()];
    const { run, spec } = await engine.open({ version: 1, model: "gray-scott", grid: { shape: [...shape] } }, { backend: "wasm", threads: 1 });
    await engine.advance(run, grown, ["v"]);
    let refreshes = 0;
    let problem: unknown = null;
    const state = { spec, field: "v", measureProblem: null, recordMeasurement: () => void refreshes++ };
    const measurer = createMeasurer({ analyst }, () => state, ({ measureProblem }) => void (problem = measureProblem)); // prettier-ignore
    const runWhile = async (goesOn: () => boolean) => {
      while (goesOn()) measurer.offer(await engine.advance(run, stepsPerFrame, ["v"]));
    };
    await runWhile(() => refreshes < warmUp && !problem);
    return {
      async round() {
        refreshes = 0;
        await runWhile(() => refreshes === 0 && !problem);
        refreshes = 0;
        const began = performance.now();
        await runWhile(() => performance.now() - began < counted);
        if (problem || refreshes === 0) throw new WorkbenchError("internal", [], `nothing was measured: ${JSON.stringify(problem)}`);
        return (performance.now() - began) / refreshes;
      },
      end() {
        engine.dispose();
        analyst.dispose();
      },
    };
  },
};
