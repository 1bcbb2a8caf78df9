import type { MembraneModel, MembraneSystem } from "../define/membrane";
import { completeValues, type ValuesOf } from "../define/params";
import { WorkbenchError } from "../errors";
import { integrate, type Effort, type OdeProblem } from "./integration/integrate";
import { stretchesOf, type Clamp, type Stretch } from "./protocol";
import { recorderFor } from "./recorder";
import { usualSampling } from "./sampling";
import { findSpikes, type SpikeTrain } from "./spikes";

export interface MembraneRun {
  model: MembraneModel;
  /** Those that differ from the model's defaults. */
  parameters?: Readonly<Record<string, unknown>>;
  /** In the model's unit of time, above 0. */
  duration?: number;
  /** Time between two samples of the traces. */
  every?: number;
  clamp?: Clamp;
  /** States that start elsewhere than the model lets them. */
  initial?: Readonly<Record<string, number>>;
  /** Relative tolerance of a step; 10⁻⁸ unless given. */
  tolerance?: number;
  /** What counts as a spike, where it is not what the model says. */
  spikes?: { level: number; slope: number } | null;
  /** Called with the share that is done; what it throws ends the run. */
  progress?: (share: number) => void;
}

export interface MembraneTraces {
  parameters: Record<string, number | boolean | string>;
  /** Sample times. At a jump the sample is of the state after it. */
  times: Float64Array;
  /** One trace a state, then one an observable, by name. */
  traces: Record<string, Float64Array>;
  /** What was put in; under a voltage clamp, what the clamp needed, without the charge that a step of the command takes at once. */
  stimulus: Float64Array | null;
  /** Of the potential; null where the model or the clamp leaves nothing to spike. */
  train: SpikeTrain | null;
  /** For each sum that the model keeps: how far it strayed, as a share of the size of what is summed. */
  drift: Record<string, number>;
  effort: Effort;
  warnings: string[];
}

/** Samples that a run may have. */
const MOST_SAMPLES = 2_000_000;

/**
 * Runs a membrane model and samples it. The same run gives the same bits everywhere.
 * @throws WorkbenchError `parameter/…` with the path of what is wrong; `run/not-finite` where the solution runs away.
 */
export function simulateMembrane(run: MembraneRun): MembraneTraces {
  const { model, tolerance = 1e-8 } = run;
  const duration = run.duration ?? model.time.duration;
  const every = run.every ?? usualSampling(model, duration);
  const warnings: string[] = [];
  const coarsest = model.time.duration / 2000;
  if (model.spikes && every > 2 * coarsest)
    warnings.push(
      `spikes are found on the samples: one every ${every} ${model.time.unit} may pass some by; take ${Number(coarsest.toPrecision(3))} or less`,
    );
  const parameters = completeValues(model.params, { ...run.parameters }, ["parameters"], (message) => warnings.push(message));
  const system = model.open(parameters as ValuesOf<MembraneModel["params"]>);
  const names = Object.keys(model.state);
  const held = run.clamp?.kind === "voltage" ? names.indexOf(model.voltage ?? "") : -1;
  check(run, duration, every, tolerance, held);

  const state = Float64Array.from(system.initial);
  for (const [name, value] of Object.entries(run.initial ?? {})) state[names.indexOf(name)] = value;
  const stretches = stretchesOf(run.clamp ?? { kind: "current", base: 0, steps: [] }, duration);
  const recorder = recorderFor(model, system, Math.floor(duration / every + 1e-9) + 1, every);
  const effort: Effort = { accepted: 0, rejected: 0, evaluations: 0 };
  const absolute = Float64Array.from(names, (name) => tolerance * (model.scales[name] ?? 1));
  const jumps = (system.jumps ?? []).filter(({ time }) => time < duration);
  let nextJump = 0;
  let stimulus = (_t: number, _state: Float64Array): number => 0;
  recorder.rebase(state);
  for (const stretch of stretches) {
    if (held >= 0) {
      state[held] = stretch.value;
      recorder.rebase(state);
    }
    const problem = held >= 0 ? underVoltageClamp(system, stretch, held) : underCurrentClamp(system, stretch);
    stimulus = problem.stimulus;
    for (let t = stretch.from; t < stretch.to;) {
      for (; nextJump < jumps.length && jumps[nextJump]!.time <= t; nextJump++) jumps[nextJump]!.apply(state);
      const end = Math.min(stretch.to, jumps[nextJump]?.time ?? Infinity);
      const part = integrate(problem, t, end, state, { relative: tolerance, absolute }, (step) => {
        recorder.take(step, stimulus);
        run.progress?.(step.to / duration);
      });
      for (const key of ["accepted", "rejected", "evaluations"] as const) effort[key] += part[key];
      t = end;
    }
  }
  recorder.finish(duration, state, stimulus);
  const criterion = run.spikes === undefined ? model.spikes : run.spikes;
  const potential = model.voltage === null ? undefined : recorder.traces[model.voltage];
  return {
    parameters,
    times: recorder.times,
    traces: recorder.traces,
    stimulus: model.stimulus === null ? null : recorder.stimulus,
    train: criterion && potential && held < 0 ? findSpikes(recorder.times, potential, criterion) : null,
    drift: recorder.drift,
    effort,
    warnings,
  };
}

