import { WorkbenchError } from "../core/errors";
import { cellCount } from "../core/field/grid";
import { initialFields } from "../core/initial";
import { complete } from "../core/spec/complete";
import { hashSpec } from "../core/spec/hash";
import { needsFiles, type GivenArrays } from "../core/spec/files";
import { withInterventions } from "../core/spec/interventions";
import type { RunSpec } from "../core/spec/run-spec";
import { Backends, type Started } from "./backends/index";
import { History, type Spill } from "./history";
import { HostRun, type Keeping } from "./host-run";
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
  /** Bytes of states that a run may keep in memory to return to. */
  historyBytes?: number;
  /** How often one is kept. */
  keeping?: Keeping;
  /** Where states go that memory has no room for, looked for when it is first needed; null where there is no such place, for the reason given. */
  findSpill?: () => Promise<Spill | null>;
  withoutSpill?: string;
  /** Reads the files that a spec names; absent where files are not to be had. */
  loadArrays?: (spec: RunSpec) => Promise<GivenArrays>;
}

/** A run, and the calls to it. */
interface Seat {
  run: HostRun;
  /** The call in progress; the next one waits for it. */
  busy: Promise<unknown>;
  /** What is to be done between two slices of the steps in progress. */
  between: (() => Promise<void>)[];
  /** Calls to pause or cancel so far, and the last of them: each ends the steps that were asked for before it. */
  stops: number;
  stop: "pause" | "cancel";
  target: number;
  running: boolean;
}

/** Bytes of states that a run may keep to return to. */
const usualHistory = 64 * 2 ** 20;
/** At most a twenty-fifth of the time goes into it. */
const usualKeeping: Keeping = { times: 25, leastMs: 10 };

