import { toRecord, WorkbenchError, type ErrorRecord } from "../core/errors";
import { cellCount } from "../core/field/grid";
import { withInterventions } from "../core/spec/interventions";
import { modelOf } from "../core/spec/model-of";
import type { RunSpec, RunSpecInput } from "../core/spec/run-spec";
import type { BackendId, FieldFrame, OpenedRun, RunId } from "../engine/protocol";
import { openWith } from "./backend-slice";
import { createMeasurer } from "./measurer";
import { createPacer, watchableSteps, type Pace } from "./pace";
import type { Services } from "./services";
import type { SliceCreator, WorkbenchState } from "./store";
import { presentSpec } from "./exported-spec";
import { emptyTimeline } from "./history-slice";
import { fieldsInView } from "./views-slice";

/** Facts about the run on screen. */
export interface RunFacts {
  id: RunId | null;
  /** `opening` only before the first run; later a change opens beside the run that is shown. */
  status: "opening" | "paused" | "running" | "failed";
  step: number;
  time: number;
  shape: readonly number[];
  /** The fields of the model, in its order. */
  fields: readonly string[];
  specHash: string;
  backend: BackendId | "";
  threads: number;
  /** The same spec gives the same bits. */
  exact: boolean;
  /** Why this back end, in a sentence. */
  because: string;
  largestStableDt: number | null;
  warnings: readonly string[];
  /** What was decided for the spec when it was opened, such as its integrator, and why. */
  notes: readonly string[];
  counters: Readonly<Record<string, number>>;
  cellUpdatesPerSecond: number;
  /** The furthest step that was reached: any state up to it can be shown again. */
  newest: number;
  /** Parameters of the start; those of the store's `spec` are the ones that hold in the shown state. */
  start: RunSpec["parameters"];
  /** Something was done to it in flight: its spec has interventions. */
  steered: boolean;
  /** What stopped it. `run/not-finite` carries field, cell, step and time in its detail. */
  problem: ErrorRecord | null;
}

export interface OpenOptions {
  preset?: string | null;
  /** Whether to set it going; by default when the run before was going, had failed, or there was none. */
  run?: boolean;
  /** Is told why the spec is refused, in place of `specProblem`: where the fault is shown beside what was typed. */
  refused?: ((problem: ErrorRecord) => void) | undefined;
  /** Whether the first steps are taken while it opens, where it is set going: for equations that are being typed. */
  eager?: boolean;
}

export interface RunSlice {
  run: RunFacts;
  /** The field that is shown and measured. */
  field: string;
  /** In three dimensions, the plane along z that is shown. */
  slice: number;
  stepsPerFrame: number;
  /** Who decides on them. */
  pace: Pace;
  measureProblem: ErrorRecord | null;
  /** Opens a run. When the spec is refused, `specProblem` says why and the run before goes on. Resolves to whether it opened. */
  open(input: RunSpecInput, options?: OpenOptions): Promise<boolean>;
  /** Resolves when it has stopped again. */
  play(): Promise<void>;
  pause(): Promise<void>;
  stepOnce(): Promise<void>;
  resetRun(): Promise<void>;
  /** Asks for the state as it is and shows it. */
  showState(): Promise<void>;
  /** Shows a state of the run that the engine has answered. */
  showFrame(frame: FieldFrame): void;
  /** Pauses; resolves to the run once nothing of it is under way any more. */
  standStill(): Promise<RunId | null>;
  /** Says what stopped a run. */
  failRun(id: RunId, error: unknown): void;
  /** After a failure: back to the newest state in which everything was finite. */
  showLastGood(): Promise<void>;
  setField(name: string): void;
  setSlice(z: number): void;
  setPace(pace: Pace): void;
  /** Chooses them, whatever the machine can do. */
  setStepsPerFrame(steps: number): void;
}

const noRun: RunFacts = {
  id: null,
  status: "opening",
  step: 0,
  time: 0,
  shape: [],
  fields: [],
  specHash: "",
  backend: "",
  threads: 0,
  exact: true,
  because: "",
  largestStableDt: null,
  warnings: [],
  notes: [],
  counters: {},
  cellUpdatesPerSecond: 0,
  newest: 0,
  start: {},
  steered: false,
  problem: null,
};

/** While it runs, how often the page asks which states are at hand. */
const followMs = 1000;
/** Frames asked for before they can be shown: one under way, and one that can begin as soon as it is done. */
const framesAhead = 2;
/** Steps of the first frame where the machine decides: few, so that it comes soon on any. */
const firstSteps = 4;

/** The field that is worth looking at first: a potential, else the first that is 0 at rest, so that the pattern stands out of it. */
function fieldToShow(spec: RunSpec, fields: readonly string[]): string {
  const { species } = modelOf(spec);
  return fields.find((name) => /V$/.test(species[name]!.unit)) ?? fields.find((name) => !species[name]!.rest) ?? fields[0]!;
}

/** A call for the steps of a frame, and when it was made. */
interface Asked {
  steps: number;
  at: number;
  answer: Promise<{ frame: FieldFrame; came: number }>;
}

