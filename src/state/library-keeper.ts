import type { StoreApi } from "zustand/vanilla";
import { toRecord, type ErrorRecord } from "../core/errors";
import { cellCount } from "../core/field/grid";
import type { RunId, SavedState } from "../engine/protocol";
import { newRecord, newRecordId, type Attachments, type LibraryRecord, type RunPayload } from "../library/record";
import { createThumbnailer, factsOfRun, seriesOfRun, titleOfRun } from "./library-facts";
import { rememberLastRun } from "./library-last";
import { createResumer } from "./library-resume";
import type { LibrarySlice } from "./library-slice";
import { bytesIn, stateEveryMs } from "./library-state-pace";
import type { Services } from "./services";
import type { WorkbenchState } from "./store";

export type LibraryKeeper = Pick<LibrarySlice, "keepNow" | "noteBeforeClosing" | "resumeLast" | "openRecord" | "forgetRecords" | "unsavedFile">;

/** The record that the run on screen is kept in. */
export interface KeptRun {
  run: RunId;
  record: string;
  specHash: string;
  /** Of the state that is kept beside it. */
  stateStep: number | null;
  stateHash: string;
  stateBytes: number;
  stateAt: number;
  /** It went back to its start: another experiment that begins there has a record of its own. */
  restarted: boolean;
}

/** Milliseconds from a change to its keeping: while it runs, and when it stands still. */
const [runningMs, standingMs] = [1000, 250];
/** Standing still, whole states are written at most so often, as when one drags through time. */
const stateMs = 1000;
/** After a failure the next attempt waits so long. */
const retryMs = 10_000;

/**
 * Keeps the run on screen by itself: facts, picture and series within a second or two of any change, the whole state as often as its size
 * allows. A run that is replaced within a second of its first step has passed by and is not kept.
 */
