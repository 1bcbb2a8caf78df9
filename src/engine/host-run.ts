import type { EquationModel } from "../core/define/model";
import { WorkbenchError } from "../core/errors";
import { maskOf } from "../core/field/mask";
import { initialFields } from "../core/initial";
import { intervene, withParameters, type Intervening } from "../core/intervene";
import { advanceSafely } from "../core/simulate";
import type { FieldValues, Simulation, Snapshot } from "../core/simulation";
import { complete, type Completed } from "../core/spec/complete";
import { refuseTooMany } from "../core/spec/complete-interventions";
import type { GivenArrays } from "../core/spec/files";
import { hashSpec } from "../core/spec/hash";
import { movesBetween, parametersAfter, withDone, withInterventions } from "../core/spec/interventions";
import type { Intervention, RunSpec } from "../core/spec/run-spec";
import type { Backends, Started } from "./backends/index";
import type { History, Kept } from "./history";
import type { BackendWish, Changed, RunId, SavedState } from "./protocol";

/** Stepping goes on for about this long before the host looks for messages again. */
const sliceMs = 20;
/** A safe state is kept anew after this long: copies of large fields cost as much as steps. */
const safeForMs = 250;

/** How often states are kept for the history: after `times` as long a stepping as keeping the last one took, and `leastMs`. */
export interface Keeping {
  times: number;
  leastMs: number;
}

interface Setting {
  id: RunId;
  completed: Completed;
  started: Started;
  arrays: GivenArrays | undefined;
  backends: Backends;
  wish: BackendWish;
  history: History;
  keeping: Keeping;
}

/** A run as a host has it: a simulation, what is done to it under way, and the states to return to. One call at a time. */
export class HostRun {
  readonly id: RunId;
  simulation: Simulation;
  /** What it is computed with. */
  by: Omit<Started, "simulation">;
  /** The furthest step that was reached. */
  newest = 0;
  /** The spec of the start, without what was done since. */
  private completed: Completed;
  private interventions: readonly Intervention[];
  /** How many of them the present state has behind it. */
  private applied = 0;
  private first: Snapshot = { step: 0, fields: {} };
  /** A finite state not long ago, to return to; null when the one that follows from the present parameters has yet to be kept. */
  private safe: Snapshot | null = null;
  /** Milliseconds of stepping since then. */
  private sinceSafe = 0;
  /** Milliseconds of stepping since a state was kept for the history, and until the next is, by what that cost. */
  private sinceKept = Infinity;
  private rest = 0;
  /** Steps that take about a slice of time. */
  private slice = 1;
  private readonly setting: Setting;
  private readonly world: Intervening;
  private domain: { parameters: RunSpec["parameters"]; mask: Uint8Array | null } | null = null;

  private constructor(setting: Setting) {
    const { id, completed, started } = setting;
    const { simulation, ...by } = started;
    this.id = id;
    this.simulation = simulation;
    this.by = by;
    this.interventions = completed.spec.interventions ?? [];
    this.completed = { ...completed, spec: withInterventions(completed.spec, []) };
    this.setting = setting;
    this.world = {
      model: completed.model,
      maskOf: (parameters) => this.maskFor(parameters),
      restart: (parameters) => this.startAgain({ ...this.completed.spec, parameters }, this.by),
    };
  }

  static async begin(setting: Setting): Promise<HostRun> {
    const run = new HostRun(setting);
    await run.keepFirst();
    await run.catchUp();
    return run;
  }

  get model(): Completed["model"] {
    return this.completed.model;
  }

  /** Parameters of the start, and what was done since. */
  get spec(): RunSpec {
    return withInterventions(this.completed.spec, this.interventions);
  }

  get history(): History {
    return this.setting.history;
  }

  changed(): Changed {
    const { spec } = this;
    return { spec, specHash: hashSpec(spec), step: this.simulation.step };
  }

  /** Takes steps for about a slice of time, at most to `target` or the next intervention. Returns the milliseconds they took. */
  async advanceSlice(target: number): Promise<number> {
    const { simulation } = this;
    const next = this.interventions[this.applied]?.step ?? Infinity;
    const steps = Math.min(this.slice, target - simulation.step, next - simulation.step);
    try {
      const wanted = this.sinceKept >= this.rest && this.history.wants(simulation.step);
      if (this.safe === null || this.sinceSafe > safeForMs || wanted) await this.keepSafe(wanted);
      const began = performance.now();
      await advanceSafely(simulation, steps, this.safe!);
      const took = Math.max(performance.now() - began, 0.01);
      this.sinceSafe += took;
      this.sinceKept += took;
      // A short last slice says little about a full one.
      if (steps === this.slice || took > sliceMs) this.slice = Math.max(1, Math.min(steps * 2, Math.round((steps * sliceMs) / took)));
      await this.catchUp();
      return took;
    } catch (error) {
      if (!(error instanceof WorkbenchError && error.code === "backend/unavailable" && !this.by.exact)) throw error;
      await this.moveToProcessor();
      return 0;
    } finally {
      this.newest = Math.max(this.newest, this.simulation.step);
    }
  }

