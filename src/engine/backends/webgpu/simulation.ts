import type { EquationModel } from "../../../core/define/model";
import { WorkbenchError } from "../../../core/errors";
import type { FieldValues, Simulation, Snapshot } from "../../../core/simulation";
import type { GivenArrays } from "../../../core/spec/files";
import type { RunSpec } from "../../../core/spec/run-spec";
import { solvers } from "../../../core/solvers/index";
import { isAdaptive } from "../../../core/solvers/solver";
import { spatialParameters } from "../../../core/spec/spatial-parameters";
import type { Plan } from "../plan/plan";
import { settingOf, type RunSetting } from "../plan/setting";
import { arrange, type Arrangement } from "./arrangement";
import { bindingLimits, holdAnotherDevice, holdDevice, type HeldDevice } from "./device";
import { emitShader, type Shader } from "./emit";
import { Blocks } from "./numbers";
import { Pace } from "./pace";
import { DeviceProgram } from "./program";
import { staticPlanes } from "./statics";

type Values = Float32Array<ArrayBuffer>;
type Numbers = Readonly<Record<string, number>>;

/** As in src/engine/backends/plan/simulation.ts, so that the back ends of the CPU can go on from a snapshot of this one. */
interface Carried {
  clock: { step: number; time: number; dt: number; error: number };
  planes: Values[];
}

/** Losses survived in one call before it gives up. */
const mostLosses = 3;
/** A copy of the state is brought over after this much computing, so that little is repeated after a loss. */
const keepEveryMs = 10_000;
/** News of a loss may come after the call that failed; a busy browser takes its time. */
const newsMs = 3000;

/** Starts a run on a device. */
export async function startOnDevice(
  model: EquationModel,
  spec: RunSpec,
  initial: Record<string, FieldValues>,
  given: GivenArrays | undefined,
  allowSoftware: boolean,
): Promise<DeviceSimulation> {
  refuseWhatCannotBe(spec);
  const setting = settingOf(model, spec, given);
  const simulation = new DeviceSimulation(model, spec, setting, allowSoftware);
  await simulation.begin(initial);
  return simulation;
}

/** @throws WorkbenchError `spec/unsupported` for double precision, and for methods that choose their steps or work in Fourier space. */
function refuseWhatCannotBe({ precision, integrator }: RunSpec): void {
  if (precision === "f64") {
    const sentence = "the graphics processor computes in single precision only; set precision to f32 or compute on the processor";
    throw new WorkbenchError("spec/unsupported", ["precision"], sentence);
  }
  const solver = solvers.get(integrator.method);
  if (isAdaptive(solver) || solver.family === "spectral") {
    const sentence = `${solver.title} is not computed on the graphics processor; take a method with a fixed step that works cell by cell, such as rk4, or compute on the processor`;
    throw new WorkbenchError("spec/unsupported", ["integrator", "method"], sentence);
  }
}

/**
 * A run on a graphics processor. The state stays there; what comes back is what is read. When the device is lost, another is
 * asked for and the steps since the last state known here are taken again: draws depend on step and cell alone, so they
 * are the same steps.
 */
export class DeviceSimulation implements Simulation {
  spec: RunSpec;
  readonly fields: readonly string[];

  private readonly model: EquationModel;
  private readonly plan: Plan;
  private readonly arrays: GivenArrays;
  private readonly allowSoftware: boolean;
  private readonly pace = new Pace();
  private held!: HeldDevice;
  private program!: DeviceProgram;
  private shader!: Shader;
  private arrangement!: Arrangement;
  private blocks!: Blocks;
  private copy: 0 | 1 = 0;
  private reached = 0;
  /** The last whole state known here. */
  private kept: Snapshot = { step: 0, fields: {} };
  private sinceKeptMs = 0;
  /** Parameters of the kept state, and every change since, by the step from which it holds. */
  private baseParameters: Numbers;
  private changes: { step: number; parameters: Numbers }[] = [];
  private applied = 0;

  constructor(model: EquationModel, spec: RunSpec, { plan, arrays, parameters }: RunSetting, allowSoftware: boolean) {
    this.spec = spec;
    this.fields = plan.fields;
    this.model = model;
    this.plan = plan;
    this.arrays = arrays;
    this.allowSoftware = allowSoftware;
    this.baseParameters = parameters;
  }

  get step(): number {
    return this.reached;
  }

  get time(): number {
    return this.reached * this.spec.integrator.dt;
  }

  /** Takes a device and puts the initial state there. */
  async begin(initial: Record<string, FieldValues>): Promise<void> {
    this.held = await holdDevice(this.allowSoftware);
    this.kept = copyOf({ step: 0, fields: initial });
    await this.build();
    this.load();
  }

  async advance(steps: number): Promise<void> {
    const target = this.reached + steps;
    await this.surviving(() => this.advanceTo(target));
  }

  async read(field: string): Promise<FieldValues> {
    const target = this.reached;
    const [values] = await this.surviving(async () => {
      await this.advanceTo(target);
      return this.program.read([this.plan.state[this.copy][this.fields.indexOf(field)]!]);
    });
    return values!;
  }

  async save(): Promise<Snapshot> {
    const target = this.reached;
    await this.surviving(async () => {
      await this.advanceTo(target);
      await this.keep();
    });
    return copyOf(this.kept);
  }

  async restore(snapshot: Snapshot): Promise<void> {
    const parameters = this.changes.at(-1)?.parameters ?? this.baseParameters;
    this.kept = copyOf(snapshot);
    this.baseParameters = parameters;
    this.changes = [];
    await this.surviving(async () => this.load());
  }