/** The answering side of EngineApi: the same in a worker, in Node and behind HTTP. */
export function createEngineHost({
  place = "this process",
  backends = new Backends(),
  wish = {},
  historyBytes = usualHistory,
  keeping = usualKeeping,
  findSpill = () => Promise.resolve(null),
  withoutSpill = "states are kept in memory alone here",
  loadArrays,
}: HostOptions = {}): EngineApi {
  const seats = new Map<RunId, Seat>();
  const arraysOf = async (spec: RunSpec) => (needsFiles(spec) && loadArrays ? loadArrays(spec) : undefined);
  // A run needs neither: they are loaded with the first question to them.
  let analysis: Promise<HostAnalysis> | undefined;
  const analyst = () => (analysis ??= import("./host-analysis").then(({ createHostAnalysis }) => createHostAnalysis()));
  let twins: Promise<HostTwins> | undefined;
  const twinsOf = () => (twins ??= import("./host-twins").then(({ HostTwins }) => new HostTwins(backends, arraysOf)));
  let opened = 0;

  let spill: Promise<Spill | null> | undefined;
  const disk = () => (spill ??= findSpill());

  const find = (id: RunId): Seat => {
    const seat = seats.get(id);
    if (seat) return seat;
    throw new WorkbenchError("run/unknown", [], `there is no run "${id}" here; it was closed, or the engine was restarted. Open it again`);
  };

  const frameOf = async ({ id, simulation, by }: HostRun, extra: Partial<FieldFrame> = {}, watched = simulation.fields): Promise<FieldFrame> => ({
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
  const inTurn = async <T>(id: RunId, work: (run: HostRun, seat: Seat) => Promise<T>): Promise<T> => {
    const seat = find(id);
    const result = seat.busy.then(() => work(seat.run, seat));
    seat.busy = result.catch(() => undefined);
    return result;
  };

  /** Carries out a call between two slices of the steps in progress, or in its turn. */
  const soon = async <T>(id: RunId, work: (run: HostRun) => Promise<T>): Promise<T> => {
    const seat = find(id);
    if (!seat.running) return inTurn(id, work);
    return new Promise((resolve, reject) => seat.between.push(() => work(seat.run).then(resolve, reject)));
  };

  /** Takes steps until a target, or until a call to stop comes. Returns the seconds that they took. */
  async function stepTo(seat: Seat, target: number, stops: number): Promise<number> {
    const { run } = seat;
    Object.assign(seat, { target, running: true });
    let seconds = 0;
    try {
      while (run.simulation.step < target && seat.stops === stops) {
        seconds += (await run.advanceSlice(target)) / 1000;
        for (let work = seat.between.shift(); work; work = seat.between.shift()) await work();
        if (run.simulation.step < target) await nextTask();
      }
    } finally {
      seat.running = false;
      // What came with the last slice is still to be done, also after a failure.
      for (const work of seat.between.splice(0)) await work();
    }
    if (seat.stops !== stops && seat.stop === "cancel")
      throw new WorkbenchError("run/cancelled", [], `the run was cancelled at step ${run.simulation.step}`, { step: run.simulation.step });
    return seconds;
  }

  const advance = async (id: RunId, steps: number, watched?: readonly string[]) => {
    const { stops } = find(id);
    return inTurn(id, async (run, seat) => {
      for (const field of watched ?? []) refuseUnknown(field, run.simulation.fields);
      const cells = cellCount(run.simulation.spec.grid.shape);
      const start = run.simulation.step;
      const seconds = await stepTo(seat, start + steps, stops);
      const done = run.simulation.step - start;
      return frameOf(run, { cellUpdatesPerSecond: seconds > 0 ? (cells * done) / seconds : 0, paused: done < steps }, watched);
    });
  };

  async function firstFrame(run: HostRun, steps: number): Promise<FieldFrame> {
    try {
      return await advance(run.id, steps);
    } catch {
      await run.returnTowards(0);
      return frameOf(run);
    }
  }

  const stop = (id: RunId, how: "pause" | "cancel"): Seat => {
    const seat = find(id);
    seat.stops++;
    seat.stop = how;
    return seat;
  };

  return {
    async describe() {
      return { version, place, backends: await backends.available() };
    },

    async open(document, { steps = 0, ...wished } = {}) {
      const completed = complete(document);
      const { spec, model, warnings, notes, largestStableDt } = completed;
      const arrays = await arraysOf(spec);
      const start = withInterventions(spec, []);
      const started: Started =
        model.kind === "stepped"
          ? { simulation: await model.start(start), backend: "plain", exact: true, threads: 1, because: `${model.title} has a step of its own` }
          : await backends.start(model, start, initialFields(model, start, arrays), arrays, { ...wish, ...wished });
      const id = `run-${++opened}`;
      const history = new History(id, historyBytes, disk, withoutSpill);
      const run = await HostRun.begin({ id, completed, started, arrays, backends, wish, history, keeping });
      seats.set(id, { run, busy: Promise.resolve(), between: [], stops: 0, stop: "pause", target: 0, running: false });
      const frame = steps > 0 ? await firstFrame(run, steps) : await frameOf(run);
      return { run: id, spec, specHash: hashSpec(spec), ...run.by, largestStableDt, warnings, notes, frame };
    },

    advance,
    step: (id) => advance(id, 1),
    frame: (id) => inTurn(id, (run) => frameOf(run)),
    pause: async (id) => void stop(id, "pause"),
    cancel: async (id) => void stop(id, "cancel"),

    async progress(id) {
      const { run, target, running } = find(id);
      return { step: run.simulation.step, target, running };
    },

    setParameters: (id, parameters) =>
      soon(id, async (run) => {
        const { largestStableDt, warnings } = await run.setParameters(parameters);
        return { ...run.changed(), largestStableDt, warnings };
      }),

    edit: (id, field, mark) =>
      soon(id, async (run) => {
        await run.intervene({ step: run.simulation.step, field, mark });
        return { ...run.changed(), frame: await frameOf(run) };
      }),

    async history(id) {
      const { run } = find(id);
      const { steps: kept, bytes, budget, spilled, withoutDisk } = run.history;
      const { spec, specHash } = run.changed();
      return { kept, newest: run.newest, bytes, budget, spilled, withoutDisk, spec, specHash };
    },

    async goTo(id, step) {
      const { stops } = stop(id, "pause");
      return inTurn(id, async (run, seat) => {
        if (seat.stops === stops) await run.returnTowards(step);
        await stepTo(seat, Math.max(step, run.simulation.step), stops);
        return frameOf(run, { paused: run.simulation.step !== step });
      });
    },

    save: (id) => inTurn(id, (run) => run.save()),

    restore: (id, state) =>
      inTurn(id, async (run) => {
        await run.restore(state);
        return frameOf(run);
      }),

    reset: (id) =>
      inTurn(id, async (run) => {
        await run.reset();
        return frameOf(run);
      }),

    async close(id) {
      if ((await twins)?.has(id)) return (await twins)!.close(id);
      const { run, busy } = stop(id, "cancel");
      seats.delete(id);
      await busy;
      run.simulation.dispose?.();
      await run.history.clear();
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

function refuseUnknown(field: string, known: readonly string[]): void {
  if (!known.includes(field))
    throw new WorkbenchError("usage", ["watched"], `the run has no field "${field}"; its fields are ${known.join(", ")}`, { known });
}

/** The version of package.json, held equal by a test. */
export const version = "0.1.0";
