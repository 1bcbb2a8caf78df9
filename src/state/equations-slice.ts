import { toRecord, type ErrorRecord } from "../core/errors";
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
    /** The newest texts that can be read: what is typed on while a run opens does not undo them. Null where the run follows them or refused them. */
    let readable: OwnEquations | null = null;
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
      const next = readableNow(spec, edited, running);
      readable = null;
      if (Object.keys(beside).length === 0 && sameEquations(next, running)) return set({ equationsProblem: null });
      let refusal: ErrorRecord | null = null;
      try {
        const input = { ...withEquations(spec, next), ...beside };
        const dt = wantedStep(input, spec, shortened, run.largestStableDt);
        // Ends the steps in progress after the current slice, so that the new kernel waits for no frame of the old one.
        if (run.status === "running" && run.id !== null) engine.pause(run.id).catch(() => undefined);
        await get().changeSpec(dt === null ? input : { ...input, integrator: { ...input.integrator, dt: { atMost: dt } } }, {
          refused: (problem) => (refusal = problem),
          eager: true,
        });
        const now = get().spec!;
        if (!refusal && !sameEquations(ownEquations(now), next)) return set({ edited: null, equationsProblem: null });
        const { dt: taken } = now.integrator;
        if (!refusal) set({ shortened: dt === null || taken >= dt ? null : { wanted: dt, taken } });
      } catch (error) {
        refusal = toRecord(error);
      }
      set({ equationsProblem: refusal });
    }

    const readableNow = (spec: RunSpec, edited: OwnEquations, running: OwnEquations): OwnEquations =>
      runnable(edited, readable ?? running, spec.grid.shape.length as 2 | 3);

    const edit = (change: (own: OwnEquations) => OwnEquations): Promise<void> => {
      const { spec, edited: before } = get();
      if (!before) return Promise.resolve();
      const edited = change(before);
      set({ edited });
      const running = spec && ownEquations(spec);
      if (following && running) readable = readableNow(spec, edited, running);
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
        readable = null;
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
 * The step wished for, to be shortened where the new equations would not be stable with it; null where it stands as it is: a step that was
 * too long before the change is somebody's wish, and a method that chooses its own knows better.
 */
function wantedStep(input: RunSpecInput, before: RunSpec, shortened: ShortenedStep | null, limitBefore: number | null): number | null {
  const { dt, rtol } = before.integrator;
  if (rtol !== undefined || input.integrator?.dt !== dt) return null;
  if (shortened?.taken === dt) return shortened.wanted;
  return limitBefore !== null && dt > limitBefore ? null : dt;
}
