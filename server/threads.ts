import { availableParallelism } from "node:os";
import { startServerEngineThread } from "../cli/kernel-threads";
import { WorkbenchError } from "../src/core/errors";
import { createEngineHost } from "../src/engine/host";
import type { EngineApi, FieldFrame, RunId } from "../src/engine/protocol";
import { connect } from "../src/engine/thread-calls";
import { endpointOf } from "../workers/thread-endpoint";
import { callThreads, unlessBrokenOff, type BreakableEngine, type EngineThread, type Turn } from "./call-threads";

/** An engine whose runs live on threads. */
export interface ThreadedEngine extends BreakableEngine {
  /** Ends the threads with all that runs on them. */
  end(): Promise<void>;
}

/** More than these share too little of a machine each: every one has threads of its own for its kernels. */
const mostThreads = 4;

/** The engine of a server: on threads where their script is built; from source, as tests run, in this process. */
export function startEngine(): ThreadedEngine {
  const first = startServerEngineThread();
  if (first === null) return { ...createEngineHost({ place: "this server" }), end: async () => undefined };
  // One that is never asked for anything does not keep the process alive.
  first.unref();
  const started = [first];
  return engineOnThreads(Math.min(mostThreads, availableParallelism()), (died) => speakTo(started.pop() ?? startServerEngineThread()!, died));
}

/** The engine of a thread. What it is asked always settles, also when it dies. */
export function speakTo(worker: NonNullable<ReturnType<typeof startServerEngineThread>>, died: () => void): EngineThread {
  // An idle thread does not keep the process alive.
  worker.unref();
  const thread = connect<EngineApi>(endpointOf(worker) as unknown as globalThis.Worker);
  // Between its fault and its exit it takes calls that nobody answers: it is over at the first of them.
  for (const end of ["error", "exit"])
    worker.once(end, () => {
      thread.dispose();
      died();
    });
  return thread;
}

interface Seat {
  thread: EngineThread;
  /** Runs that live there, and calls under way. */
  runs: number;
  calls: number;
}

/**
 * Spreads runs over threads, each staying where it was opened; a thread that dies takes its runs with it and is replaced. What cannot be stopped but
 * by ending its thread shares none with a run: twins have one of their own, calls that belong to no run go to others, one at a time: those that
 * build on what was sent before (`stream`, `pixels`, `key`) to one thread a name, the rest to the first that is free.
 */
