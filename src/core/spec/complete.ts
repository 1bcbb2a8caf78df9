import type { EquationModel, Model } from "../define/model";
import { readSystem } from "../equations/system";
import { WorkbenchError } from "../errors";
import { canonicalBoundary } from "../field/boundary";
import { insideByFormula } from "../field/mask";
import { checkBoundary } from "./boundary-values";
import { checkRates } from "./check-rates";
import { completeGrid } from "./complete-grid";
import { completeInitial } from "./complete-initial";
import { completeIntegrator } from "./complete-integrator";
import { completeInterventions } from "./complete-interventions";
import type { Declaration } from "./custom-model";
import { modelOf } from "./model-of";
import { checkParameters, completeParameters } from "./parameters";
import type { GridSpec, RunSpec, RunSpecInput } from "./run-spec";
import { spatialParameters, type SpatialParameters } from "./spatial-parameters";
import { checkTimeScales } from "./time-scales";
import { validateForm } from "./validate";

/** A spec with nothing missing, the model it runs, and what a careful reader should know before it does. */
export interface Completed {
  spec: RunSpec;
  model: Model;
  /** Largest stable step of the method on this grid with these parameters; null when the equations set no bound. */
  largestStableDt: number | null;
  /** What may go wrong. */
  warnings: string[];
  /** What was decided for the reader, and why. */
  notes: string[];
}

/**
 * The only door into the workbench for a spec: checks it, fills in every default, brings it to its canonical form.
 * Equal experiments come out equal to the byte. Idempotent.
 * @throws WorkbenchError with the path of what is wrong, what was expected and what came.
 */
export function complete(document: unknown): Completed {
  const input = validateForm(document);
  const model = modelOf(input);
  const warnings: string[] = [];
  const notes: string[] = [];
  const warn = (message: string) => warnings.push(message);
  const parameters = completeParameters(model, input.parameters ?? {}, warn);
  const precision = completePrecision(model, input.precision);
  const grid = completeGrid(model, input.grid, precision);
  const split = model.kind === "equations" ? spatialParameters(model, { parameters }) : null;
  if (model.kind === "equations") checkEquations(model, { grid, parameters }, split!, warn);
  const boundary = completeBoundary(model, input.boundary, grid, split);
  const initial = completeInitial(model, input.initial);
  const { integrator, limit } = completeIntegrator(model, input.integrator ?? {}, { parameters, grid, boundary, precision }, warnings, notes);
  if (model.kind === "equations") checkRates(model, { grid, parameters, integrator }, split!);
  const interventions = completeInterventions(model, input.interventions ?? [], { parameters, grid }, warn);
  const spec: RunSpec = {
    version: 1,
    model: input.model,
    ...declarationOf(input),
    parameters,
    grid,
    boundary,
    initial,
    integrator,
    precision,
    seed: input.seed ?? 1,
    steps: input.steps ?? 0,
    record: { every: input.record?.every ?? 0, fields: completeFields(model, input.record?.fields) },
    ...(interventions.length > 0 && { interventions }),
  };
  return { spec, model, largestStableDt: limit, warnings, notes };
}

function declarationOf({ model, species = {}, params = {}, equations = {}, auxiliary = {} }: RunSpecInput): Declaration {
  if (model !== "custom") return {};
  return { species, params, equations, ...(Object.keys(auxiliary).length > 0 && { auxiliary }) };
}

function checkEquations(
  model: EquationModel,
  spec: Pick<RunSpec, "grid" | "parameters">,
  split: SpatialParameters,
  warn: (message: string) => void,
): void {
  readSystem(model, { varying: split.inSpace, dimensions: spec.grid.shape.length as 2 | 3 });
  checkParameters(model, spec, insideByFormula(spec, [...Object.keys(split.formulas), ...Object.keys(split.arrays)]), warn);
  checkTimeScales(model, spec, split);
}

function completeBoundary(model: Model, given: RunSpecInput["boundary"], grid: GridSpec, split: SpatialParameters | null): RunSpec["boundary"] {
  const boundary = given ?? model.boundary;
  if (model.kind === "equations" && split) {
    const varying = [...Object.keys(split.formulas), ...Object.keys(split.arrays)];
    const canonical = canonicalBoundary(boundary, model, grid.shape.length as 2 | 3, varying);
    checkBoundary(model, { boundary: canonical, grid }, split);
    return canonical;
  }
  if (typeof boundary === "string") return boundary;
  throw new WorkbenchError(
    "boundary/invalid",
    ["boundary"],
    `${model.title} knows "periodic", "neumann" and "dirichlet" (0 V), got ${JSON.stringify(boundary)}`,
  );
}

function completePrecision(model: Model, given: "f32" | "f64" | undefined): "f32" | "f64" {
  if (model.kind === "stepped" && given === "f32")
    throw new WorkbenchError("spec/unsupported", ["precision"], `${model.title} runs in f64 only; leave precision out`);
  return given ?? model.precision;
}

function completeFields(model: Model, given: readonly string[] | undefined): string[] {
  const known = Object.keys(model.species);
  for (const [i, field] of (given ?? []).entries()) {
    if (!known.includes(field))
      throw new WorkbenchError("spec/malformed", ["record", "fields", i], `${model.title} has no field "${field}"; it has ${known.join(", ")}`, {
        known,
      });
  }
  return given ? [...given] : known;
}
