import { randomUUID } from "node:crypto";
import { WorkbenchError } from "../src/core/errors";
import type { RunSpecInput } from "../src/core/spec/run-spec";
import type { FieldFrame, OpenedRun, OpenWish, RunId, TwinRequest } from "../src/engine/protocol";
import { tooManyWait } from "./refusals";
import type { BreakableEngine } from "./call-threads";
import { tookTooLong } from "./compute/broken-off";
import { admitSpec, readsNoFiles } from "./limits/cost";

export interface RunLimits {
  maxCells: number;
  maxRuns: number;
  /** Of one user; as `shareOf` says when left out. */
  maxRunsPerUser?: number | undefined;
  /** Of one run. */
  maxThreads: number;
  idleMinutes: number;
  /** Seconds after which a call that cannot be paused is broken off; so long it may wait for its turn before. */
  callSeconds: number;
}

interface OpenRun {
  inner: RunId;
  /** Milliseconds on the clock when somebody last asked about it. */
  used: number;
  /** Calls under way. */
  calls: number;
  /** Who may ask about it; null for whoever knows its name. */
  owner: string | null;
  /** In whose share it counts; null for nobody's. */
  share: string | null;
}

/** Long calls take a signal that breaks them off, as when whoever asked has gone. */
export interface LimitedEngine extends Omit<BreakableEngine, "openTwins"> {
  /** Runs open at the moment. */
  readonly runs: number;
  /**
   * @param owner whose run it is; nobody's in particular when left out.
   * @param share in whose share it counts, null for nobody's; its owner's when left out.
   */
  open(spec: RunSpecInput, wish?: OpenWish, owner?: string | null, share?: string | null): Promise<OpenedRun>;
  openTwins(spec: RunSpecInput, request: TwinRequest, owner?: string | null): Promise<RunId>;
  /** @throws WorkbenchError `run/unknown` for another's run, as for one that never was. */
  checkOwner(run: RunId, owner: string): void;
  /** Closes the runs nobody has asked about for the time allowed. Resolves to what went wrong with some; their places are free all the same. */
  closeIdle(): Promise<unknown[]>;
  /** Ends every run and the advance under way in it. Resolves likewise. */
  closeAll(): Promise<unknown[]>;
}

/**
 * An engine for strangers: runs of bounded size and number, under names that cannot be guessed, closed when forgotten.
 * @param now milliseconds on any steady clock.
 */
