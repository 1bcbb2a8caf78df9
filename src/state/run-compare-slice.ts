import { toRecord, type ErrorRecord } from "../core/errors";
import type { SavedState } from "../engine/protocol";
import { isRun } from "../library/record";
import type { RunSeries } from "../library/run-series";
import type { Services } from "./services";
import type { SliceCreator } from "./store";

/** What a run that is compared has beside its record. Megabytes: it stays out of the store. */
export interface ComparedRun {
  state: SavedState | null;
  series: RunSeries | null;
}

export interface RunCompareFacts {
  /** Records side by side, the first being the one that others are held against; empty when none are compared. */
  ids: readonly string[];
  status: "closed" | "reading" | "ready";
  /** Shown of each; null for the one each was watched by. */
  field: string | null;
  /** Instead of the fields, what each differs by from the first. */
  difference: boolean;
  metric: string;
  problem: ErrorRecord | null;
}

export interface RunCompareSlice {
  comparedRuns: RunCompareFacts;
  /** Puts kept runs side by side. Fewer than two end it. */
  compareRuns(ids: readonly string[]): Promise<void>;
  setComparedRuns(change: Partial<Pick<RunCompareFacts, "field" | "difference" | "metric">>): void;
  /** State and series of a compared run, once they are read. */
  comparedRun(id: string): ComparedRun | null;
}

const closed: RunCompareFacts = { ids: [], status: "closed", field: null, difference: false, metric: "dimension", problem: null };

export const createRunCompareSlice =
  ({ library }: Pick<Services, "library">): SliceCreator<RunCompareSlice> =>
  (set, get) => {
    const read = new Map<string, ComparedRun>();
    const patch = (facts: Partial<RunCompareFacts>) => set(({ comparedRuns }) => ({ comparedRuns: { ...comparedRuns, ...facts } }));
    return {
      comparedRuns: closed,
      async compareRuns(ids) {
        const runs = get().runs.records.filter((record) => ids.includes(record.id) && isRun(record));
        const wanted = ids.filter((id) => runs.some((run) => run.id === id));
        read.clear();
        if (wanted.length < 2) return set({ comparedRuns: closed });
        patch({ ids: wanted, status: "reading", problem: null, difference: false, field: null });
        try {
          // What is on screen may be further than what was kept of it.
          await get().keepNow();
          for (const id of wanted)
            read.set(id, { state: await library.attachment<SavedState>(id, "state"), series: await library.attachment<RunSeries>(id, "series") });
          if (get().comparedRuns.ids === wanted) patch({ status: "ready" });
        } catch (error) {
          patch({ status: "ready", problem: toRecord(error) });
        }
      },
      setComparedRuns: patch,
      comparedRun: (id) => read.get(id) ?? null,
    };
  };
