import type { EngineApi } from "../src/engine/protocol";
import type { LimitedEngine } from "./run-limits";

/** What somebody may do with runs: their own alone; another's is unknown to them, as one that never was. */
export type OwnedRuns = Pick<EngineApi, "open" | "advance" | "frame" | "pause" | "cancel" | "close">;

/** @param share in whose share they count, null for nobody's; the owner's when left out. */
export function runsOf(owner: string, engine: LimitedEngine, share?: string | null): OwnedRuns {
  const own = <T>(run: string, act: () => Promise<T>): Promise<T> => {
    engine.checkOwner(run, owner);
    return act();
  };
  return {
    open: (spec, wish) => engine.open(spec, wish, owner, share),
    advance: async (run, steps, watched) => own(run, () => engine.advance(run, steps, watched)),
    frame: async (run) => own(run, () => engine.frame(run)),
    pause: async (run) => own(run, () => engine.pause(run)),
    cancel: async (run) => own(run, () => engine.cancel(run)),
    close: async (run) => own(run, () => engine.close(run)),
  };
}