interface ClampedProblem extends OdeProblem {
  stimulus(t: number, state: Float64Array): number;
}

function underCurrentClamp(system: MembraneSystem, { from, value, slope }: Stretch): ClampedProblem {
  const stimulus = (t: number) => value + slope * (t - from);
  return { autonomous: slope === 0, stimulus, rates: (t, y, rates) => system.rates(t, y, stimulus(t), rates) };
}

/** The potential follows the command; what must be put in for that follows from the rates, which are linear in it. */
function underVoltageClamp(system: MembraneSystem, { slope }: Stretch, held: number): ClampedProblem {
  const without = new Float64Array(system.initial.length);
  const withOne = new Float64Array(system.initial.length);
  const stimulus = (t: number, y: Float64Array): number => {
    system.rates(t, y, 0, without);
    system.rates(t, y, 1, withOne);
    return (slope - without[held]!) / (withOne[held]! - without[held]!);
  };
  return {
    autonomous: true,
    stimulus,
    rates(t, y, rates) {
      const current = stimulus(t, y);
      for (let i = 0; i < rates.length; i++) rates[i] = without[i]! + current * (withOne[i]! - without[i]!);
      rates[held] = slope;
    },
  };
}

function check({ model, clamp, initial }: MembraneRun, duration: number, every: number, tolerance: number, held: number): void {
  const refuse = (path: readonly (string | number)[], sentence: string) => new WorkbenchError("parameter/out-of-range", path, sentence);
  if (!(duration > 0 && duration < Infinity)) throw refuse(["duration"], `expected a time above 0 in ${model.time.unit}, got ${duration}`);
  if (!(every > 0 && every <= duration)) throw refuse(["every"], `expected a time above 0 and no longer than the run, got ${every}`);
  if (duration / every > MOST_SAMPLES)
    throw refuse(["every"], `expected at most ${MOST_SAMPLES} samples, got ${Math.floor(duration / every)}; sample less often or run shorter`);
  if (!(tolerance >= 1e-12 && tolerance <= 1e-2)) throw refuse(["tolerance"], `expected a share from 1e-12 to 0.01, got ${tolerance}`);
  if (clamp?.kind === "voltage" && held < 0) throw refuse(["clamp", "kind"], `${model.title} has no potential that could be held; use no clamp`);
  if (clamp?.kind === "current" && model.stimulus === null && (clamp.base !== 0 || clamp.steps.length > 0))
    throw refuse(["clamp", "kind"], `nothing can be put into ${model.title}; use no clamp`);
  for (const [name, value] of Object.entries(initial ?? {})) {
    if (!Object.hasOwn(model.state, name))
      throw refuse(["initial", name], `there is no state "${name}"; known are ${Object.keys(model.state).join(", ")}`);
    if (!Number.isFinite(value)) throw refuse(["initial", name], `expected a number, got ${value}`);
  }
}
