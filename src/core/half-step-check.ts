import type { Backend } from "./backend";
import { readSystem } from "./equations/system";
import { WorkbenchError } from "./errors";
import { advanceSafely, startSimulation } from "./simulate";
import { meanAndDeviation } from "./series/finite";
import type { FieldValues } from "./simulation";
import { solvers } from "./solvers/index";
import { isAdaptive } from "./solvers/solver";
import type { Completed } from "./spec/complete";
import type { GivenArrays } from "./spec/files";
import { spatialParameters } from "./spec/spatial-parameters";

/** How far a run is from the same run with half the step, at the same time. */
export interface HalfStepDifference {
  /** Steps of the run; the other took twice as many. */
  steps: number;
  dt: number;
  /** Root mean square of the difference of each field, as a share of its spread: the largest of its standard deviations, its size where uniform. */
  shares: Record<string, number>;
}

/** Beyond this share of a field's spread the picture is the step's doing as much as the equations'. */
const tolerated = 0.05;
/** A pattern that is sensitive to everything is so to the step; the check looks at what happens before. */
const mostSteps = 200;

/**
 * Tells a step that is stable yet too coarse: a result may be finite and still wrong. Runs the first steps twice, with
 * dt and with dt/2, from one initial state.
 * @throws WorkbenchError `spec/unsupported` for equations that draw random numbers, whose runs differ at every step anyway,
 *   for models with a step of their own, and for methods that choose their steps; `run/not-finite` when either run leaves the finite range.
 */
export async function halfStepDifference({ spec, model }: Completed, backend: Backend, arrays?: GivenArrays): Promise<HalfStepDifference> {
  const refuse = (why: string) => new WorkbenchError("spec/unsupported", ["integrator", "dt"], `no comparison with half the step: ${why}`);
  if (model.kind === "stepped") throw refuse(`${model.title} has a step of its own`);
  const { method, dt } = spec.integrator;
  if (isAdaptive(solvers.get(method))) throw refuse(`${method} chooses its steps by their error; compare with a smaller rtol instead`);
  const system = readSystem(model, { varying: spatialParameters(model, spec).inSpace, dimensions: spec.grid.shape.length as 2 | 3 });
  for (const [species, { noise, events }] of Object.entries(system.equations)) {
    if (noise.length + events.length > 0) throw refuse(`the equation of ${species} draws random numbers, and others with another step`);
  }
  const steps = Math.min(spec.steps, mostSteps);
  const after = async (count: number, step: number): Promise<Record<string, FieldValues>> => {
    const simulation = await startSimulation({ spec: { ...spec, integrator: { method, dt: step } }, model }, backend, arrays);
    await advanceSafely(simulation, count);
    return (await simulation.save()).fields;
  };
  const [start, coarse, fine] = [await after(0, dt), await after(steps, dt), await after(2 * steps, dt / 2)];
  return { steps, dt, shares: Object.fromEntries(system.species.map((field) => [field, share(start[field]!, coarse[field]!, fine[field]!)])) };
}

/** What to tell a person about it; null when the step is fine enough. */
export function halfStepWarning({ steps, dt, shares }: HalfStepDifference): string | null {
  const [field, worst] = Object.entries(shares).reduce((most, next) => (next[1] > most[1] ? next : most));
  if (worst <= tolerated) return null;
  const percent = Number((100 * worst).toPrecision(2));
  return `Step too coarse: after ${steps} steps of dt = ${dt}, ${field} differs by ${percent} % of its spread from a run with half the step. Use a smaller dt or a method of higher order.`;
}

/** The difference as a share of the largest of the spreads: what has died out must not be measured by what is left of it. */
function share(start: FieldValues, coarse: FieldValues, fine: FieldValues): number {
  let error = 0;
  for (let i = 0; i < fine.length; i++) error += (coarse[i]! - fine[i]!) ** 2;
  return error === 0 ? 0 : Math.sqrt(error / fine.length) / Math.max(spread(start), spread(coarse), spread(fine));
}

/** Standard deviation; the size of the values where it is no more than their rounding. */
function spread(values: FieldValues): number {
  const { mean, deviation } = meanAndDeviation(Float64Array.from(values));
  return deviation > 1e-6 * Math.abs(mean) ? deviation : Math.abs(mean);
}
