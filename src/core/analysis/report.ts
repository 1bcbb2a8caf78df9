import type { EquationModel } from "../define/model";
import { solvers } from "../solvers/index";
import { unfitness } from "../spec/complete-integrator";
import type { RunSpec } from "../spec/run-spec";
import { foresee } from "./foresight";
import { analyseStability, type StabilityReport } from "./stability";
import { situationsOf, stepLimits } from "./time-step";

/** All that mathematics says of a completed spec before it runs. */
export function stabilityReport(model: EquationModel, spec: RunSpec): StabilityReport {
  const uniform = analyseStability(model, spec.parameters, spec.grid);
  return { ...uniform, steps: stableSteps(model, spec), foresight: foresee(model, spec, uniform) };
}

/** The largest stable step of every method that may run the equations on their domain; null where nothing bounds it. */
function stableSteps(model: EquationModel, spec: RunSpec): StabilityReport["steps"] {
  const limitOf = stepLimits(model, situationsOf(model, spec.parameters, spec.grid), spec.grid);
  return [...solvers].filter((solver) => unfitness(solver, model, spec) === null).map((solver) => ({ method: solver.id, dt: limitOf(solver) }));
}
