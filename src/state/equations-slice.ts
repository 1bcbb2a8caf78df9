import { toRecord, type ErrorRecord } from "../core/errors";
import { complete } from "../core/spec/complete";
import type { RunSpec, RunSpecInput } from "../core/spec/run-spec";
import {
  ownEquations,
  runnable,
  sameEquations,
  textProblem,
  textsOf,
  withEquations,
  withField,
  withoutField,
  withoutParameter,
  withParameter,
  withText,
  type FieldKind,
  type OwnEquations,
} from "./own-equations";
import type { Services } from "./services";
import type { SliceCreator } from "./store";

/** A step that was shortened for equations that would not be stable with the one wanted. */
export interface ShortenedStep {
  wanted: number;
  taken: number;
}

export interface EquationsSlice {
  /** The equations as they are being written, right or wrong; null when nobody writes. */
  edited: OwnEquations | null;
  /** Why the run does not follow texts that are right by themselves. */
  equationsProblem: ErrorRecord | null;
  /** The step is put back as soon as the equations allow it. */
  shortened: ShortenedStep | null;
  /** Begins to write with the equations of the present model. The run goes on; the first change makes them the spec's own. */
  editEquations(): void;
  /** Ends it. The run keeps the last texts that were right. */
  closeEquations(): void;
  /** Resolves when the run follows, or has been refused. */
  writeEquation(name: string, text: string): Promise<void>;
  addField(name: string, kind: FieldKind): Promise<void>;
  removeField(name: string): Promise<void>;
  addParameter(name: string): Promise<void>;
  removeParameter(name: string): Promise<void>;
  /** Tries again what was refused, with another part of the spec beside it. */
  retryEquations(change: Pick<RunSpecInput, "initial" | "integrator" | "boundary">): Promise<void>;
}

/** Own equations: every change that can be read opens another run at once; while one opens, only the newest text waits. */
export const createEquationsSlice =
  ({ engine }: Pick<Services, "engine">): SliceCreator<EquationsSlice> =>
  (set, get, api) => {
    let following = false;
    let due: Pick<RunSpecInput, "initial" | "integrator" | "boundary"> | null = null;

    async function follow(beside: typeof due = {}): Promise<void> {
      due = { ...due, ...beside };
      if (following) return;
      following = true;
      try {
        while (due) {
          const change = due;
          due = null;
          await send(change);
        }
      } finally {
        following = false;
      }
    }

    async function send(beside: NonNullable<typeof due>): Promise<void> {
      const { spec, edited, run, shortened } = get();
      const running = spec && ownEquations(spec);
      if (!spec || !edited || !running) return;
      const next = runnable(edited, running, spec.grid.shape.length as 2 | 3);
      if (Object.keys(beside).length === 0 && sameEquations(next, running)) return set({ equationsProblem: null });
      let refusal: ErrorRecord | null = null;
      try {
        const { input, wanted } = withStableStep({ ...withEquations(spec, next), ...beside }, spec, shortened, run.largestStableDt);
        // Ends the steps in progress after the current slice, so that the new kernel waits for no frame of the old one.
        if (run.status === "running" && run.id !== null) engine.pause(run.id).catch(() => undefined);
        await get().changeSpec(
          () => input,
          (problem) => (refusal = problem),
        );
        const now = get().spec!;
        if (!refusal && !sameEquations(ownEquations(now), next)) return set({ edited: null, equationsProblem: null });
        if (!refusal) set({ shortened: wanted === null ? null : { wanted, taken: now.integrator.dt } });
      } catch (error) {
        refusal = toRecord(error);
      }
      set({ equationsProblem: refusal });
    }

    const edit = (change: (own: OwnEquations) => OwnEquations): Promise<void> => {
      const { edited } = get();
      if (!edited) return Promise.resolve();
      set({ edited: change(edited) });
      return follow();
    };

    // Another model, a link, another person's equations: what was being written belongs to the ones before.
    api.subscribe(({ spec, edited }, { spec: before }) => {
      if (following || !edited || spec === before || !spec || !before) return;
      if (!sameEquations(ownEquations(spec), ownEquations(before))) set({ edited: null, equationsProblem: null, shortened: null });
    });

    return {
      edited: null,
      equationsProblem: null,
      shortened: null,
      editEquations() {
        const { spec } = get();
        set({ edited: spec && ownEquations(spec), equationsProblem: null, shortened: null });
      },
      closeEquations: () => set({ edited: null, equationsProblem: null, shortened: null }),
      writeEquation: (name, text) => edit((own) => withText(own, name, text)),
      addField: (name, kind) => edit((own) => withField(own, name, kind)),
      removeField: (name) => edit((own) => withoutField(own, name)),
      addParameter: (name) => edit((own) => withParameter(own, name)),
      removeParameter: (name) => edit((own) => withoutParameter(own, name)),
      retryEquations: (change) => follow(change),
    };
  };

/** Whether every text can be read by itself. */
export const allReadable = (own: OwnEquations, dimensions: 2 | 3): boolean =>
  textsOf(own).every(([name, , text]) => textProblem(own, name, text, dimensions) === null);

/**
 * Takes 0.9 of the largest stable step where the one wanted is above it. A step that was too long before the change is somebody's
 * wish and stays; so does the first step of a method that chooses its own.
 * @returns with the step wanted where it is shortened, else null.
 * @throws WorkbenchError where the spec is wrong.
 */
function withStableStep(
  input: RunSpecInput,
  before: RunSpec,
  shortened: ShortenedStep | null,
  limitBefore: number | null,
): { input: RunSpecInput; wanted: number | null } {
  const { dt: present, rtol } = before.integrator;
  const isOurs = shortened !== null && shortened.taken === present;
  const dt = isOurs ? shortened.wanted : present;
  if (rtol !== undefined || input.integrator?.dt !== present) return { input, wanted: null };
  const asWanted = { ...input, integrator: { ...input.integrator, dt } };
  const { largestStableDt } = complete(asWanted);
  const wasTooLong = !isOurs && limitBefore !== null && present > limitBefore;
  if (wasTooLong || largestStableDt === null || dt <= largestStableDt) return { input: asWanted, wanted: null };
  return { input: { ...input, integrator: { ...input.integrator, dt: "auto" } }, wanted: dt };
}
