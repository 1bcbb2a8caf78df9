import type { StoreApi } from "zustand/vanilla";
import type { Preset } from "../core/define/model";
import type { ParamValue } from "../core/define/params";
import { toRecord, type ErrorRecord } from "../core/errors";
import { models } from "../core/models/index";
import type { RunSpec, RunSpecInput } from "../core/spec/run-spec";
import { recall, remember } from "./remember";
import type { KeyValueStorage, Services } from "./services";
import type { SliceCreator, WorkbenchState } from "./store";

/** Parts of a spec that a run cannot change in flight: changing one opens another run. */
export type SpecChange = Partial<Pick<RunSpecInput, "grid" | "boundary" | "initial" | "integrator" | "precision" | "seed" | "steps">>;

export interface SpecSlice {
  /** The completed spec of the open run; null until the first one is open. */
  spec: RunSpec | null;
  /** The preset whose setting this still is. */
  preset: string | null;
  /** Why the last change was refused. The run before it goes on. */
  specProblem: ErrorRecord | null;
  /** Whether the spec would survive a reload: "saved", "saving", or why not. */
  saved: string;
  chooseModel(id: string): Promise<void>;
  choosePreset(id: string): Promise<void>;
  /** Opens another run with these parts changed. It runs on when the one before was running. */
  changeSpec(change: SpecChange): Promise<void>;
  newSeed(): Promise<void>;
  /** Changes a parameter of the run in flight: no re-seeding, no reset. */
  setParameter(name: string, value: ParamValue): Promise<void>;
  dismissSpecProblem(): void;
}

/** The spec of a model in one of its presets, everything else left to the defaults. */
export function specOf(modelId: string, preset: Preset | undefined, seed?: number): RunSpecInput {
  const { id: _, title: __, note: ___, ...setting } = preset ?? { id: "", title: "", note: "", parameters: {} };
  return { version: 1, model: modelId, ...setting, ...(seed === undefined ? {} : { seed }) };
}

export const createSpecSlice =
  ({ engine, newSeed }: Pick<Services, "engine" | "newSeed">): SliceCreator<SpecSlice> =>
  (set, get) => {
    let sending = false;

    /** Sends the newest parameters, one call at a time: a slider that moves faster than the engine answers skips values. */
    async function sendParameters(): Promise<void> {
      if (sending) return;
      sending = true;
      try {
        for (;;) {
          const { spec, run } = get();
          if (!spec || run.id === null) return;
          const sent = spec.parameters;
          // Ends the steps in progress after the current slice, so that the slider is answered within a frame.
          if (run.status === "running") await engine.pause(run.id);
          const answer = await engine.setParameters(run.id, sent);
          if (get().run.id !== run.id) return;
          const current = get().spec!;
          const { specHash, largestStableDt, warnings } = answer;
          const accepted = current.parameters === sent;
          set({ spec: accepted ? answer.spec : current, specProblem: null, run: { ...get().run, specHash, largestStableDt, warnings } });
          if (accepted) return;
        }
      } finally {
        sending = false;
      }
    }

    return {
      spec: null,
      preset: null,
      specProblem: null,
      saved: "saved",
      async chooseModel(id) {
        const first = models.get(id).presets[0];
        await get().open(specOf(id, first, get().spec?.seed), { preset: first?.id ?? null });
      },
      async choosePreset(id) {
        const { spec } = get();
        if (!spec) return;
        const preset = models.get(spec.model).presets.find((one) => one.id === id);
        await get().open(specOf(spec.model, preset, spec.seed), { preset: id });
      },
      async changeSpec(change) {
        const { spec, preset } = get();
        if (!spec) return;
        const keepsPreset = Object.keys(change).every((key) => key === "seed" || key === "precision");
        await get().open({ ...spec, steps: 0, ...change } as RunSpecInput, { preset: keepsPreset ? preset : null });
      },
      newSeed: () => get().changeSpec({ seed: newSeed() }),
      async setParameter(name, value) {
        const before = get().spec;
        if (!before) return;
        set(({ run }) => ({
          spec: { ...before, parameters: { ...before.parameters, [name]: value } },
          preset: null,
          run: run.step > 0 ? { ...run, steered: true } : run,
        }));
        try {
          await sendParameters();
        } catch (error) {
          set(({ spec }) => ({
            specProblem: toRecord(error),
            spec: spec && spec.model === before.model ? { ...spec, parameters: before.parameters } : spec,
          }));
        }
      },
      dismissSpecProblem: () => set({ specProblem: null }),
    };
  };

const key = "mfn.spec";
const calmMs = 400;

/** The spec kept from the last visit, unchecked. */
export function recallSpec(storage: KeyValueStorage): { spec: RunSpecInput; preset: string | null } | null {
  const kept = recall(storage, key);
  return typeof kept === "object" && kept !== null && "spec" in kept ? (kept as { spec: RunSpecInput; preset: string | null }) : null;
}

/** Keeps the spec a moment after it stops changing, and says so in `saved`. Returns the call that keeps it at once. */
export function saveSpec(store: StoreApi<WorkbenchState>, storage: KeyValueStorage): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const save = () => {
    clearTimeout(timer);
    const { spec, preset, saved } = store.getState();
    if (saved === "saving") store.setState({ saved: remember(storage, key, { spec, preset }) ?? "saved" });
  };
  store.subscribe(({ spec, preset }, before) => {
    if (spec === before.spec && preset === before.preset) return;
    clearTimeout(timer);
    store.setState({ saved: "saving" });
    timer = setTimeout(save, calmMs);
  });
  return save;
}
