import { toRecord, type ErrorRecord } from "../core/errors";
import type { PointsApi } from "../core/sweep/point";
import { branchPoints, followBranches, type BranchPoint } from "../core/sweep/continuation";
import { completeSweep, type SweepSpec, type SweptRange } from "../core/sweep/sweep-spec";
import { withInterventions } from "../core/spec/interventions";
import type { RunSpec } from "../core/spec/run-spec";
import { numberAt } from "./sweep-draft";
import type { Services } from "./services";
import type { SliceCreator } from "./store";

/** A point of the diagram without its picture, which is no fact. */
export type BifurcationPoint = Omit<BranchPoint, "tile">;

export interface BifurcationDraft {
  model: string;
  parameter: SweptRange;
  /** Of each run, from the state of the one before. */
  steps: number;
}

export interface BifurcationFacts {
  sweep: SweepSpec | null;
  status: "idle" | "running" | "stopped" | "done" | "failed";
  points: readonly BifurcationPoint[];
  of: number;
  problem: ErrorRecord | null;
}

export interface BifurcationSlice {
  bifurcation: BifurcationFacts;
  bifurcationDraft: BifurcationDraft | null;
  prepareBifurcation(): void;
  changeBifurcationDraft(change: Partial<BifurcationDraft>): void;
  /** Follows the spec on screen up and down. Resolves when it has ended. */
  startBifurcation(): Promise<void>;
  /** Ends it at once; the points that are there stay. */
  stopBifurcation(): void;
}

const measure = ["regime", "min", "max", "mean", "std", "amplitude", "wavelength"];
const usualSteps = 2000;
const none: BifurcationFacts = { sweep: null, status: "idle", points: [], of: 0, problem: null };

export const createBifurcationSlice =
  ({ startPoints }: Pick<Services, "startPoints">): SliceCreator<BifurcationSlice> =>
  (set, get) => {
    let thread: (PointsApi & { dispose(): void }) | null = null;
    let turn = 0;
    const patch = (facts: Partial<BifurcationFacts>) => set(({ bifurcation }) => ({ bifurcation: { ...bifurcation, ...facts } }));
    const end = () => {
      turn++;
      thread?.dispose();
      thread = null;
    };
    return {
      bifurcation: none,
      bifurcationDraft: null,
      prepareBifurcation() {
        const { spec, bifurcationDraft } = get();
        if (!spec || bifurcationDraft?.model === spec.model) return;
        const name = Object.keys(spec.parameters).find((one) => typeof spec.parameters[one] === "number");
        if (name) set({ bifurcationDraft: { model: spec.model, parameter: around(spec, `parameters.${name}`), steps: usualSteps } });
      },
      changeBifurcationDraft: (change) =>
        set(({ bifurcationDraft }) => ({ bifurcationDraft: bifurcationDraft && { ...bifurcationDraft, ...change } })),
      async startBifurcation() {
        const { spec, bifurcationDraft } = get();
        if (!spec || !bifurcationDraft) return;
        end();
        const mine = turn;
        try {
          const { parameter, steps } = bifurcationDraft;
          const sweep = completeSweep({ version: 1, base: { ...withInterventions(spec, []), steps }, parameters: [{ ...parameter }], measure });
          set({ bifurcation: { ...none, sweep, status: "running", of: branchPoints(sweep) } });
          const own = (thread = startPoints());
          for await (const { tile: _, ...point } of followBranches(sweep, (request) => own.samplePoint(request))) {
            if (mine !== turn) return;
            patch({ points: [...get().bifurcation.points, point] });
          }
          patch({ status: "done" });
        } catch (error) {
          if (mine === turn) patch({ status: "failed", problem: toRecord(error) });
        } finally {
          if (mine === turn) end();
        }
      },
      stopBifurcation() {
        end();
        patch({ status: "stopped" });
      },
    };
  };

/** From half of a value to one and a half of it: a whole declared range is mostly empty of bifurcations. */
export function around(spec: RunSpec, name: string): SweptRange {
  const value = numberAt(spec, name);
  const [from, to] = value === 0 ? [-0.5, 0.5] : [0.5 * value, 1.5 * value].sort((a, b) => a - b);
  return { name, from: Number(from!.toPrecision(6)), to: Number(to!.toPrecision(6)), count: 15, scale: "linear" };
}
