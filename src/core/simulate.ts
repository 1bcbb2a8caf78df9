import { WorkbenchError } from "./errors";
import { cellIndex } from "./field/grid";
import { initialFields } from "./initial";
import type { Backend } from "./backend";
import type { FieldValues, Simulation } from "./simulation";
import { complete, type Completed } from "./spec/complete";

/** Arrays of an `initial` of kind "file", by species. */
export type InitialArrays = Record<string, ArrayLike<number>>;

/** Starts what a completed spec describes: on the back end, or by the model's own step. */
export async function startSimulation(
  { spec, model }: Pick<Completed, "spec" | "model">,
  backend: Backend,
  arrays?: InitialArrays,
): Promise<Simulation> {
  return model.kind === "stepped" ? model.start(spec) : backend.start(model, spec, initialFields(model, spec, arrays));
}

/**
 * Advances and makes sure that every value stayed finite. If one did not, the steps are taken again one by one, so
 * that the error names the first step, field and cell, and the simulation is left at its last good state.
 * @throws WorkbenchError `run/not-finite`.
 */
export async function advanceSafely(simulation: Simulation, steps: number): Promise<void> {
  const before = await simulation.save();
  await simulation.advance(steps);
  if (!(await firstNonFinite(simulation))) return;
  await simulation.restore(before);
  for (let i = 0; i < steps; i++) {
    const good = await simulation.save();
    await simulation.advance(1);
    const bad = await firstNonFinite(simulation);
    if (!bad) continue;
    const { step, time } = simulation;
    await simulation.restore(good);
    const cell = cellIndex(simulation.spec.grid.shape, bad.cell);
    const sentence = `${bad.field} left the finite range in cell [${cell.join(", ")}] at step ${step} (t = ${Number(time.toPrecision(6))}); the last good state is that of step ${good.step}. Use a smaller dt or gentler parameters`;
    throw new WorkbenchError("run/not-finite", [], sentence, { field: bad.field, cell, step, time });
  }
}

async function firstNonFinite(simulation: Simulation): Promise<{ field: string; cell: number } | null> {
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
 * A whole run without threads: takes a spec, calls `onFrame` for every recorded step, stops early when `shouldStop`
 * says so.
 */
export async function simulate(
  document: unknown,
  backend: Backend,
  { onFrame, shouldStop = () => false }: { onFrame?: (simulation: Simulation) => void; shouldStop?: () => boolean } = {},
): Promise<Outcome> {
  const completed = complete(document);
  const { spec } = completed;
  const simulation = await startSimulation(completed, backend);
  const every = spec.record.every || Math.max(1, spec.steps);
  while (simulation.step < spec.steps && !shouldStop()) {
    await advanceSafely(simulation, Math.min(every, spec.steps - simulation.step));
    onFrame?.(simulation);
  }
  const { fields } = await simulation.save();
  return { spec, step: simulation.step, time: simulation.time, fields, counters: simulation.counters?.() ?? {} };
}
