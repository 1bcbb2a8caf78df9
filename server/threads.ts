import { availableParallelism } from "node:os";
import { startServerEngineThread } from "../cli/kernel-threads";
import { WorkbenchError } from "../src/core/errors";
import { createEngineHost } from "../src/engine/host";
import type { EngineApi, FieldFrame, RunId } from "../src/engine/protocol";
import { connect } from "../src/engine/thread-calls";
import { endpointOf } from "../workers/thread-endpoint";

/** An engine whose runs live on threads. */
export interface ThreadedEngine extends EngineApi {
  close(run: RunId): Promise<void>;
  /** Ends the threads with all that runs on them. */
  end(): Promise<void>;
}

export type EngineThread = EngineApi & { dispose(): void };

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

function speakTo(worker: NonNullable<ReturnType<typeof startServerEngineThread>>, died: () => void): EngineThread {
  worker.once("exit", died);
  // An idle thread does not keep the process alive.
  worker.unref();
  return connect<EngineApi>(endpointOf(worker) as unknown as globalThis.Worker);
}

interface Seat {
  thread: EngineThread;
  /** Runs that live there, and calls under way. */
  runs: number;
  calls: number;
}

/**
 * Spreads runs over threads, each staying where it was opened; calls that belong to no run go where least is going on, and those that build on
 * what was sent before (`stream`, `pixels`, `key`) to one thread a name. A thread that dies takes its runs with it and is replaced.
 */
export function engineOnThreads(size: number, start: (died: () => void) => EngineThread): ThreadedEngine {
  const seats = new Map<number, Seat>();
  let ended = false;

  /** Threads are started when there is work for them; names go by their place. */
  function seatAt(place: number): Seat {
    const known = seats.get(place);
    if (known) return known;
    const seat: Seat = {
      thread: start(() => {
        if (seats.get(place) === seat) seats.delete(place);
      }),
      runs: 0,
      calls: 0,
    };
    seats.set(place, seat);
    return seat;
  }

  function idlest(): number {
    const load = (place: number) => {
      const seat = seats.get(place);
      return seat ? seat.runs + seat.calls : 0;
    };
    // One that is started and has nothing to do goes before one that would have to be started.
    const places = Array.from({ length: size }, (_, place) => place);
    return places.reduce((best, place) => (load(place) < load(best) ? place : best), 0);
  }

  async function on<T>(place: number, work: (thread: EngineThread) => Promise<T>): Promise<T> {
    if (ended) throw new WorkbenchError("run/cancelled", [], "the server is ending");
    const seat = seatAt(place);
    seat.calls++;
    try {
      return await work(seat.thread);
    } finally {
      seat.calls--;
    }
  }

  /** A run's name here tells the seat it lives on: seats that replace dead ones have other numbers. */
  const serials = new WeakMap<Seat, number>();
  let serial = 0;
  const nameOf = (place: number, inner: RunId): RunId => {
    const seat = seats.get(place)!;
    if (!serials.has(seat)) serials.set(seat, ++serial);
    return `${place}.${serials.get(seat)}.${inner}`;
  };

  function of<T>(run: RunId, work: (thread: EngineThread, inner: RunId) => Promise<T>): Promise<T> {
    const [place, number, ...inner] = run.split(".");
    const seat = seats.get(Number(place));
    if (!seat || serials.get(seat) !== Number(number))
      return Promise.reject(
        new WorkbenchError("run/unknown", [], `there is no run "${run}" here; it was closed, or its thread ended. Open it again`),
      );
    return on(Number(place), (thread) => work(thread, inner.join(".")));
  }

  const framed = (run: RunId, work: (thread: EngineThread, inner: RunId) => Promise<FieldFrame>) =>
    of(run, async (thread, inner) => ({ ...(await work(thread, inner)), run }));
  const any = <T>(work: (thread: EngineThread) => Promise<T>) => on(idlest(), work);
  /** What builds on what was sent before goes where that went. */
  const named = <T>(name: string | undefined, work: (thread: EngineThread) => Promise<T>) =>
    name === undefined ? any(work) : on(placeOf(name, size), work);

  async function opened<T>(work: (thread: EngineThread) => Promise<T>, name: (place: number, answer: T) => T): Promise<T> {
    const place = idlest();
    const answer = await on(place, work);
    seats.get(place)!.runs++;
    return name(place, answer);
  }

  return {
    describe: () => any((thread) => thread.describe()),
    open: (spec, wish) =>
      opened(
        (thread) => thread.open(spec, wish),
        (place, answer) => {
          const run = nameOf(place, answer.run);
          return { ...answer, run, frame: { ...answer.frame, run } };
        },
      ),
    openTwins: (spec, request) => opened((thread) => thread.openTwins(spec, request), nameOf),
    advanceTwins: (id, stop) => of(id, (thread, inner) => thread.advanceTwins(inner, stop)),
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
      await of(run, (thread, inner) => thread.close(inner));
      const seat = seats.get(Number(run.split(".")[0]));
      if (seat) seat.runs--;
    },
    analyse: (spec) => any((thread) => thread.analyse(spec)),
    analysePlane: (spec, x, y) => any((thread) => thread.analysePlane(spec, x, y)),
    measure: (request) => named(request.stream, (thread) => thread.measure(request)),
    measureImage: (request) => named(request.pixels ?? request.key, (thread) => thread.measureImage(request)),
    measureMetric: (request) => named(request.pixels ?? request.key, (thread) => thread.measureMetric(request)),
    detect: (request) => any((thread) => thread.detect(request)),
    feed: (request) => named(request.stream, (thread) => thread.feed(request)),
    measureWindows: (request) => any((thread) => thread.measureWindows(request)),
    seriesFrame: (request) => any((thread) => thread.seriesFrame(request)),
    async end() {
      ended = true;
      for (const { thread } of seats.values()) thread.dispose();
      seats.clear();
    },
  };
}

/** One place a name, spread evenly (FNV-1a). */
function placeOf(name: string, size: number): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
  return (hash >>> 0) % size;
}
