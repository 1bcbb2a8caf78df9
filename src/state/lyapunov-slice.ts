import type { LyapunovResult } from "../core/analysis/lyapunov-growth";
import { modelOf } from "../core/spec/model-of";
import { toRecord, type ErrorRecord } from "../core/errors";
import type { TwinProgress } from "../engine/protocol";
import type { Services } from "./services";
import type { SliceCreator } from "./store";

export interface LyapunovFacts {
  status: "idle" | "following" | "done" | "failed";
  reached: TwinProgress | null;
  result: LyapunovResult | null;
  /** What it was measured of: the spec, and the step of the run at which the twin began. */
  of: { specHash: string; step: number } | null;
  problem: ErrorRecord | null;
}

export interface LyapunovSlice {
  lyapunov: LyapunovFacts;
  /** Follows a twin of the present run, from the state it is in, over so many steps. One at a time: a second call ends the first. */
  followTwin(steps: number): Promise<void>;
  /** Ends it with what was found so far. */
  stopTwin(): void;
}

const nothing: LyapunovFacts = { status: "idle", reached: null, result: null, of: null, problem: null };

export const createLyapunovSlice =
  ({ engine, startSeriesAnalyst }: Pick<Services, "engine" | "startSeriesAnalyst">): SliceCreator<LyapunovSlice> =>
  (set, get) => {
    /** Grows with every call: what belongs to an older one is dropped. */
    let call = 0;
    let stop = false;

    const patch = (facts: Partial<LyapunovFacts>) => set(({ lyapunov }) => ({ lyapunov: { ...lyapunov, ...facts } }));

    /** The run as it is. What a model with a step of its own keeps beside its fields cannot be had: its twin begins at the start. */
    async function presentState(): Promise<{
      step: number;
      start?: { step: number; fields: Record<string, Float32Array<ArrayBuffer> | Float64Array<ArrayBuffer>> };
    }> {
      const { run, spec } = get();
      if (run.id === null || run.step === 0 || !spec || modelOf(spec).kind === "stepped") return { step: 0 };
      const { step, fields } = await engine.frame(run.id);
      return { step, start: { step, fields } };
    }

    return {
      lyapunov: nothing,
      async followTwin(steps) {
        const { spec, run } = get();
        if (!spec) return;
        const mine = ++call;
        stop = false;
        set({ lyapunov: { ...nothing, status: "following", of: { specHash: run.specHash, step: run.step } } });
        // A thread of its own: twins take it up, and live measurements are not to wait for them.
        const analyst = startSeriesAnalyst();
        try {
          const { step, start } = await presentState();
          if (mine === call) patch({ of: { specHash: run.specHash, step } });
          const twins = await analyst.openTwins(spec, { steps, ...(start && { start }) });
          for (let result: LyapunovResult | null = null; result === null && mine === call;) {
            const reached = await analyst.advanceTwins(twins, stop);
            result = reached.result;
            if (mine === call) patch({ reached, ...(result && { result, status: "done" }) });
          }
        } catch (error) {
          if (mine === call) patch({ status: "failed", problem: toRecord(error) });
        } finally {
          analyst.dispose();
        }
      },
      stopTwin() {
        stop = true;
      },
    };
  };