  /**
   * Stands at a state kept, at or before a step; stays where it is when that is nearer.
   * @throws WorkbenchError `usage` for a step that was not reached yet.
   */
  async returnTowards(step: number): Promise<void> {
    if (!(step >= 0 && step <= this.newest))
      throw new WorkbenchError("usage", ["step"], `there is no state of step ${step}; the run has been computed from 0 to ${this.newest}`);
    const here = this.simulation.step;
    const kept = await this.history.before(step);
    if (here > step || here < kept.step) await this.standAt(kept);
  }

  /** Changes parameters from here on. What was computed after the present step is dropped. */
  async setParameters(parameters: RunSpec["parameters"]): Promise<Completed> {
    const present = this.simulation.spec.parameters;
    const completed = complete({ ...this.completed.spec, parameters });
    if (this.simulation.step === 0) {
      const marks = this.interventions.slice(0, this.applied).flatMap(({ step, field, mark }) => (field && mark ? [{ step, field, mark }] : []));
      Object.assign(this, { completed, interventions: marks });
      await this.beginAnew();
      return completed;
    }
    const moves = movesBetween(present, completed.spec.parameters);
    if (!moves)
      throw new WorkbenchError("spec/unsupported", ["parameters"], "a file cannot take the place of a parameter in flight; open another run with it");
    if (Object.keys(moves).length > 0) await this.intervene({ step: this.simulation.step, parameters: moves });
    return completed;
  }

  /** Does something at the present step. What was computed after it is dropped. */
  async intervene(done: Intervention): Promise<void> {
    const before = this.interventions.slice(0, this.applied);
    const after = withDone(before, done);
    // Refused before anything is dropped. Those before were checked as they came.
    complete({ ...this.completed.spec, parameters: this.simulation.spec.parameters, interventions: [done] });
    refuseTooMany(after);
    this.simulation = await intervene(this.simulation, done, this.world);
    this.interventions = after;
    // What was joined with the last of them makes another state of it.
    await this.history.dropAfter(this.simulation.step, after.length - 1);
    this.applied = this.interventions.length;
    this.newest = this.simulation.step;
    this.safe = null;
  }

  /** Back to step 0, as the present parameters have it, with nothing done. */
  async reset(): Promise<void> {
    const { parameters } = this.simulation.spec;
    this.completed = complete({ ...this.completed.spec, parameters });
    this.interventions = [];
    await this.beginAnew();
  }

  async save(): Promise<SavedState> {
    const { step, fields, extra } = await this.simulation.save();
    return { step, time: this.simulation.time, fields, extra, interventions: this.interventions.slice(0, this.applied) };
  }

  /** @throws WorkbenchError `data/unreadable` for a state of another spec. */
  async restore({ step, time, fields, extra, interventions }: SavedState): Promise<void> {
    const snapshot = { step, fields: this.fittingFields(fields), extra };
    const before = { step: this.simulation.step, time: this.simulation.time, applied: this.applied, snapshot: await this.simulation.save() };
    if (interventions) await this.takeOver(interventions);
    const applied = this.interventions.findIndex((one) => one.step > step);
    try {
      await this.standAt({ step, time, applied: applied < 0 ? this.interventions.length : applied, snapshot });
    } catch (error) {
      // What it says beside the fields comes from outside, and may be anything.
      await this.standAt(before);
      if (error instanceof WorkbenchError) throw error;
      throw new WorkbenchError("data/unreadable", ["extra"], "this state does not fit the run: it is of another method or back end, or was changed");
    }
    this.newest = Math.max(this.newest, step);
    this.safe = null;
  }

  /** Another account of what was done: states that do not follow from it are forgotten. */
  private async takeOver(interventions: readonly Intervention[]): Promise<void> {
    const { spec } = complete({ ...this.completed.spec, interventions });
    const taken = spec.interventions ?? [];
    const differs = taken.findIndex((one, i) => JSON.stringify(one) !== JSON.stringify(this.interventions[i]));
    const common = differs < 0 ? taken.length : differs;
    if (common < Math.max(taken.length, this.interventions.length)) {
      const until = Math.min(taken[common]?.step ?? Infinity, this.interventions[common]?.step ?? Infinity);
      await this.history.dropAfter(until, common);
      this.newest = Math.min(this.newest, until);
    }
    this.interventions = taken;
  }

