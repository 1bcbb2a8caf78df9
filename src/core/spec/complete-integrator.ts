import { chooseSolver } from "../analysis/choose-solver";
import { linearise } from "../analysis/linearisation";
import { largestStableDt } from "../analysis/time-step";
import type { EquationModel, Model } from "../define/model";
import { readSystem } from "../equations/system";
import { WorkbenchError } from "../errors";
import { solvers } from "../solvers/index";
import { isAdaptive, type Solver } from "../solvers/solver";
import { dependsOn } from "./formula";
import type { IntegratorSpec, RunSpec, RunSpecInput } from "./run-spec";
import { parameterRange, spatialParameters } from "./spatial-parameters";

/** Share of the stability limit that `"dt": "auto"` takes. */
const autoShare = 0.9;
/** The step taken where the equations set no bound. */
const unboundedDt = 0.1;
/** Tolerances of adaptive methods where none are given. */
const usualTolerances = { rtol: 1e-4, atol: 1e-6 };

/** Below this a step's error is the rounding of the fields: 32 units in the last place. */
const finestTolerance = { f32: 32 * 2 ** -24, f64: 32 * 2 ** -53 };

type Setting = Pick<RunSpec, "parameters" | "grid" | "boundary">;
type Given = NonNullable<RunSpecInput["integrator"]>;
type StepWish = NonNullable<Given["dt"]>;

/**
 * Fills in method, step and tolerances. `"auto"` as method is replaced by the one chosen, with a note that says why.
 * @returns with the largest stable step of the method; null when the equations set no bound.
 * @throws WorkbenchError `spec/unsupported` for a method that cannot run these equations on this domain.
 */
export function completeIntegrator(
  model: Model,
  given: Given,
  setting: Setting & Pick<RunSpec, "precision">,
  warnings: string[],
  notes: string[],
): { integrator: IntegratorSpec; limit: number | null } {
  if (model.kind === "stepped") return { integrator: ownStep(model, given), limit: null };
  const method = given.method ?? model.integrator.method;
  const choice = method === "auto" ? chooseSolver(model, setting.parameters, setting.grid, setting.boundary) : null;
  if (choice) notes.push(`integrator.method: ${choice.method} was chosen: ${choice.because}`);
  const solver = solvers.get(choice?.method ?? method);
  const unfit = unfitness(solver, model, setting);
  if (unfit !== null)
    throw new WorkbenchError("spec/unsupported", ["integrator", "method"], `${solver.id} ${unfit}; take another method, such as rk4`);
  noteParameters(model, setting, notes);
  if (solver.family === "spectral" && dropsWaves(model, setting)) notes.push(shortWavesDropped(solver));
  const limit = largestStableDt(model, setting.parameters, setting.grid, solver);
  const wanted = given.dt ?? (choice ? "auto" : model.integrator.dt);
  const dt = typeof wanted === "number" ? wanted : stableStep(wanted, limit, choice?.dt, isAdaptive(solver));
  const { rtol, atol } = given;
  if (isAdaptive(solver)) {
    if (rtol !== undefined && rtol < finestTolerance[setting.precision]) warnings.push(toleranceTooFine(rtol, setting.precision));
    return { integrator: { method: solver.id, dt, rtol: rtol ?? usualTolerances.rtol, atol: atol ?? usualTolerances.atol }, limit };
  }
  if (rtol !== undefined || atol !== undefined)
    warnings.push(`rtol and atol belong to adaptive methods; ${solver.id} takes steps of dt and leaves them out`);
  if (limit !== null && dt > limit) warnings.push(stepTooLarge(dt, limit));
  return { integrator: { method: solver.id, dt }, limit };
}

/** A step below the limit: at most the one wished for, or what was chosen with the method. An adaptive method shortens its steps itself. */
function stableStep(wanted: Exclude<StepWish, number>, limit: number | null, chosen: number | null | undefined, adaptive: boolean): number {
  if (wanted !== "auto" && (adaptive || limit === null || wanted.atMost <= limit)) return wanted.atMost;
  return chosen ?? (limit === null ? unboundedDt : autoShare * limit);
}

