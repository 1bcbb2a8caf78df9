import type { EquationModel } from "../../../core/define/model";
import { maskOf } from "../../../core/field/mask";
import { maskKey, type GivenArrays } from "../../../core/spec/files";
import type { RunSpec } from "../../../core/spec/run-spec";
import { spatialParameters } from "../../../core/spec/spatial-parameters";
import { planOf } from "./lower";
import type { Plan } from "./plan";

/** A spec made ready for any executor. */
export interface RunSetting {
  plan: Plan;
  /** The mask among them, wherever it came from. */
  arrays: GivenArrays;
  /** Parameters that are plain numbers. */
  parameters: Record<string, number>;
  /** Cells inside the mask; null without one. */
  inside: number | null;
}

export function settingOf(model: EquationModel, spec: RunSpec, given: GivenArrays = {}): RunSetting {
  const mask = maskOf(spec, given);
  const inside = mask && mask.reduce((sum, cell) => sum + cell, 0);
  return {
    plan: planOf(model, spec, inside),
    arrays: mask ? { ...given, [maskKey]: mask } : given,
    parameters: spatialParameters(model, spec).numbers,
    inside,
  };
}

/** What adaptive methods hold their errors to; of no meaning to the others. */
export const tolerancesOf = ({ integrator: { rtol = 0, atol = 0 } }: Pick<RunSpec, "integrator">) => ({ rtol, atol });
