import { randomUUID } from "node:crypto";
import { WorkbenchError } from "../src/core/errors";
import type { RunSpecInput } from "../src/core/spec/run-spec";
import type { EngineApi, FieldFrame, RunId } from "../src/engine/protocol";
import { admitSpec, readsNoFiles } from "./limits/cost";

export interface RunLimits {
  maxCells: number;
  maxRuns: number;
  /** Of one run. */
  maxThreads: number;
  idleMinutes: number;
}

interface OpenRun {
  inner: RunId;
  /** Milliseconds on the clock when somebody last asked about it. */
  used: number;
  /** Calls under way. */
  calls: number;
  /** User id of whoever opened it; null for nobody in particular. */
  owner: string | null;
}

export interface LimitedEngine extends EngineApi {
  /** Runs open at the moment. */
  readonly runs: number;
  /** Says whose a run is. */
  claim(run: RunId, owner: string): void;
  /** @throws WorkbenchError `run/unknown` for another's run, as for one that never was. */
  checkOwner(run: RunId, owner: string): void;
  /** Closes the runs nobody has asked about for the time allowed. */
  closeIdle(): Promise<void>;
  /** Ends every run and the advance under way in it. */
  closeAll(): Promise<void>;
}

/**
 * An engine for strangers: runs of bounded size and number, under names that cannot be guessed, closed when forgotten.
 * @param now milliseconds on any steady clock.
 */
export function limitRuns(engine: EngineApi, limits: RunLimits, now: () => number): LimitedEngine {
  const runs = new Map<RunId, OpenRun>();
  /** Openings under way count as runs, or many at once would slip past the limit. */
  let opening = 0;

  // A live run goes on for as long as somebody watches: its grid is weighed, not its steps.
  const admit = (document: RunSpecInput) => admitSpec(document, { maxCells: limits.maxCells, maxCellSteps: Infinity });

  async function within<T>(id: RunId, work: (inner: RunId) => Promise<T>): Promise<T> {
    const run = runs.get(id);
    if (!run) throw unknown(id);
    run.calls++;
    try {
      return await work(run.inner);
    } finally {
      run.calls--;
      run.used = now();
    }
  }

  /** Opens what fits here under a name that cannot be guessed. */
  async function opened<T>(document: RunSpecInput, open: () => Promise<{ inner: RunId; answer(id: RunId): T }>): Promise<T> {
    admit(document);
    if (runs.size + opening >= limits.maxRuns) {
      throw new WorkbenchError(
        "server/refused",
        [],
        `this server has ${limits.maxRuns} runs open already; close one, or wait until an idle one is closed`,
        { limit: limits.maxRuns, actual: runs.size + opening },
      );
    }
    opening++;
    try {
      const { inner, answer } = await open();
      const id = randomUUID();
      runs.set(id, { inner, used: now(), calls: 0, owner: null });
      return answer(id);
    } finally {
      opening--;
    }
  }

  const framed = (id: RunId, work: (inner: RunId) => Promise<FieldFrame>) => within(id, async (inner) => ({ ...(await work(inner)), run: id }));

  async function close(id: RunId): Promise<void> {
    await within(id, (inner) => engine.close(inner));
    runs.delete(id);
  }

  return {
    get runs() {
      return runs.size;
    },
    claim(id, owner) {
      const run = runs.get(id);
      if (run) run.owner = owner;
    },
    checkOwner(id, owner) {
      const run = runs.get(id);
      if (run && run.owner !== null && run.owner !== owner) throw unknown(id);
    },
    async closeIdle() {
      const oldest = now() - limits.idleMinutes * 60_000;
      const forgotten = [...runs].filter(([, run]) => run.calls === 0 && run.used < oldest);
      await Promise.all(forgotten.map(([id]) => close(id)));
    },
    async closeAll() {
      await Promise.all([...runs.keys()].map(close));
    },
    describe: () => engine.describe(),
    open: (document, { threads = limits.maxThreads, ...wish } = {}) =>
      opened(document, async () => {
        const run = await engine.open(document, { ...wish, threads: Math.min(threads, limits.maxThreads) });
        return { inner: run.run, answer: (id: RunId) => ({ ...run, run: id, frame: { ...run.frame, run: id } }) };
      }),
    advance: (id, steps, watched) => framed(id, (inner) => engine.advance(inner, steps, watched)),
    step: (id) => framed(id, (inner) => engine.step(inner)),
    frame: (id) => framed(id, (inner) => engine.frame(inner)),
    pause: (id) => within(id, (inner) => engine.pause(inner)),
    cancel: (id) => within(id, (inner) => engine.cancel(inner)),
    progress: (id) => within(id, (inner) => engine.progress(inner)),
    async setParameters(id, parameters) {
      for (const [name, value] of Object.entries(parameters)) if (typeof value === "object") throw readsNoFiles(["parameters", name]);
      return within(id, (inner) => engine.setParameters(inner, parameters));
    },
    edit: (id, field, mark) =>
      within(id, async (inner) => {
        const edited = await engine.edit(inner, field, mark);
        return { ...edited, frame: { ...edited.frame, run: id } };
      }),
    history: (id) => within(id, (inner) => engine.history(inner)),
    goTo: (id, step) => framed(id, (inner) => engine.goTo(inner, step)),
    save: (id) => within(id, (inner) => engine.save(inner)),
    restore: (id, state) => framed(id, (inner) => engine.restore(inner, state)),
    reset: (id) => framed(id, (inner) => engine.reset(inner)),
    close,
    async analyse(document) {
      admit(document);
      return engine.analyse(document);
    },
    async analysePlane(document, x, y) {
      admit(document);
      return engine.analysePlane(document, x, y);
    },
    measure: (request) => engine.measure(request),
    measureImage: (request) => engine.measureImage(request),
    measureMetric: (request) => engine.measureMetric(request),
    openTwins: (document, request) =>
      opened(document, async () => {
        const inner = await engine.openTwins(document, request);
        return { inner, answer: (id: RunId) => id };
      }),
    advanceTwins: (id, stop) => within(id, (inner) => engine.advanceTwins(inner, stop)),
    detect: (request) => engine.detect(request),
    feed: (request) => engine.feed(request),
    measureWindows: (request) => engine.measureWindows(request),
    seriesFrame: (request) => engine.seriesFrame(request),
  };
}

const unknown = (id: RunId): WorkbenchError =>
  new WorkbenchError("run/unknown", [], `there is no run "${id}" on this server; it was closed, perhaps for being idle. Open it again`);