function toleranceTooFine(rtol: number, precision: RunSpec["precision"]): string {
  const cure = precision === "f32" ? '; take "precision": "f64" or a larger one' : "; take a larger one";
  return `integrator.rtol = ${rtol} is finer than ${precision} resolves (about ${finestTolerance[precision].toExponential(0)})${cure}`;
}

function ownStep(model: Model, { method, dt = model.integrator.dt, rtol, atol }: Given): IntegratorSpec {
  const own = model.integrator.method;
  const named = method === undefined || method === "auto" ? own : solvers.get(method).id;
  if (named !== own || rtol !== undefined || atol !== undefined)
    throw new WorkbenchError("spec/unsupported", ["integrator", "method"], `${model.title} supplies its own step; leave the integrator out`);
  const step = typeof dt === "object" ? dt.atMost : dt;
  if (step !== "auto" && step !== 1) throw new WorkbenchError("spec/unsupported", ["integrator", "dt"], `${model.title} steps by 1; leave dt out`);
  return { method: own, dt: 1 };
}

/** What a method needs of equations and domain and does not find; null where it may run. */
export function unfitness(solver: Solver, model: EquationModel, { grid, boundary, parameters }: Setting): string | null {
  const spectral = solver.family === "spectral";
  if (!spectral && !isAdaptive(solver)) return null;
  if (spectral && boundary !== "periodic") return "computes in Fourier space and needs every side of every species periodic";
  if (spectral && grid.mask !== undefined) return "computes in Fourier space and needs the whole box, without a mask";
  const { equations } = readSystem(model, { varying: spatialParameters(model, { parameters }).inSpace, dimensions: grid.shape.length as 2 | 3 });
  const drawing = Object.entries(equations).find(([, { noise, events }]) => noise.length + events.length > 0);
  if (!drawing) return null;
  const why = spectral ? "has no place for random terms" : "chooses its steps by their error, which random terms have none of";
  return `${why}, and the equation of ${drawing[0]} has one`;
}

/** Tells where the largest stable step does not know the whole truth. */
function noteParameters(model: EquationModel, { parameters }: Setting, notes: string[]): void {
  const { formulas, arrays } = spatialParameters(model, { parameters });
  for (const [name, expr] of Object.entries(formulas))
    if (dependsOn(expr, ["t"])) notes.push(`${name} changes with time: the largest stable step is that of the start`);
  for (const [name, { file, low }] of Object.entries(arrays))
    if (low === undefined) notes.push(`${name} comes from ${file}: the largest stable step is that of its default, ${model.params[name]!.default}`);
}

/**
 * Whether methods in Fourier space drop the shortest waves of these equations: where fields are multiplied with each other
 * or with what differs in space. Factors that are the same everywhere at a time leave every wave to itself.
 */
function dropsWaves(model: EquationModel, { parameters, grid }: Setting): boolean {
  const split = spatialParameters(model, { parameters });
  const { typical } = parameterRange(model, { parameters, grid }, split);
  const uniform = Object.fromEntries(Object.entries(typical).filter(([name]) => !split.inSpace.includes(name)));
  return !linearise(model, { ...uniform, t: 0 }, grid, split.inSpace).isConstant;
}

const shortWavesDropped = ({ id }: Solver) =>
  `${id} drops the upper third of the wavenumbers along each axis from the start, for products of fields not to alias (2/3 rule): waves of 3 spacings and less are lost, those of the initial state too`;

/** What is wrong with a step above the limit, and what to use instead. */
function stepTooLarge(dt: number, limit: number): string {
  const digits = (value: number) => String(Number(value.toPrecision(3)));
  return `Step too large: dt = ${digits(dt)}, stable up to ${digits(limit)} on this grid with this method. Use ${digits(autoShare * limit)}.`;
}
