import type { StoreApi } from "zustand/vanilla";
import type { StabilityReport } from "../core/analysis/stability";
import { toRecord, type ErrorRecord } from "../core/errors";
import type { Services } from "./services";
import type { SliceCreator, WorkbenchState } from "./store";

export type { StabilityReport };

export interface AnalysisSlice {
  /** What the equations tell before they run: fixed points, dispersion. Belongs to the last spec that was analysed. */
  stability: StabilityReport | null;
  stabilityProblem: ErrorRecord | null;
  /** Analyses the newest spec. While it is at it, further calls do nothing: it goes on until it has done the newest. */
  analyse(): Promise<void>;
}

export const createAnalysisSlice =
  ({ analyst }: Pick<Services, "analyst">): SliceCreator<AnalysisSlice> =>
  (set, get) => {
    let busy = false;
    return {
      stability: null,
      stabilityProblem: null,
      async analyse() {
        if (busy) return;
        busy = true;
        for (let spec = get().spec, done: typeof spec = null; spec && spec !== done; done = spec, spec = get().spec) {
          try {
            set({ stability: await analyst.analyse(spec), stabilityProblem: null });
          } catch (error) {
            set({ stability: null, stabilityProblem: toRecord(error) });
          }
        }
        busy = false;
      },
    };
  };

/** Shortest time between two analyses, in milliseconds: the curve follows the slider without a queue behind it. */
const paceMs = 40;

/** Analyses anew when model or parameters change. */
export function followSpec(store: StoreApi<WorkbenchState>): void {
  let due = false;
  store.subscribe(({ spec }, { spec: before }) => {
    if (due || !spec || (before && spec.model === before.model && spec.parameters === before.parameters)) return;
    due = true;
    setTimeout(() => {
      due = false;
      void store.getState().analyse();
    }, paceMs);
  });
}
