import type { EquationModel } from "../../src/core/define/model";
import { WorkbenchError } from "../../src/core/errors";
import { advanceSafely, startSimulation } from "../../src/core/simulate";
import { complete, type Completed } from "../../src/core/spec/complete";
import { wasmBackend } from "../../src/engine/backends/wasm/backend";

/** To the bit as the plain one, and some fifty times as fast. */
const backend = wasmBackend(1, null);

/** One preset with one slider at one end. */
export interface SliderEnd {
  model: EquationModel;
  preset: EquationModel["presets"][number];
  name: string;
  value: number;
}

/** Every preset of a model with every slider at either end. */
export const sliderEnds = (model: EquationModel): SliderEnd[] =>
  model.presets.flatMap((preset) =>
    Object.entries(model.params).flatMap(([name, { min, max }]) => [min, max].map((value) => ({ model, preset, name, value }))),
  );

/** How such a run ended: null when every value stayed finite, else the error that stopped it. */
export async function runSliderEnd({ model, preset, name, value }: SliderEnd, side: number, steps: number): Promise<Completed & { stop: unknown }> {
  const { id: _id, title: _title, note: _note, ...settings } = preset;
  const completed = complete({
    version: 1,
    model: model.id,
    ...settings,
    parameters: { ...settings.parameters, [name]: value },
    grid: { ...settings.grid, shape: [side, side] },
  });
  const simulation = await startSimulation(completed, backend);
  const stop = await advanceSafely(simulation, steps).then(
    () => null,
    (error: unknown) => error,
  );
  return { ...completed, stop };
}

/** What a person would hold against such a run; null when there is nothing to say. */
export function complaintAbout({ spec, model, warnings, stop }: Completed & { stop: unknown }): string | null {
  const stranger = warnings.find((warning) => !warning.startsWith("Step too large"));
  if (stranger !== undefined) return `a warning of another kind: ${stranger}`;
  if (stop === null) return null;
  if (!(stop instanceof WorkbenchError) || stop.code !== "run/not-finite") return `stopped by ${String(stop)}`;
  if (warnings.length === 0) return `stopped without a warning before: ${stop.message}`;
  const { field, cell, step } = stop.detail as { field: string; cell: number[]; step: number };
  const named = field in model.species && cell.every((index, axis) => index >= 0 && index < spec.grid.shape[axis]!) && step > 0;
  return named && stop.message.includes(`${field} left the finite range in cell [${cell.join(", ")}] at step ${step}`) ? null : stop.message;
}
