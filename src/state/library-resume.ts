import type { StoreApi } from "zustand/vanilla";
import { toRecord, type ErrorRecord } from "../core/errors";
import { canonicalJson } from "../core/spec/hash";
import type { RunSpec } from "../core/spec/run-spec";
import type { RunId, SavedState } from "../engine/protocol";
import { duplicate } from "../library/duplicate";
import { isRun, type LibraryRecord, type RunPayload } from "../library/record";
import { toPoints, type RunSeries } from "../library/run-series";
import type { KeptRun } from "./library-keeper";
import { forgetLastRun, recallLastRun } from "./library-last";
import type { LibrarySlice } from "./library-slice";
import type { KeyValueStorage, Services } from "./services";
import type { WorkbenchState } from "./store";

/** What bringing a run back needs of what keeps it. */
export interface ResumerGround {
  /** Where the last run is noted, that of this tab first. */
  places: readonly KeyValueStorage[];
  keepNow(): Promise<boolean>;
  tell(problem: ErrorRecord | null): void;
  /** What the run on screen is kept in. */
  current(): KeptRun | null;
  /** Does something during which nothing is kept. */
  during<T>(work: () => Promise<T>): Promise<T>;
  /** From now on the run on screen is kept in this record. */
  take(run: KeptRun): void;
}

/** Steps at first, and milliseconds that a piece of the way back should take, so that it is seen and can be stopped. */
const [firstPiece, pieceMs] = [16, 200];
/** How often a record is asked for before another tab is believed to have it: a tab that reloads gives it back a moment late. */
const [attempts, attemptMs] = [4, 250];

export function createResumer(
  store: StoreApi<WorkbenchState>,
  { library, engine }: Services,
  { places, keepNow, tell, current, during, take }: ResumerGround,
): Pick<LibrarySlice, "resumeLast" | "openRecord" | "forgetRecords"> {
  const { getState: get } = store;
  const patch = (facts: Partial<WorkbenchState["library"]>) => store.setState(({ library: now }) => ({ library: { ...now, ...facts } }));

  async function claimed(id: string): Promise<boolean> {
    for (let attempt = 1; ; attempt++) {
      if (await library.claim(id)) return true;
      if (attempt === attempts) return false;
      await new Promise((resolve) => setTimeout(resolve, attemptMs));
    }
  }

  /** Steps without a pause until `target`, unless the run is set going, replaced, or stopped. */
  async function goUpTo(id: RunId, target: number): Promise<void> {
    let steps = firstPiece;
    const goesOn = () => get().run.id === id && get().run.status === "paused" && get().library.resuming !== null;
    patch({ resuming: { step: get().run.step, target } });
    try {
      while (goesOn() && get().run.step < target) {
        const began = performance.now();
        await engine.advance(id, Math.min(steps, target - get().run.step), [get().field]);
        await get().showState();
        const took = performance.now() - began;
        steps = Math.max(1, Math.min(2 * steps, Math.round((steps * pieceMs) / took)));
        if (goesOn()) patch({ resuming: { step: get().run.step, target } });
      }
    } finally {
      patch({ resuming: null });
    }
  }

  /** Shows a kept run at `target`: from its state where that is kept, else computed again. */
  async function bringBack(
    record: LibraryRecord<RunPayload>,
    target: number,
    facts: { secondsBefore: number | null; copied: boolean },
  ): Promise<boolean> {
    const { run } = get();
    const same = run.id !== null && run.step === 0 && run.specHash === record.specHash;
    if (!same && !(await get().open(record.spec, { preset: record.payload.preset, run: false }))) return false;
    const id = get().run.id!;
    get().setField(record.payload.field);
    get().setSlice(record.payload.slice);
    const state = await library.attachment<SavedState>(record.id, "state");
    const series = await library.attachment<RunSeries>(record.id, "series");
    const restored = state !== null && state.step <= target && belongs(state, record.spec) && (await restore(id, withAllDone(state, record.spec)));
    if (series) store.setState({ series: toPoints(series) });
    const { stateBytes, bookmarks = [] } = record.payload;
    store.setState(({ timeline }) => ({ timeline: { ...timeline, bookmarks } }));
    take({
      run: id,
      record: record.id,
      specHash: get().run.specHash,
      stateStep: restored ? state.step : null,
      stateHash: restored ? record.specHash : "",
      stateBytes,
      stateAt: Date.now(),
      restarted: false,
    });
    const from = restored ? state.step : 0;
    patch({ resumed: { step: target, again: target - from, ...facts }, elsewhere: false });
    if (restored) await get().showState();
    if (from < target) await goUpTo(id, target);
    return true;
  }

  /** A state that does not fit, as from another version, is computed again instead. */
  const restore = (id: RunId, state: SavedState): Promise<boolean> =>
    engine.restore(id, state).then(
      () => true,
      () => false,
    );

  return {
    async forgetRecords(ids) {
      for (const place of places) if (ids.includes(recallLastRun(place)?.record ?? "")) forgetLastRun([place]);
    },
    async resumeLast() {
      const last = places.map(recallLastRun).find((one) => one !== null) ?? null;
      const { run } = get();
      const goOn = () => {
        if (get().run.id === run.id && get().run.status === "paused" && get().run.step === 0) void get().play();
      };
      if (!last) return goOn();
      try {
        const record = await library.get(last.record);
        if (!record && (await library.list()).length === 0) return patch({ clearedSince: last.kept });
        if (!record || !isRun(record) || record.deleted !== null) return goOn();
        if (!(await claimed(record.id))) return patch({ elsewhere: true });
        const { kept, seen } = last;
        // Another tab may have taken it further since.
        const target = seen >= record.worked ? last.step : record.step;
        const secondsBefore = kept > 0 ? Math.max(0, Math.round((seen - kept) / 1000)) : null;
        if (!(await during(() => bringBack(record, target, { secondsBefore, copied: false })))) goOn();
      } catch (error) {
        tell(toRecord(error));
        goOn();
      }
    },
    async openRecord(id) {
      const kept = await library.get(id);
      if (kept?.kind === "sweep") {
        await get().openSweep(id);
        return true;
      }
      if (current()?.record === id && current()?.run === get().run.id) {
        store.setState({ room: "lab" });
        return true;
      }
      await get().pause();
      await keepNow();
      const mine = await library.claim(id);
      const record = mine ? await library.get(id) : await duplicate(library, id, `${(await library.get(id))?.title ?? ""} (copy)`);
      if (!record || !isRun(record)) return false;
      if (!mine) await library.claim(record.id);
      forgetLastRun(places);
      store.setState({ room: "lab" });
      return during(() => bringBack(record, record.step, { secondsBefore: null, copied: !mine }));
    },
  };
}

/** Whether what had been done to the run when its state was saved is what its spec tells of until then. */
function belongs({ step, interventions = [] }: SavedState, spec: RunSpec): boolean {
  const told = (spec.interventions ?? []).filter((one) => one.step <= step);
  return canonicalJson(told) === canonicalJson(interventions);
}

/** The state with what was done later, which is done again on the way. */
const withAllDone = (state: SavedState, { interventions = [] }: RunSpec): SavedState => ({ ...state, interventions });
