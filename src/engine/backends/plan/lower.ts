import type { EquationModel } from "../../../core/define/model";
import { inlineAuxiliary, readSystem } from "../../../core/equations/system";
import type { Expr } from "../../../core/equations/tree";
import { WorkbenchError } from "../../../core/errors";
import { resolveBoundary } from "../../../core/field/boundary";
import { gridOf } from "../../../core/field/grid";
import { solvers } from "../../../core/solvers/index";
import { isAdaptive, type Solver } from "../../../core/solvers/solver";
import { parameterKey } from "../../../core/spec/files";
import type { RunSpec } from "../../../core/spec/run-spec";
import { substitute } from "../../../core/equations/substitute";
import { spatialParameters } from "../../../core/spec/spatial-parameters";
import { ghostsOf } from "./conditions";
import type { Ghost, Pass, Plan, PlaneId } from "./plan";
import { adamsBashforthStep, rungeKuttaStep, type Planes, type RandomTerm, type Rates } from "./steps";
import { Workspace, type Ghosts } from "./workspace";
import { wrappingOf } from "./wrapping";

/** Streams a species may draw from: noise terms from 0, event terms from half of it. */
const streamsPerSpecies = 256;

/**
 * A time step of a model as passes over planes.
 * @param inside cells that the mask leaves; null without a mask.
 * @throws WorkbenchError `spec/unsupported` for a method that is no method of passes.
 */
export function planOf(model: EquationModel, spec: RunSpec, inside: number | null): Plan {
  const grid = gridOf(spec.grid);
  const fields = Object.keys(model.species);
  const solver = solvers.get(spec.integrator.method);
  const { formulas, arrays, inSpace } = spatialParameters(model, spec);
  const system = readSystem(model, { varying: inSpace, dimensions: grid.dimensions });
  const boundary = resolveBoundary(spec.boundary, model, grid.dimensions, [...Object.keys(formulas), ...Object.keys(arrays)]);
  // An auxiliary field that the boundary names has conditions, hence a plane, of its own; the others are put in where they stand.
  const isNamed = ({ name }: { name: string }) => typeof spec.boundary === "object" && Object.hasOwn(spec.boundary, name);
  const own = system.auxiliary.filter(isNamed);
  const others = system.auxiliary.filter((auxiliary) => !isNamed(auxiliary));
  const written = (expr: Expr) => substitute(inlineAuxiliary(expr, others), formulas);
  const adaptive = isAdaptive(solver);
  const planed = [...fields, ...own.map(({ name }) => name)];
  const workspace = new Workspace({
    grid,
    names: {
      fields: new Set(planed),
      arrays: new Set(Object.keys(arrays)),
      moments: new Set(["t", "step", ...(adaptive ? ["dt"] : [])]),
    },
    ranges: Object.fromEntries(Object.entries(arrays).map(([parameter, range]) => [parameterKey(parameter), range])),
    inside,
    own: new Map(own.map(({ name, expr }) => [name, written(expr)])),
    ghosts: new Map(planed.map((name) => [name, ghostsOf(boundary[name]!, grid)])),
  });

  const equations = fields.map((field) => system.equations[field]!);
  const ghosts = fields.map((field) => ghostsOf(boundary[field]!, grid));
  const rates: Rates = {
    workspace,
    fields,
    wrappings: ghosts.map(wrappingOf),
    drifts: equations.map(({ drift }) => written(drift)),
    random: equations.flatMap(({ noise, events }, species): RandomTerm[] => [
      ...noise.map((sigma, k) => ({ species, stream: species * streamsPerSpecies + k, rate: null, size: written(sigma) })),
      ...events.map(({ rate, amplitude }, k) => ({
        species,
        stream: species * streamsPerSpecies + streamsPerSpecies / 2 + k,
        rate: written(rate),
        size: written(amplitude),
      })),
    ]),
  };
  const perField = (title: (field: string) => string, padded: boolean): PlaneId[] =>
    fields.map((field, i) => workspace.plane(title(field), padded ? ghosts[i]! : null));

  const { swaps, stages } = shapeOf(solver);
  const first = perField((field) => field, true);
  const second = swaps ? perField((field) => `${field} next`, true) : first;
  const shared = {
    between: Array.from({ length: Math.min(2, stages - 1) }, (_, i) => perField((field) => `${field} stage ${i}`, true)),
    slopes: Array.from({ length: adaptive ? stages : solver.family === "adams-bashforth" ? 1 : stages - 1 }, (_, i) =>
      perField((field) => `slope ${i} of ${field}`, false),
    ),
    kept:
      stages > 1
        ? rates.random.map(({ rate }, i) => ({
            size: workspace.plane(`size ${i}`, null),
            rate: rate ? workspace.plane(`rate ${i}`, null) : null,
          }))
        : [],
    error: adaptive ? workspace.plane("error", null) : null,
  };
  if (shared.error !== null) workspace.sums.push(shared.error);
  const write = (from: readonly PlaneId[], to: readonly PlaneId[]) => stepOf(solver, rates, { ...shared, from, to });
  const passes = [write(first, second), write(second, first)] as const;
  return {
    precision: spec.precision,
    grid,
    fields,
    planes: workspace.planes,
    rowMaps: workspace.rowMaps,
    slots: workspace.slots,
    statics: workspace.statics,
    sums: workspace.sums,
    passes,
    state: [first, second],
    swaps,
    carried: solver.family === "adams-bashforth" ? shared.slopes[0]! : [],
    control: adaptive ? { error: workspace.sums.indexOf(shared.error!), values: fields.length * (inside ?? grid.cells), order: solver.order } : null,
    blockable: isBlockable(passes[0], ghosts, workspace),
  };
}

/** Methods with one stage, and those that may reject a step, write the new state beside the old one. */
function shapeOf(solver: Solver): { swaps: boolean; stages: number } {
  switch (solver.family) {
    case "runge-kutta":
      return solver.embedded ? { swaps: true, stages: solver.b.length - 1 } : { swaps: solver.b.length === 1, stages: solver.b.length };
    case "adams-bashforth":
      return { swaps: true, stages: 1 };
    case "spectral":
      throw new WorkbenchError("spec/unsupported", ["integrator", "method"], `${solver.title} does not step cell by cell`);
  }
}

function stepOf(solver: Solver, rates: Rates, planes: Planes): Pass[] {
  return solver.family === "adams-bashforth"
    ? adamsBashforthStep(rates, solver, planes)
    : rungeKuttaStep(rates, solver as Solver & { family: "runge-kutta" }, planes);
}

function isBlockable(passes: readonly Pass[], ghosts: readonly Ghosts[], { reach }: Workspace): boolean {
  const [pass] = passes;
  const still = (ghost: Ghost) => {
    if (ghost.kind === "value") return !reach(ghost.value).moment;
    return ghost.kind !== "affine" || !(reach(ghost.factor).moment || reach(ghost.offset).moment);
  };
  return (
    passes.length === 1 &&
    pass!.slots.length === 0 &&
    pass!.values.every(({ op }) => op !== "normal" && op !== "poisson") &&
    ghosts.every((sides) => Object.values(sides).every(still))
  );
}
