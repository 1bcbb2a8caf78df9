import { completeValues } from "../core/define/params";
import type { ExperimentApi, ExperimentContext, ExperimentState } from "../core/define/experiment";
import { WorkbenchError } from "../core/errors";
import { experiments } from "../core/learning/experiments/index";

/** Milliseconds of work before an answer: short enough to be watched, long enough not to be busy with answers. */
const momentMs = 120;

/** Runs one experiment at a time; a new one takes the place of that under way. */
export function createLearningHost(context: ExperimentContext): ExperimentApi {
  let running: AsyncGenerator<ExperimentState> | null = null;
  return {
    async start(id, options) {
      const experiment = experiments.get(id);
      running = experiment.run(completeValues(experiment.params, options, ["options"]), context);
    },
    async next() {
      const mine = running;
      if (!mine) throw new WorkbenchError("usage", [], "no experiment was started; start one first");
      const until = performance.now() + momentMs;
      let state: ExperimentState | null = null;
      for (;;) {
        const { value, done } = await mine.next();
        if (value) state = value as ExperimentState;
        if (done) running = null;
        if (state && (done || performance.now() >= until)) return { state, done: done === true };
        if (done) return { state: { share: 1, facts: [], pictures: [] }, done: true };
      }
    },
  };
}
