import type { Model } from "./define/model";
import { WorkbenchError } from "./errors";
import { applyMark, type Canvas } from "./field/apply-mark";
import { resolveBoundary } from "./field/boundary";
import type { Simulation, Snapshot } from "./simulation";
import { solvers } from "./solvers/index";
import { movedBy } from "./spec/interventions";
import type { Mark } from "./spec/mark";
import type { Intervention, RunSpec } from "./spec/run-spec";

/** What an intervention needs to know of the run. */
export interface Intervening {
  model: Model;
  /** The domain under these parameters; null when it is all. */
  maskOf(parameters: RunSpec["parameters"]): Uint8Array | null;
  /** A simulation of the same run from its start, with these parameters: what is a formula or a file is part of the kernel. */
  restart(parameters: RunSpec["parameters"]): Promise<Simulation>;
}

/**
 * Does to a simulation, at its present step, what was done there.
 * @returns the simulation that goes on from there: another one where the kernel had to change.
 * @throws WorkbenchError `spec/unsupported` for a mark that would leave the finite range.
 */
export async function intervene(simulation: Simulation, done: Intervention, run: Intervening): Promise<Simulation> {
  const { parameters } = simulation.spec;
  const current = done.parameters ? await withParameters(simulation, movedBy(parameters, done), run) : simulation;
  if (done.field !== undefined && done.mark) await paint(current, done.field, done.mark, run);
  return current;
}

/** Takes parameters without touching state, clock or noise stream; on another simulation where these are no longer the same numbers. */
export async function withParameters(
  simulation: Simulation,
  parameters: RunSpec["parameters"],
  { model, restart }: Intervening,
): Promise<Simulation> {
  if (model.kind === "stepped" || onlyNumbersDiffer(simulation.spec.parameters, parameters)) {
    simulation.setParameters(parameters);
    return simulation;
  }
  const state = await simulation.save();
  const next = await restart(parameters);
  await next.restore(state);
  simulation.dispose?.();
  return next;
}

async function paint(simulation: Simulation, field: string, mark: Mark, { model, maskOf }: Intervening): Promise<void> {
  const { spec } = simulation;
  const state = await simulation.save();
  const values = state.fields[field]!;
  applyMark(values, spec.grid.shape, mark, { periodic: wrapsOf(model, spec, field), mask: maskOf(spec.parameters) });
  const cell = values.findIndex((value) => !Number.isFinite(value));
  if (cell >= 0)
    throw new WorkbenchError(
      "spec/unsupported",
      [],
      `painting ${field} like this would leave the finite range in cell ${cell}; take a smaller value`,
    );
  await simulation.restore(beganAnew(model, spec, state));
}

/** Over which edges a field goes on. */
function wrapsOf(model: Model, { boundary, grid, parameters }: RunSpec, field: string): NonNullable<Canvas["periodic"]> {
  if (model.kind === "stepped") return { x: boundary === "periodic", y: boundary === "periodic" };
  const varying = Object.keys(parameters).filter((name) => typeof parameters[name] !== "number");
  const sides = resolveBoundary(boundary, model, grid.shape.length as 2 | 3, varying)[field]!;
  return { x: sides["x-"]?.kind === "periodic", y: sides["y-"]?.kind === "periodic" };
}

/**
 * A state whose fields were changed. Clocks, noise streams and slopes of steps before go on; in Fourier space the modes are the state, so
 * they are taken from the fields again.
 */
function beganAnew(model: Model, { integrator }: RunSpec, { step, fields, extra }: Snapshot): Snapshot {
  const inFourierSpace = model.kind === "equations" && solvers.get(integrator.method).family === "spectral";
  return { step, fields, ...(!inFourierSpace && { extra }) };
}

/** Whether two sets of parameters have the same formulas and arrays, at the same names. */
function onlyNumbersDiffer(before: RunSpec["parameters"], after: RunSpec["parameters"]): boolean {
  const others = (parameters: RunSpec["parameters"]) => JSON.stringify(Object.entries(parameters).filter(([, value]) => typeof value !== "number"));
  return others(before) === others(after);
}
