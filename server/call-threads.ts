import { WorkbenchError } from "../src/core/errors";
import type { EngineApi } from "../src/engine/protocol";
import { tooManyWait } from "./refusals";

/** Calls that take as long as what is asked for wants, and listen to nobody meanwhile. */
type LongCall =
  | "analyse"
  | "analysePlane"
  | "measure"
  | "measureImage"
  | "measureMetric"
  | "openTwins"
  | "advanceTwins"
  | "detect"
  | "feed"
  | "measureWindows"
  | "seriesFrame";

/** What ends a call, whether it waits for its turn or has begun, and who is told that its turn has come. */
export type Turn = [until?: AbortSignal, begun?: () => void];

/** An engine whose long calls can be broken off: they end, and reject with `run/cancelled`, as soon as the signal says so. */
export type BreakableEngine = Omit<EngineApi, LongCall> & {
  [Call in LongCall]: (...given: [...Parameters<EngineApi[Call]>, ...Turn]) => ReturnType<EngineApi[Call]>;
};

export type EngineThread = EngineApi & { dispose(): void };

/** Threads on which calls are carried out one after the other, so that one that is broken off takes no other with it. */
interface CallThreads {
  /**
   * @param name calls of one name go to one thread, which remembers what it was sent; without one, to the first that is free.
   * @throws WorkbenchError `server/refused` (429) where too many wait.
   */
  run<T>(name: string | undefined, work: (thread: EngineThread) => Promise<T>, ...turn: Turn): Promise<T>;
  /** Ends them with all that runs on them or waits. */
  end(): void;
}

interface Place {
  /** Started when there is work for it; null again once it died or was ended. */
  thread: EngineThread | null;
  busy: boolean;
}

interface WaitingCall {
  /** The only one that will do; undefined where any will. */
  own: Place | undefined;
  begin(place: Place): void;
  leave(): void;
}

/** Calls that wait or run: each holds what it was sent in memory. */
const mostCalls = 64;

export function callThreads(size: number, start: (died: () => void) => EngineThread): CallThreads {
  const places = Array.from({ length: size }, (): Place => ({ thread: null, busy: false }));
  /** In the order in which they came. */
  const waiting: WaitingCall[] = [];

  function threadAt(place: Place): EngineThread {
    if (place.thread) return place.thread;
    const thread = start(() => {
      if (place.thread === thread) place.thread = null;
    });
    return (place.thread = thread);
  }

  /** The call that a thread carries out by itself: nothing but its end stops it. */
  async function alone<T>(place: Place, work: (thread: EngineThread) => Promise<T>, until: AbortSignal | undefined): Promise<T> {
    place.busy = true;
    try {
      const thread = threadAt(place);
      return await unlessBrokenOff(work(thread), until, () => {
        if (place.thread === thread) place.thread = null;
        thread.dispose();
      });
    } finally {
      place.busy = false;
      giveTurns();
    }
  }

  /** One that is started goes before one that would have to be. */
  function freePlace(): Place | undefined {
    const free = places.filter(({ busy }) => !busy);
    return free.find(({ thread }) => thread !== null) ?? free[0];
  }

  function giveTurns(): void {
    for (const call of [...waiting]) {
      const place = call.own ?? freePlace();
      if (place === undefined || place.busy) continue;
      waiting.splice(waiting.indexOf(call), 1);
      call.begin(place);
    }
  }

  return {
    run: (name, work, until, begun) =>
      new Promise((resolve, reject) => {
        if (until?.aborted) throw brokenOff();
        if (waiting.length + places.filter(({ busy }) => busy).length >= mostCalls) throw tooManyWait("measurements");
        const call: WaitingCall = {
          own: name === undefined ? undefined : places[placeOf(name, size)]!,
          begin(place) {
            until?.removeEventListener("abort", call.leave);
            begun?.();
            alone(place, work, until).then(resolve, reject);
          },
          leave() {
            waiting.splice(waiting.indexOf(call), 1);
            reject(brokenOff());
          },
        };
        until?.addEventListener("abort", call.leave, { once: true });
        waiting.push(call);
        giveTurns();
      }),
    end() {
      for (const { leave } of [...waiting]) leave();
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
    if (until.aborted) breakOff();
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