export function engineOnThreads(size: number, start: (died: () => void) => EngineThread): ThreadedEngine {
  /** Those that runs share. */
  const shared = new Set<Seat>();
  const runs = new Map<RunId, { seat: Seat; inner: RunId }>();
  const remembering = callThreads(size, start);
  const forgetful = callThreads(size, start);
  let opened = 0;
  let ended = false;

  function newSeat(): Seat {
    const seat: Seat = { thread: start(() => lose(seat)), runs: 0, calls: 0 };
    return seat;
  }

  function lose(seat: Seat): void {
    shared.delete(seat);
    for (const [run, { seat: where }] of runs) if (where === seat) runs.delete(run);
  }

  /** One that is started and has nothing to do goes before one that would have to be started. */
  function idlest(): Seat {
    const load = ({ runs: living, calls }: Seat) => living + calls;
    const [best] = [...shared].sort((a, b) => load(a) - load(b));
    if (best && (load(best) === 0 || shared.size >= size)) return best;
    const seat = newSeat();
    shared.add(seat);
    return seat;
  }

  const refuseEnded = () => {
    if (ended) throw new WorkbenchError("run/cancelled", [], "the server is ending");
  };

  async function on<T>(seat: Seat, work: (thread: EngineThread) => Promise<T>): Promise<T> {
    seat.calls++;
    try {
      return await work(seat.thread);
    } finally {
      seat.calls--;
    }
  }

  function seatOf(run: RunId): { seat: Seat; inner: RunId } {
    refuseEnded();
    const found = runs.get(run);
    if (found) return found;
    throw new WorkbenchError("run/unknown", [], `there is no run "${run}" here; it was closed, or its thread ended. Open it again`);
  }

  async function of<T>(run: RunId, work: (thread: EngineThread, inner: RunId) => Promise<T>): Promise<T> {
    const { seat, inner } = seatOf(run);
    return on(seat, (thread) => work(thread, inner));
  }

  const framed = (run: RunId, work: (thread: EngineThread, inner: RunId) => Promise<FieldFrame>) =>
    of(run, async (thread, inner) => ({ ...(await work(thread, inner)), run }));

  /** Gives a run its name here. Names tell runs of threads that died from those that came after. */
  function seated(seat: Seat, inner: RunId): RunId {
    const run = `${++opened}.${inner}`;
    seat.runs++;
    runs.set(run, { seat, inner });
    return run;
  }

  /** A call that belongs to no run; `name` of what it builds on. */
  async function loose<T>(name: string | undefined, work: (thread: EngineThread) => Promise<T>, turn: Turn): Promise<T> {
    refuseEnded();
    return (name === undefined ? forgetful : remembering).run(name, work, ...turn);
  }

  return {
    async describe() {
      refuseEnded();
      return on(idlest(), (thread) => thread.describe());
    },
    async open(spec, wish) {
      refuseEnded();
      const seat = idlest();
      const answer = await on(seat, (thread) => thread.open(spec, wish));
      const run = seated(seat, answer.run);
      return { ...answer, run, frame: { ...answer.frame, run } };
    },
    async openTwins(spec, request, until, begun) {
      refuseEnded();
      begun?.();
      const seat = newSeat();
      try {
        return seated(seat, await on(seat, (thread) => unlessBrokenOff(thread.openTwins(spec, request), until)));
      } catch (error) {
        seat.thread.dispose();
        throw error;
      }
    },
    advanceTwins: (id, stop, until, begun) =>
      of(id, (thread, inner) => {
        begun?.();
        return unlessBrokenOff(thread.advanceTwins(inner, stop), until, () => {
          runs.delete(id);
          thread.dispose();
        });
      }),
    advance: (run, steps, watched) => framed(run, (thread, inner) => thread.advance(inner, steps, watched)),
    step: (run) => framed(run, (thread, inner) => thread.step(inner)),
    frame: (run) => framed(run, (thread, inner) => thread.frame(inner)),
    pause: (run) => of(run, (thread, inner) => thread.pause(inner)),
    cancel: (run) => of(run, (thread, inner) => thread.cancel(inner)),
    progress: (run) => of(run, (thread, inner) => thread.progress(inner)),
    setParameters: (run, parameters) => of(run, (thread, inner) => thread.setParameters(inner, parameters)),
    edit: (run, field, mark) =>
      of(run, async (thread, inner) => {
        const edited = await thread.edit(inner, field, mark);
        return { ...edited, frame: { ...edited.frame, run } };
      }),
    reset: (run) => framed(run, (thread, inner) => thread.reset(inner)),
    history: (run) => of(run, (thread, inner) => thread.history(inner)),
    goTo: (run, step) => framed(run, (thread, inner) => thread.goTo(inner, step)),
    save: (run) => of(run, (thread, inner) => thread.save(inner)),
    restore: (run, state) => framed(run, (thread, inner) => thread.restore(inner, state)),
    async close(run) {
      const { seat, inner } = seatOf(run);
      runs.delete(run);
      seat.runs--;
      // A thread that is not shared was for these twins alone.
      if (!shared.has(seat)) return seat.thread.dispose();
      await on(seat, (thread) => thread.close(inner));
    },
    analyse: (spec, ...turn) => loose(undefined, (thread) => thread.analyse(spec), turn),
    analysePlane: (spec, x, y, ...turn) => loose(undefined, (thread) => thread.analysePlane(spec, x, y), turn),
    measure: (request, ...turn) => loose(request.stream, (thread) => thread.measure(request), turn),
    measureImage: (request, ...turn) => loose(request.pixels ?? request.key, (thread) => thread.measureImage(request), turn),
    measureMetric: (request, ...turn) => loose(request.pixels ?? request.key, (thread) => thread.measureMetric(request), turn),
    detect: (request, ...turn) => loose(undefined, (thread) => thread.detect(request), turn),
    feed: (request, ...turn) => loose(request.stream, (thread) => thread.feed(request), turn),
    measureWindows: (request, ...turn) => loose(undefined, (thread) => thread.measureWindows(request), turn),
    seriesFrame: (request, ...turn) => loose(undefined, (thread) => thread.seriesFrame(request), turn),
    async end() {
      ended = true;
      remembering.end();
      forgetful.end();
      for (const seat of new Set([...shared, ...[...runs.values()].map(({ seat: one }) => one)])) seat.thread.dispose();
      shared.clear();
      runs.clear();
    },
  };
}
