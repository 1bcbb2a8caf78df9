import { WorkbenchError } from "./errors";
import { cellIndex } from "./field/grid";
import { maskOf } from "./field/mask";
import { initialFields } from "./initial";
import { intervene, type Intervening } from "./intervene";
import { remedyOf } from "./not-finite";
import type { Backend } from "./backend";
import type { FieldValues, Simulation, Snapshot } from "./simulation";
import type { GivenArrays } from "./spec/files";
import { complete, type Completed } from "./spec/complete";
import { withInterventions } from "./spec/interventions";

/** Starts what a completed spec describes: on the back end, or by the model's own step. */
export async function startSimulation(
  { spec, model }: Pick<Completed, "spec" | "model">,
  backend: Backend,
  arrays?: GivenArrays,
): Promise<Simulation> {
  return model.kind === "stepped" ? model.start(spec) : backend.start(model, spec, initialFields(model, spec, arrays), arrays);
}

/**
 * Advances and makes sure that every value stayed finite. If one did not, the steps are taken again from `before`, by
 * halves, so that the error names the first step, field and cell, and the simulation is left at its last good state.
 * @param before a finite state to return to, not after the present one; the present one unless given.
 * @throws WorkbenchError `run/not-finite`, with what to do about it: the largest stable step where that was overstepped.
 */
export async function advanceSafely(simulation: Simulation, steps: number, before?: Snapshot): Promise<void> {
  const start = before ?? (await simulation.save());
  const target = simulation.step + steps;
  await simulation.advance(steps);
  if (!(await firstNonFinite(simulation))) return;
  await simulation.restore(start);
  let good = start;
  let left = target - simulation.step;
  // What is not finite stays so, but for clamps and choices: of either kind there is a step that leads from good to bad.
  while (left > 1) {
    const half = Math.floor(left / 2);
    await simulation.advance(half);
    const isBad = (await firstNonFinite(simulation)) !== null;
    if (isBad) await simulation.restore(good);
    else good = await simulation.save();
    left = isBad ? half : left - half;
  }
  await simulation.advance(1);
  const bad = await firstNonFinite(simulation);
  const { step, time } = simulation;
  await simulation.restore(good);
  const cell = cellIndex(simulation.spec.grid.shape, bad?.cell ?? 0);
  const sentence = `${bad?.field ?? simulation.fields[0]} left the finite range in cell [${cell.join(", ")}] at step ${step} (t = ${Number(time.toPrecision(6))}); the last good state is that of step ${good.step}. ${remedyOf(simulation.spec)}`;
  throw new WorkbenchError("run/not-finite", [], sentence, { field: bad?.field, cell, step, time });
}

async function firstNonFinite(simulation: Simulation): Promise<{ field: string; cell: number } | null> {
  if (await simulation.allFinite?.()) return null;
  for (const field of simulation.fields) {
    const cell = (await simulation.read(field)).findIndex((value) => !Number.isFinite(value));
    if (cell >= 0) return { field, cell };
  }
  return null;
}

/** What `simulate` returns: the completed spec and the state after its last step. */
export interface Outcome {
  spec: Completed["spec"];
  step: number;
  time: number;
  fields: Record<string, FieldValues>;
  counters: Record<string, number>;
}

/**
 * A whole run without threads: takes a spec, does at each step what its interventions say, calls `onFrame` for every recorded step, stops
 * early when `shouldStop` says so.
 */
export async function simulate(
  document: unknown,
  backend: Backend,
  { onFrame, shouldStop = () => false }: { onFrame?: (simulation: Simulation) => void; shouldStop?: () => boolean } = {},
): Promise<Outcome> {
  const completed = complete(document);
  const { spec, model } = completed;
  const start = withInterventions(spec, []);
  const run: Intervening = {
    model,
    maskOf: (parameters) => maskOf({ grid: spec.grid, parameters }),
    restart: (parameters) => startSimulation({ spec: { ...start, parameters }, model }, backend),
  };
  let simulation = await startSimulation({ spec: start, model }, backend);
  const ahead = [...(spec.interventions ?? [])];
  const every = spec.record.every || Math.max(1, spec.steps);
  const catchUp = async () => {
    while (ahead[0]?.step === simulation.step) simulation = await intervene(simulation, ahead.shift()!, run);
  };
  await catchUp();
  for (let frame = every; simulation.step < spec.steps && !shouldStop();) {
    await advanceSafely(simulation, Math.min(frame, spec.steps, ahead[0]?.step ?? Infinity) - simulation.step);
    await catchUp();
    if (simulation.step < Math.min(frame, spec.steps)) continue;
    onFrame?.(simulation);
    frame += every;
  }
  const { fields } = await simulation.save();
  return { spec, step: simulation.step, time: simulation.time, fields, counters: simulation.counters?.() ?? {} };
}
