import { analyseStability } from "../core/analysis/stability";
import { completeValues } from "../core/define/params";
import { detectors } from "../core/detectors/index";
import { WorkbenchError } from "../core/errors";
import { cellCount } from "../core/field/grid";
import { measureFrame } from "../core/metrics/measure-frame";
import { measureImage } from "../core/metrics/measure-image";
import { measureWindows } from "../core/series/windows";
import { advanceSafely, startSimulation, type InitialArrays } from "../core/simulate";
import type { Backend } from "../core/backend";
import type { FieldValues, Simulation, Snapshot } from "../core/simulation";
import { complete, type Completed } from "../core/spec/complete";
import { hashSpec } from "../core/spec/hash";
import type { RunSpec } from "../core/spec/run-spec";
import { backends } from "./backends/index";
import type { EngineApi, FieldFrame, MeasureRequest, RunId } from "./protocol";

interface HostOptions {
  /** Where it runs, in words. */
  place?: string;
  backend?: Backend;
  /** Reads the arrays of an `initial` of kind "file"; absent where files are not to be had. */
  loadArrays?: (spec: RunSpec) => Promise<InitialArrays>;
}

interface Run {
  id: RunId;
  simulation: Simulation;
  completed: Completed;
  initial: Snapshot;
  /** The call in progress; the next one waits for it. */
  busy: Promise<unknown>;
  stop: "pause" | "cancel" | null;
  target: number;
  running: boolean;
}

/** Stepping goes on for about this long before the host looks for messages again. */
const sliceMs = 40;
/** Frames of a stream kept for the features that need a history. */
const historyLength = 32;

/** The answering side of EngineApi: the same in a worker, in Node and behind HTTP. */
export function createEngineHost({ place = "this process", backend = backends.get("plain"), loadArrays }: HostOptions = {}): EngineApi {
  const runs = new Map<RunId, Run>();
  const histories = new Map<string, { step: number; values: FieldValues }[]>();
  let opened = 0;

  const find = (id: RunId): Run => {
    const run = runs.get(id);
    if (run) return run;
    throw new WorkbenchError("run/unknown", [], `there is no run "${id}" here; it was closed, or the engine was restarted. Open it again`);
  };

  const frameOf = async ({ id, simulation }: Run, extra: Partial<FieldFrame> = {}): Promise<FieldFrame> => ({
    run: id,
    step: simulation.step,
    time: simulation.time,
    shape: simulation.spec.grid.shape,
    fields: (await simulation.save()).fields,
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

  const advance = (id: RunId, steps: number) =>
    inTurn(id, async (run) => {
      const { simulation } = run;
      const cells = cellCount(simulation.spec.grid.shape);
      const start = simulation.step;
      Object.assign(run, { target: start + steps, stop: null, running: true });
      let seconds = 0;
      let slice = 1;
      try {
        while (simulation.step < run.target && run.stop === null) {
          const began = performance.now();
          await advanceSafely(simulation, Math.min(slice, run.target - simulation.step));
          const took = Math.max(performance.now() - began, 0.01);
          seconds += took / 1000;
          slice = Math.max(1, Math.min(slice * 2, Math.round((slice * sliceMs) / took)));
          if (simulation.step < run.target) await nextTask();
        }
      } finally {
        run.running = false;
      }
      const done = simulation.step - start;
      if ((run.stop as Run["stop"]) === "cancel")
        throw new WorkbenchError("run/cancelled", [], `the run was cancelled at step ${simulation.step}`, { step: simulation.step });
      return frameOf(run, { cellUpdatesPerSecond: seconds > 0 ? (cells * done) / seconds : 0, paused: done < steps });
    });

  const stop = async (id: RunId, how: "pause" | "cancel") => {
    const run = find(id);
    if (run.running) run.stop = how;
  };

  return {
    async describe() {
      return { version, place, backends: [...backends].map(({ id, title, exact, threads }) => ({ id, title, exact, threads })) };
    },

    async open(document) {
      const completed = complete(document);
      const { spec, model, warnings, largestStableDt } = completed;
      const arrays = spec.initial.kind === "file" && loadArrays ? await loadArrays(spec) : undefined;
      const simulation = await startSimulation(completed, backend, arrays);
      const id = `run-${++opened}`;
      const run: Run = {
        id,
        simulation,
        completed,
        initial: await simulation.save(),
        busy: Promise.resolve(),
        stop: null,
        target: 0,
        running: false,
      };
      runs.set(id, run);
      const by = model.kind === "stepped" ? { backend: "plain", threads: 1 } : { backend: backend.id, threads: backend.threads };
      return { run: id, spec, specHash: hashSpec(spec), ...by, largestStableDt, warnings, frame: await frameOf(run) };
    },

    advance,
    step: (id) => advance(id, 1),
    frame: (id) => inTurn(id, frameOf),
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
        run.simulation.setParameters(spec.parameters);
        return { spec, specHash: hashSpec(spec), largestStableDt, warnings };
      }),

    reset: (id) =>
      inTurn(id, async (run) => {
        await run.simulation.restore(run.initial);
        return frameOf(run);
      }),

    async close(id) {
      const run = find(id);
      run.stop = "cancel";
      runs.delete(id);
    },

    async analyse(document) {
      const { spec, model } = complete(document);
      if (model.kind === "stepped") return { fixedPoints: [], reason: `${model.title} supplies its own step; there are no equations to analyse` };
      return analyseStability(model, spec.parameters as Record<string, number>);
    },

    async measure(request) {
      return measureFrame(remember(request), request);
    },

    async measureImage(request) {
      return measureImage(request);
    },

    async detect({ values, method, options }) {
      const detector = detectors.get(method);
      return detector.detect(values, completeValues(detector.params, options, ["options"]));
    },

    async measureWindows({ values, metric, window, stride }) {
      return measureWindows(values, metric, window, stride);
    },
  };

  /** Adds a frame to its stream; a step back or another shape begins the stream anew. */
  function remember({ stream, step, values }: MeasureRequest): FieldValues[] {
    const before = histories.get(stream) ?? [];
    const last = before.at(-1);
    const goesOn = last !== undefined && step > last.step && last.values.length === values.length;
    const history = [...(goesOn ? before : []), { step, values }].slice(-historyLength);
    histories.clear();
    histories.set(stream, history);
    return history.map((frame) => frame.values);
  }
}

/** The version of package.json, held equal by a test. */
export const version = "0.1.0";

/** Lets messages that have arrived be answered; timers would be slowed to 4 ms in a browser. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
