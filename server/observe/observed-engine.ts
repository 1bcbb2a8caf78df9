import type { EngineApi, FieldFrame, RunId } from "../../src/engine/protocol";
import type { ServerMetrics } from "./metrics";
import { withSpan } from "./trace";

/** An engine whose work is counted, in cells × steps, and traced. */
export function observedEngine<E extends EngineApi>(engine: E, { cellUpdates }: Pick<ServerMetrics, "cellUpdates">): E {
  /** The step that each run stands at, as far as its frames told. */
  const steps = new Map<RunId, number>();
  const seen = (run: RunId, frame: FieldFrame) => {
    steps.set(run, frame.step);
    return frame;
  };
  const stepped = async (run: RunId, name: string, work: () => Promise<FieldFrame>) => {
    const frame = await withSpan(name, { "mfn.steps_before": steps.get(run) ?? 0 }, work);
    const done = frame.step - (steps.get(run) ?? frame.step);
    if (done > 0) cellUpdates.inc({ place: "live" }, done * frame.shape.reduce((cells, extent) => cells * extent, 1));
    return seen(run, frame);
  };
  return {
    ...engine,
    open: async (spec, wish) => {
      const opened = await withSpan("engine open", {}, () => engine.open(spec, wish));
      seen(opened.run, opened.frame);
      return opened;
    },
    advance: (run, count, watched) => stepped(run, "engine advance", () => engine.advance(run, count, watched)),
    step: (run) => stepped(run, "engine step", () => engine.step(run)),
    reset: async (run) => seen(run, await engine.reset(run)),
    goTo: async (run, step) => seen(run, await engine.goTo(run, step)),
    restore: async (run, state) => seen(run, await engine.restore(run, state)),
    close: async (run) => {
      steps.delete(run);
      await engine.close(run);
    },
  };
}
