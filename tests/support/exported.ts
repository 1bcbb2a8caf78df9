import { complete } from "../../src/core/spec/complete";
import type { RunSpec } from "../../src/core/spec/run-spec";
import { simulate } from "../../src/core/simulate";
import { plain } from "../../src/engine/backends/plain/run";
import { provenanceOf } from "../../src/exporters/provenance";
import type { GridPlace, GridState } from "../../src/exporters/grid-state";

/** A small run, with cells that are no squares. */
export const exportedSpec: RunSpec = complete({
  version: 1,
  model: "gray-scott",
  grid: { shape: [12, 16], spacing: [0.5, 0.25] },
  integrator: { dt: 0.01 },
  seed: 4,
  steps: 30,
}).spec;
export const exportedProvenance = provenanceOf(exportedSpec);
export const exportedPlace: GridPlace = { shape: [12, 16], spacing: [0.5, 0.25] };

export async function exportedState(steps = exportedSpec.steps): Promise<GridState> {
  const { step, time, fields } = await simulate({ ...exportedSpec, steps }, plain);
  return { step, time, fields };
}
