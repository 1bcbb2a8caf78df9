import type { EquationModel } from "../define/model";
import { readExpression } from "../equations/equation";
import { WorkbenchError } from "../errors";
import { gridOf } from "../field/grid";
import { sampleCells, sampler } from "../field/sample";
import { refuseActions } from "./formula";
import type { RunSpec } from "./run-spec";
import { parameterMeanings, parameterRange, type SpatialParameters } from "./spatial-parameters";

/**
 * Holds the time scales that are formulas against the grid at the start: above 0 and finite. Parameters from files stand
 * there with their typical value.
 * @throws WorkbenchError `parameter/out-of-range`, or `equation/form` for a formula that no single cell can compute.
 */
export function checkTimeScales(model: EquationModel, spec: Pick<RunSpec, "grid" | "parameters">, split: SpatialParameters): void {
  for (const [name, { timeScale }] of Object.entries(model.species)) {
    if (typeof timeScale !== "string") continue;
    const path = ["species", name, "timeScale"];
    const expr = readExpression(timeScale, { species: [], params: Object.keys(model.params) }, path);
    refuseActions(expr, path);
    const { typical } = parameterRange(model, spec, split);
    const value = sampler(expr, gridOf(spec.grid), { ...typical, ...parameterMeanings({ ...split, arrays: {} }, spec) });
    for (const cell of sampleCells(gridOf(spec.grid))) {
      const scale = value(cell);
      if (!(scale > 0 && scale < Infinity)) throw new WorkbenchError("parameter/out-of-range", path, `expected a time above 0, got ${scale}`);
    }
  }
}
