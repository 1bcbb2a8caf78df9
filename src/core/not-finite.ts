import { readSystem } from "./equations/system";
import { WorkbenchError } from "./errors";
import { solvers } from "./solvers/index";
import { isAdaptive } from "./solvers/solver";
import { complete, type Completed } from "./spec/complete";
import { dependsOn } from "./spec/formula";
import type { RunSpec } from "./spec/run-spec";
import { spatialParameters } from "./spec/spatial-parameters";

/** What to do about a run that left the finite range, in a sentence: by what in its spec can bring that about. */
export function remedyOf(spec: RunSpec): string {
  try {
    return remedy(complete(spec));
  } catch (error) {
    // Parameters may have been changed during the run to what no run would start with: that is the cause then.
    if (error instanceof WorkbenchError) return error.message;
    throw error;
  }
}

function remedy(completed: Completed): string {
  const { spec, model, largestStableDt: limit } = completed;
  const { method, dt } = spec.integrator;
  if (model.kind === "stepped") return "Use gentler parameters";
  const solver = solvers.get(method);
  if (isAdaptive(solver)) return withSuspects(completed, "use smaller tolerances or gentler parameters");
  if (limit === null || dt <= limit) return withSuspects(completed, "use a smaller dt or gentler parameters");
  const digits = (value: number) => String(Number(value.toPrecision(3)));
  return `dt = ${digits(dt)} is above the largest stable step of ${method} here, which is ${digits(limit)}: use ${digits(0.9 * limit)}`;
}

/** What else than a step too long leaves the finite range, where the spec has it. */
function withSuspects({ spec, model }: Completed, otherwise: string): string {
  const suspects = model.kind === "equations" ? suspectsOf(spec, model) : [];
  if (suspects.length === 0) return otherwise.charAt(0).toUpperCase() + otherwise.slice(1);
  return `Look first at ${suspects.join(", and ")}; if that is well, ${otherwise}`;
}

function suspectsOf(spec: RunSpec, model: Extract<Completed["model"], { kind: "equations" }>): string[] {
  const { formulas, inSpace } = spatialParameters(model, spec);
  const { equations } = readSystem(model, { varying: inSpace, dimensions: spec.grid.shape.length as 2 | 3 });
  const drawing = Object.keys(equations).filter((name) => equations[name]!.events.length > 0);
  const inTime = Object.keys(formulas).filter((name) => dependsOn(formulas[name]!, ["t"]));
  return [
    ...drawing.map((name) => `the events of ${name}, whose mean has to stay within 0 … 16 a step and cell`),
    ...(JSON.stringify(spec.boundary).match(/\bt\b/) ? ["the formulas in boundary, which have to stay finite as t goes on"] : []),
    ...inTime.map((name) => `the formula of ${name}, which has to stay finite as t goes on`),
  ];
}