export const createRunSlice =
  (services: Services): SliceCreator<RunSlice> =>
  (set, get) => {
    const { engine, frames } = services;
    const patch = (facts: Partial<RunFacts>) => set(({ run }) => ({ run: { ...run, ...facts } }));
    const measurer = createMeasurer(services, get, set);
    /** Counts openings: an answer that belongs to an older one is dropped. */
    let opening = 0;
    /** Settles when the loop in progress of run `loopOf` has ended. */
    let loop: Promise<void> = Promise.resolve();
    let loopOf: RunId | null = null;

    /** The last look at which states are at hand. */
    let followed = 0;

    /** What holds in the state of a step: interventions move parameters as time goes on, and back. */
    function presentAt(step: number): void {
      const { spec, run, steering } = get();
      if (!spec?.interventions || steering) return;
      const present = presentSpec({ ...spec, parameters: run.start }, step, spec);
      if (present.parameters !== spec.parameters) set({ spec: present });
    }

    function show(frame: FieldFrame): void {
      frames.publish(frame);
      presentAt(frame.step);
      const { run } = get();
      if (frame.step < run.step) {
        measurer.restart();
        get().forgetMeasuredAfter(frame.step);
      }
      const rate = frame.cellUpdatesPerSecond;
      const smoothed = rate === 0 || run.cellUpdatesPerSecond === 0 ? rate || run.cellUpdatesPerSecond : 0.8 * run.cellUpdatesPerSecond + 0.2 * rate;
      const newest = Math.max(run.newest, frame.step);
      patch({ step: frame.step, time: frame.time, newest, counters: frame.counters, cellUpdatesPerSecond: smoothed });
      if (run.status === "running" && performance.now() - followed > followMs) {
        followed = performance.now();
        void get().followHistory();
      }
      measurer.offer(frame);
    }

    function fail(id: RunId, error: unknown): void {
      if (get().run.id !== id) return;
      const problem = toRecord(error);
      if (problem.code === "run/cancelled") patch({ status: "paused" });
      else patch({ status: "failed", problem });
      // The room Server is loaded behind the first picture.
      if (problem.code === "server/unauthorised") void (get() as Partial<WorkbenchState>).askWhoAgain?.();
    }

    /** The step at which it stops by itself: the spec's own number of steps, or where what is replayed ends. */
    const goal = () => get().timeline.replayTo ?? get().spec?.steps ?? 0;

    /** Asks for the steps of a frame that begins at step `from`: fewer when the spec's own number of steps comes first. */
    function ask(id: RunId, from: number): Asked {
      const { stepsPerFrame } = get();
      const left = goal() - from;
      const steps = left > 0 ? Math.min(left, stepsPerFrame) : stepsPerFrame;
      // Only what is shown: the others would cost copies, and on a graphics processor a wait.
      const answer = engine.advance(id, steps, fieldsInView(get())).then((frame) => ({ frame, came: performance.now() }));
      // Awaited once the frames before it are drawn: a failure waits too.
      answer.catch(() => undefined);
      return { steps, at: performance.now(), answer };
    }

    /** The engine has the next frame to compute, and one to begin after it, while this one is drawn: it never waits for the screen. */
    async function advance(id: RunId): Promise<void> {
      const pacer = createPacer();
      const asked: Asked[] = [];
      const { shape } = get().run;
      let { step } = get().run;
      const askAhead = () => {
        let from = step + asked.reduce((sum, { steps }) => sum + steps, 0);
        while (asked.length < framesAhead && get().run.id === id && get().run.status === "running") {
          // The spec's own number of steps is reached: it is shown before anything goes on.
          if (from === goal() && from !== step) return;
          asked.push(ask(id, from));
          from += asked.at(-1)!.steps;
        }
      };
      let cameBefore = 0;
      try {
        askAhead();
        while (asked.length > 0) {
          const { steps, at, answer } = asked.shift()!;
          const { frame, came } = await answer;
          if (get().run.id !== id) return;
          const now = performance.now();
          const done = frame.step - step;
          const { pace } = get();
          if (pace !== "chosen" && !frame.paused) {
            const stepping = done > 0 ? (1000 * cellCount(shape) * done) / frame.cellUpdatesPerSecond : 0;
            const took = Math.max(stepping, came - Math.max(at, cameBefore));
            set({ stepsPerFrame: pacer.next(steps, done, took, pace === "fastest" ? Infinity : watchableSteps(shape)) });
          }
          [step, cameBefore] = [frame.step, came];
          if (goal() === step && asked.length === 0) patch({ status: "paused" });
          askAhead();
          show(frame);
          if (asked.length === 0) break;
          await services.nextFrame();
          pacer.shown(performance.now() - now);
        }
        // Standing still it has every field at hand.
        const whole = await engine.frame(id);
        if (get().run.id === id) show(whole);
      } catch (error) {
        fail(id, error);
      }
      await get().followHistory();
    }

    async function halt(): Promise<RunId | null> {
      await get().pause();
      await loop;
      return get().run.id;
    }

    function take(opened: OpenedRun, preset: string | null): void {
      const fields = Object.keys(opened.frame.fields);
      const field = get().spec?.model === opened.spec.model && fields.includes(get().field) ? get().field : fieldToShow(opened.spec, fields);
      const { frame, spec: whole, run: id, ...facts } = opened;
      const spec = presentSpec(whole, frame.step);
      measurer.restart();
      get().clearSeries();
      const { shape } = frame;
      const sameDepth = shape.length === 3 && get().run.shape[0] === shape[0] && get().run.shape.length === 3;
      const slice = sameDepth ? get().slice : shape.length === 3 ? Math.floor(shape[0]! / 2) : 0;
      const steered = whole.interventions !== undefined;
      const run: RunFacts = { ...noRun, ...facts, id, status: "paused", shape, fields, steered, start: whole.parameters };
      set({ spec, preset, specProblem: null, field, slice, run, timeline: emptyTimeline });
      if (get().pace !== "chosen") set({ stepsPerFrame: firstSteps });
      show(frame);
    }

    /** A run that is no longer shown; closed or not, it is of no further use. */
    function letGo(id: RunId): void {
      frames.forget(id);
      engine.close(id).catch(() => undefined);
    }

    /** The same experiment from its start: its server was started again, or has given up a run that nobody asked for. */
    async function openAnew(id: RunId): Promise<void> {
      const { spec, preset, run } = get();
      if (run.id !== id || spec === null) return;
      const refused = (problem: ErrorRecord) => fail(id, WorkbenchError.fromJSON(problem));
      await get().open(withInterventions(spec, []), { preset, run: false, refused });
    }

    return {
      run: noRun,
      field: "",
      slice: 0,
      stepsPerFrame: firstSteps,
      pace: "watchable",
      measureProblem: null,
      async open(input, { preset = null, run: wanted, eager = false, refused = (specProblem: ErrorRecord) => set({ specProblem }) } = {}) {
        const mine = ++opening;
        const { backend, threads } = get().workspace;
        const steps = eager && (wanted ?? get().run.status === "running") ? firstSteps : 0;
        let opened: OpenedRun;
        let backendProblem: ErrorRecord | null;
        try {
          ({ opened, problem: backendProblem } = await openWith(engine, input, {
            backend,
            threads: threads || undefined,
            ...(steps > 0 && { steps }),
          }));
        } catch (error) {
          if (mine === opening) refused(toRecord(error));
          return false;
        }
        if (mine !== opening) {
          letGo(opened.run);
          return false;
        }
        const before = get().run;
        take(opened, preset);
        set({ backendProblem });
        if (before.id !== null) letGo(before.id);
        if (wanted ?? before.status !== "paused") void get().play();
        return true;
      },
      play() {
        const { id, status } = get().run;
        if (id === null || status === "running") return loop;
        patch({ status: "running", problem: null });
        // Another run's loop ends by itself; to wait for it would keep the new kernel idle while the page draws.
        loop = loopOf === id ? loop.then(() => advance(id)) : advance(id);
        loopOf = id;
        return loop;
      },
      async pause() {
        const { id, status } = get().run;
        if (id === null || status !== "running") return;
        patch({ status: "paused" });
        await engine.pause(id).catch((error: unknown) => fail(id, error));
      },
      async stepOnce() {
        const id = await halt();
        if (id === null) return;
        await engine.step(id).then(show, (error: unknown) => fail(id, error));
      },
      async resetRun() {
        const id = await halt();
        if (id === null) return;
        try {
          // A way to a step that is under way ends first.
          await get().stopTravelling();
          const frame = await engine.reset(id);
          if (get().run.id !== id) return;
          measurer.restart();
          get().clearSeries();
          patch({ status: "paused", problem: null, newest: 0 });
          set({ timeline: emptyTimeline });
          show(frame);
          await get().followHistory(true);
        } catch (error) {
          if (toRecord(error).code === "run/unknown") await openAnew(id);
          else fail(id, error);
        }
      },
      async showState() {
        const { id } = get().run;
        if (id === null) return;
        try {
          const frame = await engine.frame(id);
          if (get().run.id !== id) return;
          show(frame);
          await get().followHistory(true);
        } catch (error) {
          fail(id, error);
        }
      },
      showFrame: show,
      standStill: halt,
      failRun: fail,
      async showLastGood() {
        const { id } = get().run;
        if (id === null) return;
        patch({ status: "paused", problem: null });
        await get().showState();
      },
      setField(name) {
        if (name === get().field || !get().run.fields.includes(name)) return;
        measurer.restart();
        get().clearSeries();
        set({ field: name });
        const { id } = get().run;
        const frame = id === null ? null : frames.latest(id);
        if (frame?.fields[name]) show(frame);
      },
      setSlice: (slice) => set({ slice }),
      setPace: (pace) => set({ pace }),
      setStepsPerFrame: (steps) => set({ stepsPerFrame: Math.max(1, Math.round(steps)), pace: "chosen" }),
    };
  };
