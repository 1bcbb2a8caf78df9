import { largestStableDt } from "../analysis/time-step";
import type { EquationModel, Model } from "../define/model";
import { completeValues } from "../define/params";
import { readEquation, readExpression } from "../equations/equation";
import { WorkbenchError } from "../errors";
import { canonicalBoundary } from "../field/boundary";
import { models } from "../models/index";
import { solvers } from "../solvers/index";
import { customModel } from "./custom-model";
import type { GridSpec, InitialSpec, RunSpec, RunSpecInput } from "./run-spec";
import { validateForm } from "./validate";

/** A spec with nothing missing, the model it runs, and what a careful reader should know before it does. */
export interface Completed {
  spec: RunSpec;
  model: Model;
  /** Largest stable step of the method on this grid with these parameters; null when the equations set no bound. */
  largestStableDt: number | null;
  warnings: string[];
}

/** Share of the stability limit that `"dt": "auto"` takes. */
const autoShare = 0.9;
/** The step taken where the equations set no bound. */
const unboundedDt = 0.1;

/**
 * The only door into the workbench for a spec: checks it, fills in every default, brings it to its canonical form.
 * Equal experiments come out equal to the byte. Idempotent.
 * @throws WorkbenchError with the path of what is wrong, what was expected and what came.
 */
export function complete(document: unknown): Completed {
  const input = validateForm(document);
  const model = modelOf(input);
  const warnings: string[] = [];
  const parameters = completeValues(model.params, input.parameters ?? {}, ["parameters"], (message) => warnings.push(message));
  const precision = completePrecision(model, input.precision);
  const grid = completeGrid(model, input.grid, precision);
  if (model.kind === "equations") checkEquations(model);
  const spec: RunSpec = {
    version: 1,
    model: input.model,
    ...(input.model === "custom" ? { species: input.species ?? {}, params: input.params ?? {}, equations: input.equations ?? {} } : {}),
    parameters,
    grid,
    boundary: completeBoundary(model, input.boundary, grid),
    initial: completeInitial(model, input.initial),
    integrator: { method: completeMethod(model, input.integrator?.method), dt: 0 },
    precision,
    seed: input.seed ?? 1,
    steps: input.steps ?? 0,
    record: { every: input.record?.every ?? 0, fields: completeFields(model, input.record?.fields) },
  };
  const limit =
    model.kind === "stepped" ? null : largestStableDt(model, spec.parameters as Record<string, number>, grid, solvers.get(spec.integrator.method));
  spec.integrator.dt = completeDt(model, limit, input.integrator?.dt ?? model.integrator.dt);
  if (limit !== null && spec.integrator.dt > limit) warnings.push(stepTooLarge(spec.integrator.dt, limit));
  return { spec, model, largestStableDt: limit, warnings };
}

/** What is wrong with a step above the limit, and what to use instead. */
function stepTooLarge(dt: number, limit: number): string {
  const digits = (value: number) => String(Number(value.toPrecision(3)));
  return `Step too large: dt = ${digits(dt)}, stable up to ${digits(limit)} on this grid with this method. Use ${digits(autoShare * limit)}.`;
}

/** The model a spec names, or the one it declares itself. */
export function modelOf(input: Pick<RunSpecInput, "model" | "species" | "params" | "equations">): Model {
  if (input.model === "custom") return customModel(input);
  for (const key of ["species", "params", "equations"] as const) {
    if (input[key] !== undefined)
      throw new WorkbenchError("spec/unsupported", [key], `only "model": "custom" declares its own ${key}; "${input.model}" has them already`);
  }
  return models.get(input.model);
}

function checkEquations(model: EquationModel): void {
  const scope = { species: Object.keys(model.species), params: Object.keys(model.params) };
  for (const [species, text] of Object.entries(model.equations)) readEquation(text, scope, ["equations", species]);
}

/** A state above this, with the copies that a run and its pictures need, does not fit into memory. */
const mostStateBytes = 2 ** 30;

function refuseTooLarge(shape: readonly number[], fields: number, precision: "f32" | "f64"): void {
  const cells = shape.reduce((product, extent) => product * extent, 1);
  const bytes = cells * fields * (precision === "f32" ? 4 : 8);
  if (bytes <= mostStateBytes) return;
  const most = Math.floor((mostStateBytes / bytes) * cells);
  throw new WorkbenchError(
    "grid/invalid",
    ["grid", "shape"],
    `${shape.join(" × ")} cells with ${fields} field${fields === 1 ? "" : "s"} in ${precision} need ${(bytes / 2 ** 30).toFixed(1)} GiB, at most 1 is allowed; take at most ${most} cells${precision === "f64" ? ', or "precision": "f32"' : ""}`,
  );
}

