import { detectors } from "../core/detectors/index";
import { toRecord } from "../core/errors";
import type { Services } from "./services";
import type { SliceCreator } from "./store";

/** What one detector, with its defaults, made of the present series. */
export interface ComparedRow {
  method: string;
  status: "waiting" | "looking" | "done" | "refused";
  changePoints: readonly number[];
  /** Milliseconds it took. */
  took: number | null;
  /** Why it would not; null where it did. */
  reason: string | null;
}

export interface CompareSlice {
  /** One row a detector, in the order of the menu; empty until somebody asks. */
  comparison: readonly ComparedRow[];
  comparing: boolean;
  /** Runs every detector with its defaults over the present series, one after the other in a thread of their own. */
  compareDetectors(): Promise<void>;
  /** Ends it, with what has been found so far. */
  stopComparison(): void;
}

export const createCompareSlice =
  ({ startSeriesAnalyst }: Pick<Services, "startSeriesAnalyst">): SliceCreator<CompareSlice> =>
  (set, get, api) => {
    let thread: ReturnType<typeof startSeriesAnalyst> | null = null;
    /** Grows with every call: what belongs to an older one is dropped. */
    let call = 0;

    const patch = (method: string, change: Partial<ComparedRow>) =>
      set(({ comparison }) => ({ comparison: comparison.map((row) => (row.method === method ? { ...row, ...change } : row)) }));

    const end = () => {
      call++;
      thread?.dispose();
      thread = null;
      set(({ comparison }) => ({ comparing: false, comparison: comparison.filter(({ status }) => status === "done" || status === "refused") }));
    };

    // What was compared belongs to the series before.
    api.subscribe(({ regimes }, { regimes: before }) => {
      if (regimes.values === before.values) return;
      if (get().comparing) end();
      if (get().comparison.length > 0) set({ comparison: [] });
    });

    return {
      comparison: [],
      comparing: false,
      async compareDetectors() {
        const { values } = get().regimes;
        if (values.length === 0) return;
        if (get().comparing) end();
        const mine = ++call;
        const rows = detectors.ids.map((method): ComparedRow => ({ method, status: "waiting", changePoints: [], took: null, reason: null }));
        set({ comparing: true, comparison: rows });
        const analyst = (thread ??= startSeriesAnalyst());
        for (const { method } of rows) {
          patch(method, { status: "looking" });
          const began = performance.now();
          try {
            const { changePoints } = await analyst.detect({ channels: [Float64Array.from(values)], method, options: {} });
            if (mine !== call) return;
            patch(method, { status: "done", changePoints, took: performance.now() - began });
          } catch (error) {
            if (mine !== call) return;
            patch(method, { status: "refused", reason: toRecord(error).message });
          }
        }
        end();
      },
      stopComparison: end,
    };
  };
