import type { ErrorRecord } from "../core/errors";
import type { LibraryKeeper } from "./library-keeper";
import type { Services } from "./services";
import type { SliceCreator, WorkbenchState } from "./store";
import type { StoreApi } from "zustand/vanilla";

/** How a kept run came back. */
export interface Resumed {
  /** The step it went on from. */
  step: number;
  /** Seconds from when it was last kept to when the page was last at work; null when it was opened by hand. */
  secondsBefore: number | null;
  /** Steps that are computed again, since no state of the step itself was kept. */
  again: number;
  /** Another tab runs it, so that this one went on with a copy. */
  copied: boolean;
}

export interface LibraryFacts {
  /** Id of the record of the run on screen; null until it is kept, which is a second after its first step. */
  record: string | null;
  /** Why it is not kept at present. What is on screen stays in memory. */
  problem: ErrorRecord | null;
  /** How the run on screen came back; null when it began here, or once that is read. */
  resumed: Resumed | null;
  /** Another tab runs the run of the last visit, so that this one waits at the start. */
  elsewhere: boolean;
  /** When the last run was kept, where the browser has cleared the library since; the page then waits at the start, so that nothing hides it. */
  clearedSince: number | null;
  /** How far the way back to it is, while it is computed again; set to null, it stops there. */
  resuming: { step: number; target: number } | null;
  /** Seconds from one keeping of the whole state to the next while it runs; null where it is too large for that. */
  stateEvery: number | null;
  /** When the record was last written. */
  kept: number | null;
}

export interface LibrarySlice {
  library: LibraryFacts;
  /**
   * Keeps every run from now on by itself. Once is enough.
   * @param tab where this tab alone keeps small things, so that a reload finds its own run.
   */
  keepRuns(tab: Services["storage"]): Promise<void>;
  /** Writes what is not kept yet, with the whole state. Resolves to whether all is kept. */
  keepNow(): Promise<boolean>;
  /** Notes in an instant how far the run is: for a page about to close. */
  noteBeforeClosing(): void;
  /** Goes on with the run of the last visit, if there is one and no other tab has it; otherwise with the run that is open. */
  resumeLast(): Promise<void>;
  /** Opens a kept run in the Lab, at its step. Resolves to whether it opened. */
  openRecord(id: string): Promise<boolean>;
  /** These records were deleted for good: the next visit does not look for them. */
  forgetRecords(ids: readonly string[]): Promise<void>;
  /** The run on screen and what else could not be written, as a file to save. */
  unsavedFile(): Promise<Blob>;
  /** Puts away the word on how the run came back, and ends the way there. */
  dismissResumed(): void;
}

/** What is on screen is kept by itself; all of it is loaded with the first call to `keepRuns`. */
export const createLibrarySlice =
  (services: Services): SliceCreator<LibrarySlice> =>
  (set, get, api) => {
    let keeper: Promise<LibraryKeeper> | undefined;
    let ready: LibraryKeeper | undefined;
    const start = (tab: Services["storage"]) =>
      (keeper ??= import("./library-keeper").then(({ createKeeper }) => (ready = createKeeper(api as StoreApi<WorkbenchState>, services, tab))));
    const started = () => keeper ?? start(services.storage);
    return {
      library: { record: null, problem: null, resumed: null, elsewhere: false, clearedSince: null, resuming: null, stateEvery: null, kept: null },
      keepRuns: async (tab) => void (await start(tab)),
      keepNow: async () => (await started()).keepNow(),
      noteBeforeClosing: () => ready?.noteBeforeClosing(),
      resumeLast: async () => (await started()).resumeLast(),
      openRecord: async (id) => (await started()).openRecord(id),
      forgetRecords: async (ids) => (await started()).forgetRecords(ids),
      unsavedFile: async () => (await started()).unsavedFile(),
      dismissResumed: () => set({ library: { ...get().library, resumed: null, elsewhere: false, clearedSince: null, resuming: null } }),
    };
  };