  /** Numbers alone, as `PlanSimulation` has it. */
  setParameters(parameters: RunSpec["parameters"]): void {
    this.spec = { ...this.spec, parameters };
    this.changes.push({ step: this.reached, parameters: spatialParameters(this.model, this.spec).numbers });
  }

  /** Whether every value of the state is finite: decided on the device. */
  async allFinite(): Promise<boolean> {
    const target = this.reached;
    return this.surviving(async () => {
      await this.advanceTo(target);
      return this.program.allFinite(this.copy);
    });
  }

  dispose(): void {
    this.program.dispose();
  }

  /** Kernels and planes on the device at hand. */
  private async build(): Promise<void> {
    this.arrangement = arrange(this.plan, bindingLimits(this.held));
    this.shader = emitShader(this.plan, this.arrangement);
    this.program = await DeviceProgram.build(this.held, this.plan, this.shader, this.arrangement);
  }

  /** Puts the kept state and its parameters onto the device. */
  private load(): void {
    const { step, fields, extra } = this.kept;
    const { seed, integrator } = this.spec;
    this.blocks = new Blocks(this.plan, this.shader.numbers, { seed, dt: integrator.dt, parameters: this.baseParameters });
    this.writeStatics(this.baseParameters);
    this.copy = 0;
    for (const [i, field] of this.fields.entries()) this.program.write(this.plan.state[0][i]!, fields[field] as Values);
    const carried = extra as Carried | undefined;
    for (const [i, plane] of this.plan.carried.entries()) this.program.write(plane, carried?.planes[i] ?? null);
    this.reached = step;
    this.applied = 0;
    this.sinceKeptMs = 0;
  }

  private writeStatics(parameters: Numbers): void {
    for (const { plane, values } of staticPlanes(this.plan, this.arrangement, parameters, this.arrays)) this.program.write(plane, values);
  }

  /** Submits steps, at most two submissions at a time. */
  private async advanceTo(target: number): Promise<void> {
    let before: Promise<void> | null = null;
    let began = performance.now();
    while (this.reached < target && !this.held.isLost()) {
      if (this.sinceKeptMs > keepEveryMs) {
        await before;
        await this.keep();
        began = performance.now();
      }
      this.applyChanges();
      const until = Math.min(target, this.changes[this.applied]?.step ?? target);
      const steps = Math.min(this.pace.steps, this.program.mostSteps, until - this.reached);
      const done = this.program.run(this.copy, steps, this.blocks.write(this.reached, steps));
      done.catch(() => undefined);
      this.reached += steps;
      if (this.plan.swaps && steps % 2 === 1) this.copy = (1 - this.copy) as 0 | 1;
      if (before) await before;
      before = done.then(() => {
        const now = performance.now();
        this.pace.took(steps, now - began);
        this.sinceKeptMs += now - began;
        began = now;
      });
      before.catch(() => undefined);
    }
    await before;
  }

  private applyChanges(): void {
    const before = this.applied;
    while (this.applied < this.changes.length && this.changes[this.applied]!.step <= this.reached) this.applied++;
    if (this.applied === before) return;
    const { parameters } = this.changes[this.applied - 1]!;
    this.blocks.setParameters(parameters);
    this.writeStatics(parameters);
  }

  /** Brings the whole state over; what a loss repeats begins here. */
  private async keep(): Promise<void> {
    const step = this.reached;
    const values = await this.program.read([...this.plan.state[this.copy], ...this.plan.carried]);
    if (this.held.isLost()) return;
    const { dt } = this.spec.integrator;
    const extra: Carried = { clock: { step, time: step * dt, dt, error: 1 }, planes: values.slice(this.fields.length) };
    this.kept = { step, fields: Object.fromEntries(this.fields.map((field, i) => [field, values[i]!])), extra };
    this.baseParameters = this.changes[this.applied - 1]?.parameters ?? this.baseParameters;
    this.changes = this.changes.slice(this.applied);
    this.applied = 0;
    this.sinceKeptMs = 0;
  }

  /** Does the work, on another device where this one is lost meanwhile. */
  private async surviving<T>(work: () => Promise<T>): Promise<T> {
    for (let losses = 0; ; losses++) {
      try {
        const result = await work();
        if (!this.held.isLost()) return result;
      } catch (error) {
        if (!(await this.lossOf(this.held))) throw error;
      }
      await this.recover(losses);
    }
  }

  private async lossOf({ lost, isLost }: HeldDevice): Promise<boolean> {
    await Promise.race([lost, new Promise((resolve) => setTimeout(resolve, newsMs))]);
    return isLost();
  }

  private async recover(losses: number): Promise<void> {
    const { step } = this.kept;
    try {
      if (losses >= mostLosses) throw new Error(`it failed ${losses + 1} times in a row`);
      this.held = await holdAnotherDevice(this.allowSoftware);
      await this.build();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      const sentence = `the graphics processor was lost at step ${this.reached}: ${reason}. The last state kept is that of step ${step}`;
      throw new WorkbenchError("backend/unavailable", [], sentence, { step });
    }
    this.load();
  }
}

/** Callers may hand the arrays of a snapshot away. */
function copyOf({ step, fields, extra }: Snapshot): Snapshot {
  const carried = extra as Carried | undefined;
  return {
    step,
    fields: Object.fromEntries(Object.entries(fields).map(([name, values]) => [name, values.slice()])),
    ...(carried ? { extra: { ...carried, planes: carried.planes.map((plane) => plane.slice()) } } : {}),
  };
}