export function createKeeper(store: StoreApi<WorkbenchState>, services: Services, tab: Services["storage"]): LibraryKeeper {
  const { library, engine, frames, storage } = services;
  const { getState: get } = store;
  const places = tab === storage ? [storage] : [tab, storage];
  const thumbnailOf = createThumbnailer();
  let kept: KeptRun | null = null;
  /** What was last written, or is known to be no news. */
  let written: WorkbenchState | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let turn: Promise<unknown> = Promise.resolve();
  /** Above 0 while a kept run is brought back: what happens then is no news. */
  let held = 0;

  const patch = (facts: Partial<WorkbenchState["library"]>) => store.setState(({ library: now }) => ({ library: { ...now, ...facts } }));

  /** Tells in the header's word that keeping fails, until it does not. */
  function tell(problem: ErrorRecord | null): void {
    const before = get().library.problem;
    if (before?.message !== problem?.message) patch({ problem });
    if (problem && get().saved === "saved") store.setState({ saved: problem.message });
    if (!problem && before && get().saved === before.message) store.setState({ saved: "saved" });
  }

  const isNews = (state: WorkbenchState): boolean =>
    state.run.id !== null && state.run.step > 0 && news.some((read) => written === null || read(state) !== read(written));

  function schedule(ms = get().run.status === "running" ? runningMs : standingMs): void {
    timer ??= setTimeout(() => {
      timer = undefined;
      void keep();
    }, ms);
  }

  /** The whole state where it is due: standing still, that of the very step and spec; running, from time to time. */
  async function stateOf(state: WorkbenchState, mine: KeptRun, urgent: boolean): Promise<SavedState | null> {
    const { run, spec } = state;
    const bytes = mine.stateBytes || cellCount(run.shape) * run.fields.length * (spec!.precision === "f64" ? 8 : 4);
    const every = stateEveryMs(bytes);
    patch({ stateEvery: every === null ? null : Math.round(every / 1000) });
    const age = Date.now() - mine.stateAt;
    const standing = run.status !== "running";
    const old = mine.stateStep !== run.step || mine.stateHash !== run.specHash;
    if (standing && old && !urgent && age < stateMs) schedule(stateMs);
    const due = standing ? old && (urgent || age >= stateMs) : every !== null && age >= every;
    if (!due || get().run.id !== run.id) return null;
    // The run may be closed meanwhile: its record then stays without this state.
    return engine.save(run.id!).catch(() => null);
  }

  /** Writes the run as it stands in `state`. Rejects when it cannot be kept. */
  async function write(seen: WorkbenchState, urgent: boolean): Promise<void> {
    const id = seen.run.id;
    if (id === null || seen.run.step === 0) return;
    if (kept?.run === id && kept.restarted && kept.specHash !== seen.run.specHash) kept = null;
    const fresh = kept?.run !== id;
    const mine: KeptRun = fresh ? { ...unkept, run: id, record: newRecordId(), specHash: seen.run.specHash } : kept!;
    const whole = await stateOf(seen, mine, urgent);
    // What was done to the run until its state was saved belongs to it.
    const state = whole && get().run.id === id ? get() : seen;
    const facts = factsOfRun(state)!;
    // That state may be a little further than what is shown.
    if (whole && whole.step > facts.step) Object.assign(facts, { step: whole.step, time: whole.time });
    const picture = thumbnailOf(state, frames.latest(state.run.id!));
    const light: Attachments = { ...(picture && { thumbnail: picture }), ...(state.measurement && { series: seriesOfRun(state) }) };
    const store = (attachments: Attachments, stateStep: number | null, stateBytes: number) =>
      put(mine.record, fresh, state, { ...facts, payload: { ...facts.payload, stateStep, stateBytes } }, attachments);
    let full: unknown = null;
    if (whole) {
      try {
        await store({ ...light, state: whole }, whole.step, bytesIn(whole));
        Object.assign(mine, { stateStep: whole.step, stateHash: facts.specHash, stateBytes: bytesIn(whole), stateAt: Date.now() });
      } catch (error) {
        full = error;
      }
    }
    // Where there is no room for the state there may be for the rest, from which it can be computed again.
    if (!whole || full) await store(light, mine.stateStep, mine.stateBytes);
    kept = { ...mine, specHash: facts.specHash, restarted: false };
    if (fresh) await library.claim(mine.record);
    written = state;
    const now = Date.now();
    rememberLastRun(places, { record: mine.record, step: facts.step, kept: now, seen: now });
    if (get().run.id === state.run.id) patch({ record: mine.record, kept: now });
    if (full) throw full;
  }

  async function put(
    id: string,
    fresh: boolean,
    state: WorkbenchState,
    facts: Pick<LibraryRecord<RunPayload>, "spec" | "specHash" | "step" | "time" | "metrics" | "payload">,
    attachments: Attachments,
  ): Promise<void> {
    const { metrics, ...others } = facts;
    const change = { ...others, ...(Object.keys(metrics).length > 0 && { metrics }) };
    if (!fresh && (await library.patch(id, change, attachments))) return;
    const { version } = await describe();
    await library.put(newRecord<RunPayload>({ id, kind: "run", codeVersion: version, title: titleOfRun(state), ...facts }), attachments);
  }
  let description: ReturnType<typeof engine.describe> | undefined;
  const describe = () => (description ??= engine.describe());

  /** Writes what is on screen if it is news, one writing at a time. Resolves to whether all is kept. */
  function keep({ state, urgent = false }: { state?: WorkbenchState; urgent?: boolean } = {}): Promise<boolean> {
    const done = turn.then(async () => {
      const now = state ?? get();
      const behind = kept !== null && kept.run === now.run.id && (kept.stateStep !== now.run.step || kept.stateHash !== now.run.specHash);
      if (held > 0 || !(isNews(now) || behind)) return get().library.problem === null;
      try {
        await write(now, urgent);
        tell(null);
        if (isNews(get())) schedule();
        return true;
      } catch (error) {
        tell(toRecord(error));
        schedule(retryMs);
        return false;
      }
    });
    turn = done;
    return done;
  }

  store.subscribe((state, before) => {
    if (state.library.problem && state.saved === "saved" && before.saved !== "saved") store.setState({ saved: state.library.problem.message });
    if (held > 0) return;
    if (state.run.status === "running" && before.run.status !== "running" && (state.library.resumed || state.library.elsewhere))
      patch({ resumed: null, elsewhere: false });
    if (state.run.status === "running" && state.library.clearedSince !== null) patch({ clearedSince: null });
    if (before.run.id !== null && state.run.id !== before.run.id) {
      // What the old run reached is written as it was last seen; runs that were never kept have passed by.
      if (kept?.run === before.run.id) void keep({ state: { ...before, series: {}, measurement: null } });
      clearTimeout(timer);
      timer = undefined;
      patch({ record: null, resumed: null });
    }
    if (kept?.run === state.run.id && state.run.step === 0 && before.run.step > 0) kept.restarted = true;
    if (isNews(state)) schedule();
  });
  if (isNews(get())) schedule();

  async function unsavedFile(): Promise<Blob> {
    const state = get();
    const facts = factsOfRun(state);
    if (!facts) return library.backup([]);
    const whole = await engine.save(state.run.id!);
    const picture = thumbnailOf(state, frames.latest(state.run.id!));
    const payload = { ...facts.payload, stateStep: whole.step, stateBytes: bytesIn(whole) };
    const { version } = await describe();
    const record = newRecord<RunPayload>({
      ...(kept && kept.run === state.run.id && { id: kept.record }),
      kind: "run",
      codeVersion: version,
      title: titleOfRun(state),
      ...facts,
      step: Math.max(facts.step, whole.step),
      payload,
    });
    return library.backup([], [{ record, attachments: { state: whole, series: seriesOfRun(state), ...(picture && { thumbnail: picture }) } }]);
  }

  const keepNow = async (): Promise<boolean> => {
    clearTimeout(timer);
    timer = undefined;
    return keep({ urgent: true });
  };

  return {
    keepNow,
    noteBeforeClosing() {
      const { run, library: facts } = get();
      if (kept && kept.run === run.id && run.step > 0)
        rememberLastRun(places, { record: kept.record, step: run.step, kept: facts.kept ?? 0, seen: Date.now() });
      void keepNow();
    },
    unsavedFile,
    ...createResumer(store, services, {
      places,
      keepNow,
      tell,
      current: () => kept,
      async during(work) {
        held++;
        try {
          await turn;
          return await work();
        } finally {
          held--;
          const here = kept?.run === get().run.id;
          written = here ? get() : null;
          if (!here) patch({ record: null, resumed: null });
          if (isNews(get())) schedule();
        }
      },
      take(run) {
        if (kept && kept.record !== run.record) library.release(kept.record);
        kept = run;
        patch({ record: run.record });
      },
    }),
  };
}

/** Nothing is kept of it yet. */
const unkept = { stateStep: null, stateHash: "", stateBytes: 0, stateAt: 0, restarted: false };

/** What of the state makes news. */
const news: readonly ((state: WorkbenchState) => unknown)[] = [
  ({ run }) => run.id,
  ({ run }) => run.step,
  ({ run }) => run.status,
  ({ spec }) => spec,
  ({ preset }) => preset,
  ({ series }) => series,
  ({ field }) => field,
  ({ slice }) => slice,
  ({ timeline }) => timeline.bookmarks,
];
