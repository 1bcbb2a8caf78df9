import type { EquationModel } from "../core/define/model";
import { WorkbenchError } from "../core/errors";
import { cellCount } from "../core/field/grid";
import { initialFields } from "../core/initial";
import { advanceSafely } from "../core/simulate";
import type { Simulation, Snapshot } from "../core/simulation";
import { complete, type Completed } from "../core/spec/complete";
import { hashSpec } from "../core/spec/hash";
import { needsFiles, type GivenArrays } from "../core/spec/files";
import type { RunSpec } from "../core/spec/run-spec";
import { Backends, type Started } from "./backends/index";
import { nextTask } from "./host-task";
import type { HostAnalysis } from "./host-analysis";
import type { HostTwins } from "./host-twins";
import type { BackendWish, EngineApi, FieldFrame, RunId } from "./protocol";

interface HostOptions {
  /** Where it runs, in words. */
  place?: string;
  /** The ways of computing; one thread without more said. */
  backends?: Backends;
  /** What runs are computed with unless a call says otherwise. */
  wish?: BackendWish;
  /** Reads the files that a spec names; absent where files are not to be had. */
  loadArrays?: (spec: RunSpec) => Promise<GivenArrays>;
}

interface Run {
  id: RunId;
  simulation: Simulation;
  /** What it is computed with. */
  by: Omit<Started, "simulation">;
  completed: Completed;
  arrays: GivenArrays | undefined;
  initial: Snapshot;
  /** A finite state not long ago, to return to. */
  safe: Snapshot;
  /** Milliseconds of stepping since then. */
  sinceSafe: number;
  /** Steps that take about a slice of time. */
  slice: number;
  /** The call in progress; the next one waits for it. */
  busy: Promise<unknown>;
  /** Calls to pause or cancel so far, and the last of them: each ends the advances that came before it. */
  stops: number;
  stop: "pause" | "cancel";
  target: number;
  running: boolean;
}

/** Stepping goes on for about this long before the host looks for messages again. */
const sliceMs = 20;
/** A safe state is kept anew after this long: copies of large fields cost as much as steps. */
const safeForMs = 250;

