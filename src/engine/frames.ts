import type { FieldFrame, RunId } from "./protocol";

export type { FieldFrame };

/** Holds the newest frame of each run for views to read in their render loop. Megabytes live here, facts in the store. */
export interface Frames {
  publish(frame: FieldFrame): void;
  /** The newest frame of a run, or of whichever run published last. */
  latest(run?: RunId): FieldFrame | null;
  /** Calls `listener` after each publication; returns the call that ends it. */
  subscribe(listener: (frame: FieldFrame) => void): () => void;
  /** Lets go of a closed run's buffers. The newest frame of all stays until another replaces it, so the picture does not blink. */
  forget(run: RunId): void;
}

export function createFrames(): Frames {
  const byRun = new Map<RunId, FieldFrame>();
  const listeners = new Set<(frame: FieldFrame) => void>();
  let newest: FieldFrame | null = null;
  return {
    publish(frame) {
      byRun.set(frame.run, frame);
      newest = frame;
      for (const listener of listeners) listener(frame);
    },
    latest: (run) => (run === undefined ? newest : (byRun.get(run) ?? null)),
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    forget: (run) => void byRun.delete(run),
  };
}
