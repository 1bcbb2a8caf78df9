import { WorkbenchError } from "../src/core/errors";
import type { EngineApi } from "../src/engine/protocol";
import { tooMany } from "./accounts/refusals";

/** Calls that take as long as what is asked for wants, and listen to nobody meanwhile. */
export type LongCall =
  "analyse" | "analysePlane" | "measure" | "measureImage" | "measureMetric" | "advanceTwins" | "detect" | "feed" | "measureWindows" | "seriesFrame";

/** An engine whose long calls can be broken off: they end, and reject with `run/cancelled`, as soon as the signal says so. */
export type BreakableEngine = Omit<EngineApi, LongCall> & {
  [Call in LongCall]: (...given: [...Parameters<EngineApi[Call]>, until?: AbortSignal]) => ReturnType<EngineApi[Call]>;
};

export type EngineThread = EngineApi & { dispose(): void };

/** Threads on which calls are carried out one after the other, so that one that is broken off takes no other with it. */
export interface CallThreads {
  /**
   * @param name calls of one name go to one thread, which remembers what it was sent; without one, where least waits.
   * @throws WorkbenchError `server/refused` (429) where too many wait.
   */
  run<T>(name: string | undefined, work: (thread: EngineThread) => Promise<T>, until?: AbortSignal): Promise<T>;
  /** Ends them with all that runs on them. */
  end(): void;
}

interface Place {
  /** Started when there is work for it; null again once it died or was ended. */
  thread: EngineThread | null;
  /** Settles, never with an error, when the last call that was asked for here is over. */
  last: Promise<unknown>;
  calls: number;
}

/** Calls that wait or run: each holds what it was sent in memory. */
const mostCalls = 64;

export function callThreads(size: number, start: (died: () => void) => EngineThread): CallThreads {
  const places = Array.from({ length: size }, (): Place => ({ thread: null, last: Promise.resolve(), calls: 0 }));

  function threadAt(place: Place): EngineThread {
    if (place.thread) return place.thread;
    const thread = start(() => {
      if (place.thread === thread) place.thread = null;
    });
    return (place.thread = thread);
  }

  /** The call that a thread carries out by itself: nothing but its end stops it. */
  function alone<T>(place: Place, work: (thread: EngineThread) => Promise<T>, until: AbortSignal | undefined): Promise<T> {
    const thread = threadAt(place);
    const end = () => {
      if (place.thread === thread) place.thread = null;
      thread.dispose();
    };
    const answer = work(thread).catch((error: unknown) => {
      // One that has just died does not say so before the next call would be sent to it.
      if (error instanceof WorkbenchError && error.code === "internal") end();
      throw error;
    });
    return unlessBrokenOff(answer, until, end);
  }

  return {
    async run(name, work, until) {
      if (until?.aborted) throw brokenOff();
      if (places.reduce((all, { calls }) => all + calls, 0) >= mostCalls)
        throw tooMany(waitSeconds, `${mostCalls} measurements wait already, as many as this server takes`);
      const place = name === undefined ? places.reduce((best, one) => (one.calls < best.calls ? one : best)) : places[placeOf(name, size)]!;
      place.calls++;
      const answer = place.last.then(() => {
        if (until?.aborted) throw brokenOff();
        return alone(place, work, until);
      });
      place.last = answer.then(
        () => place.calls--,
        () => place.calls--,
      );
      // One that still waits for its turn is answered at once, too.
      return unlessBrokenOff(answer, until);
    },
    end() {
      for (const place of places) {
        place.thread?.dispose();
        place.thread = null;
      }
    },
  };
}

/** What the work comes to, or `run/cancelled` the moment the signal says so. */
export function unlessBrokenOff<T>(work: Promise<T>, until: AbortSignal | undefined, end: () => void = () => undefined): Promise<T> {
  if (until === undefined) return work;
  return new Promise((resolve, reject) => {
    const breakOff = () => {
      end();
      reject(brokenOff());
    };
    until.addEventListener("abort", breakOff, { once: true });
    work.then(resolve, reject).finally(() => until.removeEventListener("abort", breakOff));
  });
}

const brokenOff = (): WorkbenchError => new WorkbenchError("run/cancelled", [], "the call was broken off");

/** One place a name, spread evenly (FNV-1a). */
function placeOf(name: string, size: number): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
  return (hash >>> 0) % size;
}