/** The answering side of EngineApi: the same in a worker, in Node and behind HTTP. */
export function createEngineHost({ place = "this process", backends = new Backends(), wish = {}, loadArrays }: HostOptions = {}): EngineApi {
  const runs = new Map<RunId, Run>();
  const arraysOf = async (spec: RunSpec) => (needsFiles(spec) && loadArrays ? loadArrays(spec) : undefined);
  // A run needs neither: they are loaded with the first question to them.
  let analysis: Promise<HostAnalysis> | undefined;
  const analyst = () => (analysis ??= import("./host-analysis").then(({ createHostAnalysis }) => createHostAnalysis()));
  let twins: Promise<HostTwins> | undefined;
  const twinsOf = () => (twins ??= import("./host-twins").then(({ HostTwins }) => new HostTwins(backends, arraysOf)));
  let opened = 0;

  const find = (id: RunId): Run => {
    const run = runs.get(id);
    if (run) return run;
    throw new WorkbenchError("run/unknown", [], `there is no run "${id}" here; it was closed, or the engine was restarted. Open it again`);
  };

  const frameOf = async ({ id, simulation, by }: Run, extra: Partial<FieldFrame> = {}, watched = simulation.fields): Promise<FieldFrame> => ({
    run: id,
    step: simulation.step,
    time: simulation.time,
    shape: simulation.spec.grid.shape,
    fields: Object.fromEntries(await Promise.all(watched.map(async (field) => [field, await simulation.read(field)] as const))),
    backend: by.backend,
    counters: simulation.counters?.() ?? {},
    cellUpdatesPerSecond: 0,
    paused: false,
    ...extra,
  });

  /** Carries out calls of one run one after the other. */
  const inTurn = async <T>(id: RunId, work: (run: Run) => Promise<T>): Promise<T> => {
    const run = find(id);
    const result = run.busy.then(() => work(run));
    run.busy = result.catch(() => undefined);
    return result;
  };

  /** Takes steps for about a slice of time. Returns the milliseconds they took. */
  async function advanceSlice(run: Run): Promise<number> {
    const steps = Math.min(run.slice, run.target - run.simulation.step);
    try {
      if (run.sinceSafe > safeForMs) [run.safe, run.sinceSafe] = [await run.simulation.save(), 0];
      const began = performance.now();
      await advanceSafely(run.simulation, steps, run.safe);
      const took = Math.max(performance.now() - began, 0.01);
      run.sinceSafe += took;
      // A short last slice says little about a full one.
      if (steps === run.slice || took > sliceMs) run.slice = Math.max(1, Math.min(steps * 2, Math.round((steps * sliceMs) / took)));
      return took;
    } catch (error) {
      if (!(error instanceof WorkbenchError && error.code === "backend/unavailable" && !run.by.exact)) throw error;
      await moveToProcessor(run);
      return 0;
    }
  }

  /** The graphics processor is lost and none came in its place: the run goes on from its last safe state on the main one. */
  async function moveToProcessor(run: Run): Promise<void> {
    const { safe } = run;
    await startAgain(run, { backend: "wasm" });
    run.by.because = "the graphics processor was lost; the run went on from its last safe state";
    await run.simulation.restore(safe);
  }

  async function startAgain(run: Run, wished: BackendWish): Promise<void> {
    const { spec, model } = run.completed;
    const equations = model as EquationModel;
    const { simulation, ...by } = await backends.start(equations, spec, initialFields(equations, spec, run.arrays), run.arrays, {
      ...wish,
      ...wished,
    });
    run.simulation.dispose?.();
    Object.assign(run, { simulation, by });
  }

  /** What follows is what the present spec says: the start may follow from parameters, which may have changed since it was made. */
  async function beginAnew(run: Run): Promise<void> {
    const { model, spec } = run.completed;
    if (model.kind === "equations") run.initial = { step: 0, fields: initialFields(model, spec, run.arrays) };
    await run.simulation.restore(run.initial);
    Object.assign(run, { safe: run.initial, sinceSafe: 0 });
  }

  const advance = async (id: RunId, steps: number, watched?: readonly string[]) => {
    const { stops } = find(id);
    return inTurn(id, async (run) => {
      for (const field of watched ?? []) refuseUnknown(field, run.simulation.fields);
      const cells = cellCount(run.simulation.spec.grid.shape);
      const start = run.simulation.step;
      Object.assign(run, { target: start + steps, running: true });
      let seconds = 0;
      try {
        while (run.simulation.step < run.target && run.stops === stops) {
          seconds += (await advanceSlice(run)) / 1000;
          if (run.simulation.step < run.target) await nextTask();
        }
      } finally {
        run.running = false;
      }
      const { simulation } = run;
      const done = simulation.step - start;
      if (run.stops !== stops && run.stop === "cancel")
        throw new WorkbenchError("run/cancelled", [], `the run was cancelled at step ${simulation.step}`, { step: simulation.step });
      return frameOf(run, { cellUpdatesPerSecond: seconds > 0 ? (cells * done) / seconds : 0, paused: done < steps }, watched);
    });
  };

  async function firstFrame(run: Run, steps: number): Promise<FieldFrame> {
    try {
      return await advance(run.id, steps);
    } catch {
      await beginAnew(run);
      return frameOf(run);
    }
  }

  const stop = async (id: RunId, how: "pause" | "cancel") => {
    const run = find(id);
    run.stops++;
    run.stop = how;
  };

  return {
    async describe() {
      return { version, place, backends: await backends.available() };
    },

    async open(document, { steps = 0, ...wished } = {}) {
      const completed = complete(document);
      const { spec, model, warnings, notes, largestStableDt } = completed;
      const arrays = await arraysOf(spec);
      const started: Started =
        model.kind === "stepped"
          ? { simulation: model.start(spec), backend: "plain", exact: true, threads: 1, because: `${model.title} has a step of its own` }
          : await backends.start(model, spec, initialFields(model, spec, arrays), arrays, { ...wish, ...wished });
      const { simulation, ...by } = started;
      const id = `run-${++opened}`;
      const initial = await simulation.save();
      const run: Run = {
        id,
        simulation,
        by,
        completed,
        arrays,
        initial,
        safe: initial,
        sinceSafe: 0,
        slice: 1,
        busy: Promise.resolve(),
        stops: 0,
        stop: "pause",
        target: 0,
        running: false,
      };
      runs.set(id, run);
      const frame = steps > 0 ? await firstFrame(run, steps) : await frameOf(run);
      return { run: id, spec, specHash: hashSpec(spec), ...by, largestStableDt, warnings, notes, frame };
    },

    advance,
    step: (id) => advance(id, 1),
    frame: (id) => inTurn(id, (run) => frameOf(run)),
    pause: (id) => stop(id, "pause"),
    cancel: (id) => stop(id, "cancel"),

    async progress(id) {
      const { simulation, target, running } = find(id);
      return { step: simulation.step, target, running };
    },

    setParameters: (id, parameters) =>
      inTurn(id, async (run) => {
        run.completed = complete({ ...run.completed.spec, parameters });
        const { spec, largestStableDt, warnings } = run.completed;
        if (onlyNumbersDiffer(run.simulation.spec.parameters, spec.parameters)) run.simulation.setParameters(spec.parameters);
        else {
          // A formula or an array is part of the kernel: a new one takes over the state.
          const state = await run.simulation.save();
          await startAgain(run, run.by);
          await run.simulation.restore(state);
        }
        const { step } = run.simulation;
        if (step === 0) await beginAnew(run);
        return { spec, specHash: hashSpec(spec), step, largestStableDt, warnings };
      }),

    reset: (id) =>
      inTurn(id, async (run) => {
        await beginAnew(run);
        return frameOf(run);
      }),

    async close(id) {
      if ((await twins)?.has(id)) return (await twins)!.close(id);
      const run = find(id);
      await stop(id, "cancel");
      runs.delete(id);
      await run.busy;
      run.simulation.dispose?.();
    },

    analyse: async (spec) => (await analyst()).analyse(spec),
    analysePlane: async (spec, x, y) => (await analyst()).analysePlane(spec, x, y),
    measure: async (request) => (await analyst()).measure(request),
    measureImage: async (request) => (await analyst()).measureImage(request),
    measureMetric: async (request) => (await analyst()).measureMetric(request),
    openTwins: async (spec, request) => (await twinsOf()).open(spec, request),
    advanceTwins: async (id, stop = false) => (await twinsOf()).advance(id, stop),
    detect: async (request) => (await analyst()).detect(request),
    feed: async (request) => (await analyst()).feed(request),
    measureWindows: async (request) => (await analyst()).measureWindows(request),
    seriesFrame: async (request) => (await analyst()).seriesFrame(request),
  };
}

/** Whether two sets of parameters have the same formulas and arrays, at the same names. */
function onlyNumbersDiffer(before: RunSpec["parameters"], after: RunSpec["parameters"]): boolean {
  const others = (parameters: RunSpec["parameters"]) => JSON.stringify(Object.entries(parameters).filter(([, value]) => typeof value !== "number"));
  return others(before) === others(after);
}

function refuseUnknown(field: string, known: readonly string[]): void {
  if (!known.includes(field))
    throw new WorkbenchError("usage", ["watched"], `the run has no field "${field}"; its fields are ${known.join(", ")}`, { known });
}

/** The version of package.json, held equal by a test. */
export const version = "0.1.0";