function completeGrid(model: Model, given: RunSpecInput["grid"], precision: "f32" | "f64"): GridSpec {
  const grid = { ...model.grid, ...given } as GridSpec;
  const { shape } = grid;
  if (!(model.dimensions as readonly number[]).includes(shape.length)) {
    throw new WorkbenchError(
      "grid/invalid",
      ["grid", "shape"],
      `${model.title} runs in ${model.dimensions.join(" or ")} dimensions, got ${shape.length}`,
    );
  }
  if (model.kind === "stepped" && (shape[0] !== shape[1] || grid.spacing !== 1 || grid.stencil !== "standard")) {
    throw new WorkbenchError("grid/invalid", ["grid"], `${model.title} runs on a square grid [n, n] of spacing 1 with the standard stencil`);
  }
  if (Array.isArray(grid.spacing)) {
    if (grid.spacing.length !== shape.length)
      throw new WorkbenchError(
        "grid/invalid",
        ["grid", "spacing"],
        `expected one number or ${shape.length}, in the order of shape, got ${grid.spacing.length}`,
      );
    if (grid.spacing.every((h) => h === (grid.spacing as number[])[0])) grid.spacing = grid.spacing[0]!;
  }
  if (grid.stencil === "isotropic" && Array.isArray(grid.spacing)) {
    throw new WorkbenchError("grid/invalid", ["grid", "stencil"], "the isotropic stencil needs one spacing for all axes; use the standard one");
  }
  refuseTooLarge(shape, Object.keys(model.species).length, precision);
  return { shape: [...shape] as GridSpec["shape"], spacing: grid.spacing, stencil: grid.stencil };
}

function completeBoundary(model: Model, given: RunSpecInput["boundary"], grid: GridSpec): RunSpec["boundary"] {
  const boundary = given ?? model.boundary;
  if (model.kind === "equations") return canonicalBoundary(boundary, model.species, grid.shape.length as 2 | 3);
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

function completeInitial(model: Model, given: RunSpecInput["initial"]): InitialSpec {
  const initial = (given ?? { kind: "model-default" }) as InitialSpec;
  const species = Object.keys(model.species);
  if (model.kind === "stepped") {
    if (initial.kind === "model-default") return initial;
    throw new WorkbenchError("initial/invalid", ["initial"], `${model.title} draws its own initial fields; leave initial out`);
  }
  const refuseUnknown = (names: string[], path: string[]) => {
    const stranger = names.find((name) => !species.includes(name));
    if (stranger !== undefined)
      throw new WorkbenchError("initial/invalid", [...path, stranger], `${model.title} has no species "${stranger}"; it has ${species.join(", ")}`, {
        known: species,
      });
    const missing = species.find((name) => !names.includes(name));
    if (missing !== undefined) throw new WorkbenchError("initial/invalid", path, `nothing is said about species "${missing}"`);
  };
  if (initial.kind === "noise" && initial.around !== "fixed-point") refuseUnknown(Object.keys(initial.around), ["initial", "around"]);
  if (initial.kind === "expression") {
    const { kind: _, ...texts } = initial;
    refuseUnknown(Object.keys(texts), ["initial"]);
    for (const [name, text] of Object.entries(texts as Record<string, unknown>)) {
      if (typeof text !== "string")
        throw new WorkbenchError("initial/invalid", ["initial", name], `expected a formula as text, got ${JSON.stringify(text)}`);
      readExpression(text, { species: [], params: Object.keys(model.params) }, ["initial", name]);
    }
  }
  return initial;
}

function completeMethod(model: Model, given: string | undefined): string {
  const { id } = solvers.get(given ?? model.integrator.method);
  if (model.kind === "equations" || id === model.integrator.method) return id;
  throw new WorkbenchError("spec/unsupported", ["integrator", "method"], `${model.title} supplies its own step; leave the integrator out`);
}

function completeDt(model: Model, limit: number | null, dt: number | "auto"): number {
  if (model.kind === "stepped") {
    if (dt === "auto" || dt === 1) return 1;
    throw new WorkbenchError("spec/unsupported", ["integrator", "dt"], `${model.title} steps by 1; leave dt out`);
  }
  if (dt !== "auto") return dt;
  return limit === null ? unboundedDt : autoShare * limit;
}
