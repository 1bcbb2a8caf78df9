import type { EquationModel } from "../../../core/define/model";
import { simplify } from "../../../core/equations/simplify";
import { substitute } from "../../../core/equations/substitute";
import { inlineAuxiliary, readSystem } from "../../../core/equations/system";
import type { Expr } from "../../../core/equations/tree";
import { WorkbenchError } from "../../../core/errors";
import type { RunSpec } from "../../../core/spec/run-spec";
import { spatialParameters } from "../../../core/spec/spatial-parameters";
import { reachOf, type Reach } from "../plan/reach";
import { termsOf, type Term } from "./terms";

/** The equations, each taken apart into what a scheme treats exactly or implicitly and what it does not. */
export interface SplitEquations {
  species: readonly string[];
  reach: (expr: Expr) => Reach;
  /** Per species: terms in the species alone whose factors never change. */
  linear: readonly (readonly Term[])[];
  /** Per species: all others. */
  explicit: readonly (readonly Term[])[];
  /** A product of fields, or of a field and the place, makes waves that the grid does not hold and shows as others. */
  aliases: boolean;
}

/**
 * Reads and splits the equations of a run.
 * @throws WorkbenchError `spec/unsupported` for random terms: the methods here have no place for them.
 */
export function splitEquations(model: EquationModel, spec: RunSpec, dimensions: 2 | 3): SplitEquations {
  const { formulas, arrays, inSpace } = spatialParameters(model, spec);
  const { species, equations, auxiliary } = readSystem(model, { dimensions, varying: inSpace, continuum: true });
  const reach = reachOf({ fields: new Set(species), arrays: new Set(Object.keys(arrays)), moments: new Set(["t"]) });
  const uniform = (expr: Expr) => !reach(expr).state && !reach(expr).place;
  const linear: Term[][] = [];
  const explicit: Term[][] = [];
  for (const name of species) {
    const { drift, noise, events } = equations[name]!;
    if (noise.length + events.length > 0)
      throw new WorkbenchError(
        "spec/unsupported",
        ["equations", name],
        `${spec.integrator.method} has no place for ${noise.length > 0 ? "noise" : "events"}; take another method, such as "euler"`,
      );
    const terms = termsOf(simplify(substitute(inlineAuxiliary(drift, auxiliary), formulas)), dimensions, uniform);
    const isLinear = ({ base, factor }: Term) => base.kind === "name" && base.name === name && !reach(factor).moment;
    linear.push(terms.filter(isLinear));
    explicit.push(terms.filter((term) => !isLinear(term)));
  }
  const aliases = explicit.flat().some(({ base }) => base.kind === "call" && reach(base).state);
  return { species, reach, linear, explicit, aliases };
}