  /** Fields in the run's precision: those of single precision may have come as doubles, as JSON has them. */
  private fittingFields(given: SavedState["fields"]): SavedState["fields"] {
    const { spec, fields } = this.simulation;
    const { shape } = spec.grid;
    const cells = shape.reduce((product, extent) => product * extent, 1);
    const single = spec.precision === "f32";
    const fitting = (field: string): FieldValues => {
      const values = given[field];
      if (values?.length === cells) {
        if (values instanceof (single ? Float32Array : Float64Array)) return values;
        if (single && values.every((value) => Object.is(Math.fround(value), value))) return Float32Array.from(values);
      }
      const sentence = `this state does not fit the run: it needs ${field} in ${spec.precision} on ${shape.join(" × ")} cells; open the run that it was saved of`;
      throw new WorkbenchError("data/unreadable", ["fields", field], sentence);
    };
    return Object.fromEntries(fields.map((field) => [field, fitting(field)]));
  }

  private async standAt({ step, applied, snapshot }: Kept): Promise<void> {
    this.simulation = await withParameters(this.simulation, parametersAfter(this.spec, applied), this.world);
    await this.simulation.restore(snapshot);
    this.applied = applied;
    Object.assign(this, { safe: snapshot, sinceSafe: 0 });
    if (this.interventions[applied]?.step === step) await this.catchUp();
  }

  /** What follows is what the spec says: the start may follow from parameters, which may have changed since it was made. */
  private async beginAnew(): Promise<void> {
    const { model, spec } = this.completed;
    this.simulation = await withParameters(this.simulation, spec.parameters, this.world);
    if (model.kind === "equations") this.first = { step: 0, fields: initialFields(model, spec, this.setting.arrays) };
    await this.simulation.restore(this.first);
    this.newest = 0;
    await this.keepFirst();
    await this.catchUp();
  }

  private async keepFirst(): Promise<void> {
    const snapshot = await this.simulation.save();
    Object.assign(this, { first: snapshot, safe: snapshot, sinceSafe: 0, applied: 0 });
    await this.history.begin({ step: 0, time: 0, applied: 0, snapshot });
  }

  /** @param wanted whether the history is to have it as well. */
  private async keepSafe(wanted: boolean): Promise<void> {
    const began = performance.now();
    const { step, time } = this.simulation;
    const snapshot = await this.simulation.save();
    Object.assign(this, { safe: snapshot, sinceSafe: 0 });
    if (!wanted) return;
    await this.history.keep({ step, time, applied: this.applied, snapshot });
    this.sinceKept = 0;
    const { times, leastMs } = this.setting.keeping;
    this.rest = Math.max(leastMs, times * (performance.now() - began));
  }

  /** Does what was done at the present step and is yet to be done. */
  private async catchUp(): Promise<void> {
    for (let next = this.interventions[this.applied]; next?.step === this.simulation.step; next = this.interventions[this.applied]) {
      this.simulation = await intervene(this.simulation, next, this.world);
      this.applied++;
      this.safe = null;
    }
  }

  /** The graphics processor is lost and none came in its place: the run goes on from its last safe state on the main one. */
  private async moveToProcessor(): Promise<void> {
    const { simulation, safe, applied } = this;
    const kept = safe ? { step: safe.step, time: 0, applied, snapshot: safe } : await this.history.before(simulation.step);
    this.simulation = await this.startAgain(simulation.spec, { backend: "wasm" });
    simulation.dispose?.();
    this.by.because = "the graphics processor was lost; the run went on from its last safe state";
    await this.standAt(kept);
  }

  private async startAgain(spec: RunSpec, wished: BackendWish): Promise<Simulation> {
    const { arrays, backends, wish } = this.setting;
    const model = this.completed.model as EquationModel;
    const { simulation, ...by } = await backends.start(model, spec, initialFields(model, spec, arrays), arrays, { ...wish, ...wished });
    this.by = by;
    return simulation;
  }

  private maskFor(parameters: RunSpec["parameters"]): Uint8Array | null {
    if (this.domain?.parameters !== parameters)
      this.domain = { parameters, mask: maskOf({ grid: this.completed.spec.grid, parameters }, this.setting.arrays) };
    return this.domain.mask;
  }
}
