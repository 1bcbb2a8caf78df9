import type { StoreApi } from "zustand/vanilla";
import type { FixedPoint, StabilityReport } from "../core/analysis/stability";
import { toRecord, type ErrorRecord } from "../core/errors";
import type { Services } from "./services";
import type { SliceCreator, WorkbenchState } from "./store";

export type { FixedPoint, StabilityReport };

export interface AnalysisSlice {
  /** What the equations tell before they run: fixed points, dispersion. Belongs to the last spec that was analysed. */
  stability: StabilityReport | null;
  stabilityProblem: ErrorRecord | null;
  /** Which fixed point is looked at; null for the most telling one. */
  chosenPoint: number | null;
  choosePoint(index: number | null): void;
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
      chosenPoint: null,
      choosePoint: (chosenPoint) => set({ chosenPoint }),
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

/** The fixed point that is looked at: the chosen one, else the first with a Turing instability, else the first that is unstable, else the first. */
export function pointInView({ stability, chosenPoint }: Pick<AnalysisSlice, "stability" | "chosenPoint">): FixedPoint | null {
  const points = stability?.fixedPoints ?? [];
  const telling = points.find(({ turing }) => turing) ?? points.find(({ growthRate }) => growthRate !== null) ?? points[0] ?? null;
  return (chosenPoint === null ? undefined : points[chosenPoint]) ?? telling;
}

/** Shortest time between two analyses, in milliseconds: the curve follows the slider without a queue behind it. */
const paceMs = 40;

/** The parts of a spec that the analysis reads. */
const analysed = ["model", "species", "params", "equations", "auxiliary", "parameters", "grid", "boundary"] as const;

/** Analyses anew when one of them changes. */
export function followSpec(store: StoreApi<WorkbenchState>): void {
  let due = false;
  store.subscribe(({ spec }, { spec: before }) => {
    if (before && spec?.model !== before.model) store.setState({ chosenPoint: null });
    if (due || !spec || (before && analysed.every((part) => spec[part] === before[part]))) return;
    due = true;
    setTimeout(() => {
      due = false;
      void store.getState().analyse();
    }, paceMs);
  });
}
