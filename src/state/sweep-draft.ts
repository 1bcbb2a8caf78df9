import { modelOf } from "../core/spec/model-of";
import { withInterventions } from "../core/spec/interventions";
import type { RunSpec } from "../core/spec/run-spec";
import { numbersIn, type Design, type SweepInput, type SweepSpec, type SweptRange } from "../core/sweep/sweep-spec";

/** A sweep that is being set up over the spec on screen. */
export interface SweepDraft {
  /** The model that it is for: another one begins anew. */
  model: string;
  /** One or two ranges. */
  parameters: readonly SweptRange[];
  design: Design;
  samples: number;
  seeds: number;
  /** Of each run. */
  steps: number;
  measure: readonly string[];
}

/** Steps of each run where nobody said: enough for most patterns to show, few enough to wait for. */
const usualSteps = 2000;
const usualCount = 5;
const usualMeasure = ["regime", "mean", "std", "wavelength", "box-counting", "temporal-change"];

/** A sweep over the first parameter of the model that has a range, or over the seed where none has. */
export function draftOf(spec: RunSpec): SweepDraft {
  const first = numbersIn(spec).find((name) => name.startsWith("parameters.")) ?? "seed";
  return {
    model: spec.model,
    parameters: [rangeFor(spec, first)],
    design: "grid",
    samples: 32,
    seeds: 1,
    steps: spec.steps > 0 ? spec.steps : usualSteps,
    measure: usualMeasure,
  };
}

/** What a number may be swept over: the range that the model declares for it, or from half of it to one and a half. */
export function rangeFor(spec: RunSpec, name: string): SweptRange {
  const value = numberAt(spec, name);
  const param = name.startsWith("parameters.") ? modelOf(spec).params[name.slice("parameters.".length)] : undefined;
  const [from, to] =
    param?.kind === "number" && Number.isFinite(param.min) && Number.isFinite(param.max) && param.min < param.max
      ? [param.min, param.max]
      : name === "seed"
        ? [value, value + usualCount - 1]
        : value === 0
          ? [-1, 1]
          : [0.5 * value, 1.5 * value];
  return { name, from: short(from), to: short(to), count: usualCount, scale: "linear" };
}

const short = (value: number): number => Number(value.toPrecision(6));

export function numberAt(spec: RunSpec, name: string): number {
  let value: unknown = spec;
  for (const key of name.split(".")) value = (value as Record<string, unknown> | undefined)?.[key];
  return typeof value === "number" ? value : 0;
}

/** What the draft asks of the engine: the spec as it is on screen, without what was done to it in flight. */
export function inputOf({ parameters, design, samples, seeds, steps, measure }: SweepDraft, spec: RunSpec): SweepInput {
  const base = { ...withInterventions(spec, []), steps };
  return { version: 1, base, parameters: parameters.map((one) => ({ ...one })), design, samples, seed: 1, seeds, measure: [...measure] };
}

/** The draft that a sweep was made with; lists of values become ranges between their ends. */
export function draftFrom(sweep: SweepSpec): SweepDraft {
  const { base, parameters, design, samples, seeds, measure } = sweep;
  const ranges = parameters.map((one): SweptRange => {
    if (!("values" in one)) return one;
    return { name: one.name, from: Math.min(...one.values), to: Math.max(...one.values), count: one.values.length, scale: "linear" };
  });
  return { model: base.model, parameters: ranges.slice(0, 2), design, samples, seeds, steps: base.steps, measure };
}

/** Runs that a draft asks for. */
export const draftRuns = ({ parameters, design, samples, seeds }: SweepDraft): number =>
  (design === "grid" ? parameters.reduce((product, { count }) => product * count, 1) : samples) * seeds;