export function limitRuns(engine: BreakableEngine, limits: RunLimits, now: () => number): LimitedEngine {
  const runs = new Map<RunId, OpenRun>();
  /** In whose shares openings are under way: they count as runs, or many at once would slip past the limit. */
  const opening: (string | null)[] = [];

  // A live run goes on for as long as somebody watches: its grid is weighed, not its steps.
  const admit = (document: RunSpecInput) => admitSpec(document, { maxCells: limits.maxCells, maxCellSteps: Infinity });

  async function within<T>(id: RunId, work: (inner: RunId) => Promise<T>): Promise<T> {
    const run = runs.get(id);
    if (!run) throw unknown(id);
    run.calls++;
    try {
      return await work(run.inner);
    } catch (error) {
      if (!(error instanceof WorkbenchError && error.code === "run/unknown")) throw error;
      // Its thread has died, and it with it: nothing holds its place any more.
      runs.delete(id);
      throw unknown(id);
    } finally {
      run.calls--;
      run.used = now();
    }
  }

  /** @throws WorkbenchError `server/refused` where the server, or somebody's share of it, is full. */
  function checkRoom(share: string | null): void {
    const open = [...[...runs.values()].map((run) => run.share), ...opening];
    const { maxRuns } = limits;
    const maxRunsPerUser = shareOf(limits);
    const refuse = (who: string, variable: string, limit: number, actual: number) =>
      new WorkbenchError(
        "server/refused",
        [],
        `${who} ${limit} runs open already, which is the most (${variable}); close one, or wait until an idle one is closed`,
        { limit, actual },
      );
    if (open.length >= maxRuns) throw refuse("this server has", "MFN_MAX_RUNS", maxRuns, open.length);
    const own = share === null ? 0 : open.filter((one) => one === share).length;
    if (own >= maxRunsPerUser) throw refuse("you have", "MFN_MAX_RUNS_PER_USER", maxRunsPerUser, own);
  }

  /** Opens what fits here under a name that cannot be guessed. */
  async function opened<T>(
    document: RunSpecInput,
    { owner, share }: Pick<OpenRun, "owner" | "share">,
    open: () => Promise<{ inner: RunId; answer(id: RunId): T }>,
  ): Promise<T> {
    admit(document);
    checkRoom(share);
    opening.push(share);
    try {
      const { inner, answer } = await open();
      const id = randomUUID();
      runs.set(id, { inner, used: now(), calls: 0, owner, share });
      return answer(id);
    } finally {
      opening.splice(opening.indexOf(share), 1);
    }
  }

  const framed = (id: RunId, work: (inner: RunId) => Promise<FieldFrame>) => within(id, async (inner) => ({ ...(await work(inner)), run: id }));

  /** Whatever comes of it, the place is free. */
  async function close(id: RunId): Promise<void> {
    try {
      await within(id, (inner) => engine.close(inner));
    } finally {
      runs.delete(id);
    }
  }

  async function closeEach(ids: readonly RunId[]): Promise<unknown[]> {
    const closed = await Promise.allSettled(ids.map(close));
    return closed.flatMap((one) => (one.status === "rejected" ? [one.reason as unknown] : []));
  }

  /** Gives a call its time, as long as somebody waits for it: so long for its turn to come, and as long again from then on. */
  async function inTime<T>(gone: AbortSignal | undefined, work: (until: AbortSignal, begun: () => void) => Promise<T>): Promise<T> {
    const seconds = limits.callSeconds;
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(), 1000 * seconds);
    let begun = false;
    const begin = () => {
      begun = true;
      timer.refresh();
    };
    try {
      return await work(gone ? AbortSignal.any([gone, late.signal]) : late.signal, begin);
    } catch (error) {
      if (!late.signal.aborted) throw error;
      throw begun ? tookTooLong(seconds) : tooManyWait("computations");
    } finally {
      clearTimeout(timer);
    }
  }

  return {
    get runs() {
      return runs.size;
    },
    checkOwner(id, owner) {
      const run = runs.get(id);
      if (run && run.owner !== null && run.owner !== owner) throw unknown(id);
    },
    closeIdle() {
      const oldest = now() - limits.idleMinutes * 60_000;
      return closeEach([...runs].filter(([, run]) => run.calls === 0 && run.used < oldest).map(([id]) => id));
    },
    closeAll: () => closeEach([...runs.keys()]),
    describe: () => engine.describe(),
    open: (document, { threads = limits.maxThreads, ...wish } = {}, owner = null, share = owner) =>
      opened(document, { owner, share }, async () => {
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
    async analyse(document, gone) {
      admit(document);
      return inTime(gone, (...turn) => engine.analyse(document, ...turn));
    },
    async analysePlane(document, x, y, gone) {
      admit(document);
      return inTime(gone, (...turn) => engine.analysePlane(document, x, y, ...turn));
    },
    measure: (request, gone) => inTime(gone, (...turn) => engine.measure(request, ...turn)),
    measureImage: (request, gone) => inTime(gone, (...turn) => engine.measureImage(request, ...turn)),
    measureMetric: (request, gone) => inTime(gone, (...turn) => engine.measureMetric(request, ...turn)),
    openTwins: (document, request, owner = null) =>
      opened(document, { owner, share: owner }, async () => {
        const inner = await inTime(undefined, (...turn) => engine.openTwins(document, request, ...turn));
        return { inner, answer: (id: RunId) => id };
      }),
    advanceTwins: (id, stop, gone) =>
      within(id, (inner) =>
        inTime(gone, async (until, begun) => {
          // Twins that were broken off are at no state that could be gone on from.
          until.addEventListener("abort", () => void close(id).catch(() => undefined), { once: true });
          return engine.advanceTwins(inner, stop, until, begun);
        }),
      ),
    detect: (request, gone) => inTime(gone, (...turn) => engine.detect(request, ...turn)),
    feed: (request, gone) => inTime(gone, (...turn) => engine.feed(request, ...turn)),
    measureWindows: (request, gone) => inTime(gone, (...turn) => engine.measureWindows(request, ...turn)),
    seriesFrame: (request, gone) => inTime(gone, (...turn) => engine.seriesFrame(request, ...turn)),
  };
}

/** Runs that one user may have open: half of them all, unless the settings say another number. */
export const shareOf = ({ maxRuns, maxRunsPerUser }: Pick<RunLimits, "maxRuns" | "maxRunsPerUser">): number =>
  maxRunsPerUser ?? Math.max(1, Math.floor(maxRuns / 2));

const unknown = (id: RunId): WorkbenchError =>
  new WorkbenchError("run/unknown", [], `there is no run "${id}" on this server; it was closed, perhaps for being idle. Open it again`);
