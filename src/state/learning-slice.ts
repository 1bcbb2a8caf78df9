import type { ExperimentApi, ExperimentState } from "../core/define/experiment";
import { completeValues, type PlainValue } from "../core/define/params";
import { toRecord, WorkbenchError, type ErrorRecord } from "../core/errors";
import { experiments } from "../core/learning/experiments/index";
import type { Services } from "./services";
import type { SliceCreator } from "./store";

export interface LearningFacts {
  /** Id of the experiment that is chosen. */
  experiment: string;
  /** What was set for each, where it is not its default. */
  options: Readonly<Record<string, Readonly<Record<string, PlainValue>>>>;
  status: "idle" | "running" | "stopped" | "done" | "failed";
  /** How the experiment that ran last stands, and which it was with what options. */
  result: { experiment: string; options: Readonly<Record<string, PlainValue>>; state: ExperimentState } | null;
  problem: ErrorRecord | null;
}

export interface LearningSlice {
  learning: LearningFacts;
  chooseExperiment(id: string): void;
  setExperimentOption(name: string, value: PlainValue): void;
  resetExperiment(): void;
  /** Resolves when it has ended or was stopped. */
  startExperiment(): Promise<void>;
  /** Ends it at once; what it came to stays. */
  stopExperiment(): void;
  /** Takes an experiment from a link. @throws WorkbenchError that says what is wrong with it. */
  takeExperiment(document: unknown): void;
  /** The chosen experiment with all its options. */
  experimentDocument(): { version: 1; experiment: string; options: Record<string, PlainValue> };
}

export const createLearningSlice =
  ({ startLearning }: Pick<Services, "startLearning">): SliceCreator<LearningSlice> =>
  (set, get) => {
    let thread: (ExperimentApi & { dispose(): void }) | null = null;
    let turn = 0;
    const patch = (facts: Partial<LearningFacts>) => set(({ learning }) => ({ learning: { ...learning, ...facts } }));
    const end = () => {
      turn++;
      thread?.dispose();
      thread = null;
    };
    const chosen = () => {
      const { experiment: id, options } = get().learning;
      return { id, options: completeValues(experiments.get(id).params, options[id] ?? {}, ["options"]) };
    };
    return {
      learning: { experiment: experiments.ids[0]!, options: {}, status: "idle", result: null, problem: null },
      chooseExperiment(id) {
        end();
        patch({ experiment: experiments.get(id).id, status: "idle", result: null, problem: null });
      },
      setExperimentOption(name, value) {
        const { experiment, options } = get().learning;
        patch({ options: { ...options, [experiment]: { ...options[experiment], [name]: value } } });
      },
      resetExperiment() {
        const { [get().learning.experiment]: _, ...others } = get().learning.options;
        patch({ options: others });
      },
      async startExperiment() {
        end();
        const mine = turn;
        patch({ status: "running", problem: null, result: null });
        try {
          const { id, options } = chosen();
          const own = (thread = startLearning());
          await own.start(id, options);
          for (;;) {
            const { state, done } = await own.next();
            if (mine !== turn) return;
            patch({ result: { experiment: id, options, state } });
            if (done) break;
          }
          patch({ status: "done" });
        } catch (error) {
          if (mine === turn) patch({ status: "failed", problem: toRecord(error) });
        } finally {
          if (mine === turn) end();
        }
      },
      stopExperiment() {
        end();
        patch({ status: "stopped" });
      },
      takeExperiment(document) {
        const { version, experiment, options } = (document ?? {}) as { version?: unknown; experiment?: unknown; options?: Record<string, unknown> };
        if (version !== 1 || typeof experiment !== "string")
          throw new WorkbenchError("spec/malformed", ["experiment"], "this is no experiment of the learning room; export it again where it was made");
        const complete = completeValues(experiments.get(experiment).params, options ?? {}, ["options"]);
        get().chooseExperiment(experiment);
        patch({ options: { ...get().learning.options, [experiment]: complete } });
      },
      experimentDocument() {
        const { id, options } = chosen();
        return { version: 1, experiment: id, options };
      },
    };
  };
