import type { StoreApi } from "zustand/vanilla";
import type { Preset } from "../core/define/model";
import type { ParamValue } from "../core/define/params";
import { toRecord, type ErrorRecord } from "../core/errors";
import { models } from "../core/models/index";
import { modelOf } from "../core/spec/model-of";
import { dependsOn, readFormula } from "../core/spec/formula";
import { withInterventions } from "../core/spec/interventions";
import type { RunSpec, RunSpecInput } from "../core/spec/run-spec";
import { recall, remember } from "./remember";
import type { OpenOptions } from "./run-slice";
import type { KeyValueStorage, Services } from "./services";
import type { SliceCreator, WorkbenchState } from "./store";

/** Parts of a spec that a run cannot change in flight: changing one opens another run. */
export type SpecChange = Partial<Omit<RunSpecInput, "version">>;

/** A change, or how it follows from the spec that is there when it is made. */
export type SpecEdit = SpecChange | ((spec: RunSpec) => SpecChange);

export interface SpecSlice {
  /**
   * The completed spec of the open run; null until the first one is open. Its parameters are those that hold in the shown state, its
   * interventions all that was done to the run; `wholeSpec` has those of the start.
   */
  spec: RunSpec | null;
  /** The preset whose setting this still is. */
  preset: string | null;
  /** Why the last change was refused. The run before it goes on. */
  specProblem: ErrorRecord | null;
  /** A moved parameter is on its way to the run: the spec is ahead of it. */
  steering: boolean;
  /** Whether the spec would survive a reload: "saved", "saving", or why not. */
  saved: string;
  chooseModel(id: string): Promise<void>;
  choosePreset(id: string): Promise<void>;
  /**
   * Opens another run with these parts changed. It runs on when the one before was running.
   */
  changeSpec(edit: SpecEdit, options?: Pick<OpenOptions, "refused" | "eager">): Promise<void>;
  newSeed(): Promise<void>;
  /**
   * Changes a parameter of the run in flight: no re-seeding, no reset. From a number to a formula, from one formula to another,
   * and where the mask depends on it, it opens another run.
   */
  setParameter(name: string, value: ParamValue, refused?: (problem: ErrorRecord) => void): Promise<void>;
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
    let turn: Promise<void> = Promise.resolve();
    let inLine = 0;

    /**
     * One after the other: what is chosen while a run opens is added to it, and does not take its place. Where nobody waits it begins
     * at once, before the page draws what was typed.
     */
    const inTurn = (work: () => Promise<void>): Promise<void> => {
      const done = inLine++ === 0 ? work() : turn.then(work);
      turn = done.catch(() => undefined).then(() => void inLine--);
      return done;
    };

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
          const { specHash, largestStableDt, warnings, step } = answer;
          const accepted = current.parameters === sent;
          get().takeChange({ spec: answer.spec, specHash, step });
          const taken = get().spec!;
          set({
            spec: accepted ? taken : { ...taken, parameters: current.parameters },
            specProblem: null,
            run: { ...get().run, largestStableDt, warnings },
          });
          if (!accepted) continue;
          if (step === 0 && get().run.status !== "running") await get().showState();
          return;
        }
      } finally {
        sending = false;
      }
    }

    return {
      spec: null,
      preset: null,
      specProblem: null,
      steering: false,
      saved: "saved",
      chooseModel: (id) =>
        inTurn(async () => {
          const first = models.get(id).presets[0];
          await get().open(specOf(id, first, get().spec?.seed), { preset: first?.id ?? null });
        }),
      choosePreset: (id) =>
        inTurn(async () => {
          const { spec } = get();
          const preset = spec && models.get(spec.model).presets.find((one) => one.id === id);
          if (preset) await get().open(specOf(spec.model, preset, spec.seed), { preset: id });
        }),
      changeSpec(edit, options) {
        const asked = get().spec;
        return inTurn(async () => {
          const { spec, preset } = get();
          if (!spec || spec.model !== asked?.model) return;
          const change = typeof edit === "function" ? edit(spec) : edit;
          const keepsPreset = Object.keys(change).every((key) => key === "seed" || key === "precision");
          // What was done to the run before belongs to it alone: its marks are of its grid, its moves of its time.
          await get().open({ ...withInterventions(spec, []), steps: 0, ...change } as RunSpecInput, {
            preset: keepsPreset ? preset : null,
            ...options,
          });
        });
      },
      newSeed: () => get().changeSpec({ seed: newSeed() }),
      async setParameter(name, value, refused) {
        const before = get().spec;
        if (!before) return;
        if (needsAnotherRun(before, name, value))
          return get().changeSpec(({ parameters }) => ({ parameters: { ...parameters, [name]: value } }), refused && { refused });
        set({ spec: { ...before, parameters: { ...before.parameters, [name]: value } }, preset: null, steering: true });
        try {
          await sendParameters();
        } catch (error) {
          set(({ spec }) => ({ spec: spec && spec.model === before.model ? { ...spec, parameters: before.parameters } : spec }));
          (refused ?? ((specProblem) => set({ specProblem })))(toRecord(error));
        } finally {
          if (!sending) set({ steering: false });
        }
      },
      dismissSpecProblem: () => set({ specProblem: null }),
    };
  };

/** Kernels are made for what is a number and what is a formula, and for the cells of the mask. */
function needsAnotherRun(spec: RunSpec, name: string, value: ParamValue): boolean {
  const model = modelOf(spec);
  if (model.kind === "stepped") return false;
  if (typeof value !== "number" || typeof spec.parameters[name] !== "number") return true;
  const { mask } = spec.grid;
  return typeof mask === "string" && dependsOn(readFormula(mask, { params: Object.keys(model.params) }, ["grid", "mask"]), [name]);
}

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
    if (saved === "saving") store.setState({ saved: remember(storage, key, { spec: spec && withInterventions(spec, []), preset }) ?? "saved" });
  };
  store.subscribe(({ spec, preset }, before) => {
    if (spec === before.spec && preset === before.preset) return;
    clearTimeout(timer);
    store.setState({ saved: "saving" });
    timer = setTimeout(save, calmMs);
  });
  return save;
}
