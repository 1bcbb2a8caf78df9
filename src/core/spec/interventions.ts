import type { ParamValue } from "../define/params";
import { canonicalJson } from "./hash";
import type { Intervention, RunSpec } from "./run-spec";

type Parameters = Record<string, ParamValue>;
type Steered = Pick<RunSpec, "parameters" | "interventions">;

/** Parameters after an intervention; the same object when it moves none. */
export const movedBy = (parameters: Parameters, { parameters: moved }: Intervention): Parameters =>
  moved ? { ...parameters, ...moved } : parameters;

/** How many of the interventions the state of a step has behind it: all at that step are. */
export function appliedAt({ interventions = [] }: Steered, step: number): number {
  const next = interventions.findIndex((one) => one.step > step);
  return next < 0 ? interventions.length : next;
}

/** The parameters after the first `applied` interventions. */
export function parametersAfter({ parameters, interventions = [] }: Steered, applied: number): Parameters {
  const moves = interventions.slice(0, applied).flatMap((one) => (one.parameters ? [one.parameters] : []));
  return moves.length === 0 ? parameters : (Object.assign({}, parameters, ...moves) as Parameters);
}

/** The parameters that hold in the state of a step. */
export const parametersAt = (spec: Steered, step: number): Parameters => parametersAfter(spec, appliedAt(spec, step));

/** The spec with these interventions; without the key when there are none. */
export function withInterventions<T extends { interventions?: Intervention[] }>(spec: T, interventions: readonly Intervention[]): T {
  const { interventions: _, ...rest } = spec;
  return { ...rest, ...(interventions.length > 0 && { interventions: [...interventions] }) } as T;
}

/** Adds what was done last. Several moves of a slider at one step keep only the last value of each parameter. */
export function withDone(interventions: readonly Intervention[], done: Intervention): Intervention[] {
  const last = interventions.at(-1);
  const joins =
    last !== undefined &&
    last.step === done.step &&
    last.parameters !== undefined &&
    last.mark === undefined &&
    onlyNumbers(done) &&
    onlyNumbers(last);
  if (!joins) return [...interventions, done];
  return [...interventions.slice(0, -1), { step: done.step, parameters: { ...last.parameters, ...done.parameters } }];
}

/** Formulas are kernels: from one to another and back need not lead back to the same bits, so each of those moves is kept. */
const onlyNumbers = ({ parameters, mark }: Intervention): boolean =>
  mark === undefined && parameters !== undefined && Object.values(parameters).every((value) => typeof value === "number");

/** The parameters that differ, with their new values; null when something changed that no intervention can carry, such as a file. */
export function movesBetween(before: Parameters, after: Parameters): NonNullable<Intervention["parameters"]> | null {
  const changed = Object.entries(after).filter(([name, value]) => canonicalJson(value) !== canonicalJson(before[name]));
  return changed.some(([, value]) => typeof value === "object") ? null : (Object.fromEntries(changed) as NonNullable<Intervention["parameters"]>);
}
