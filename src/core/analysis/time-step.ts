import type { EquationModel } from "../define/model";
import { gridOf, type Grid } from "../field/grid";
import type { Solver } from "../solvers/solver";
import type { GridSpec } from "../spec/run-spec";
import { eigenvalues } from "./eigenvalues";
import { fixedPoints } from "./fixed-points";
import type { Complex } from "./linear-algebra";
import { linearise, modeMatrix, type Linearisation, type Symbol } from "./linearisation";
import { stepLimit } from "./stability-region";
import { stepThatFollows } from "./step-that-follows";

/** Steps between the uniform mode and the shortest one: in ∇² where that is all, else in the angle along each axis. */
const modes = { laplacian: 32, angle: 12 };
/** The angle of a wave so long that only its slopes count. */
const longWave = 0.01;

const uniform: Symbol = { laplacian: 0, dx: 0, dy: 0, dz: 0 };

/**
 * The largest time step for which no decaying mode of the grid grows by the method's own doing, with the stencil's
 * symbol, not the continuum's. A mode that grows in truth sets no bound. Null when nothing sets one. Looked at are
 *
 * - every mode about the fixed points (about the middle of the ranges where there are none): linear stability;
 * - where the reaction drives a fixed point away, the well-mixed reaction from there on: the step is shortened until
 *   the method follows it without running off.
 *
 * In a grown pattern the limit can be somewhat smaller still; `"auto"` keeps a tenth in reserve. Diffusion alone gives
 * h²/(4D) in 2D and h²/(6D) in 3D for Euler.
 */
export function largestStableDt(
  model: EquationModel,
  parameters: Readonly<Record<string, number>>,
  gridSpec: GridSpec,
  solver: Solver,
): number | null {
  const linear = linearise(model, parameters, gridSpec);
  const grid = gridOf(gridSpec);
  const shortest: Symbol = { ...uniform, laplacian: mostNegativeSymbol(grid) };
  const driven: Float64Array[] = [];
  let limit = Infinity;
  for (const state of statesOf(model, linear)) {
    const local = linear.about(state);
    const atRest = eigenvalues(modeMatrix(local, uniform));
    const waves = local.gradient ? wavesOf(grid) : laplaciansOf(shortest.laplacian);
    for (const symbol of [uniform, ...waves]) {
      // What circles undamped without travelling is the equations' own doing, and a matter of accuracy.
      const travels = symbol.dx !== 0 || symbol.dy !== 0 || symbol.dz !== 0;
      for (const value of symbol === uniform ? atRest : eigenvalues(modeMatrix(local, symbol)))
        if (travels || isDamped(value)) limit = Math.min(limit, stepLimit(value, solver));
    }
    if (atRest.some(({ re }) => re > 0)) driven.push(state);
  }
  if (limit === Infinity) return null;
  return driven.reduce((dt, state) => stepThatFollows(model, linear, state, solver, dt), limit);
}

const isDamped = ({ re, im }: Complex) => re < -1e-9 * Math.abs(im);

function statesOf(model: EquationModel, linear: Linearisation): Float64Array[] {
  const { points } = linear.moving.length === 0 ? fixedPoints(model, linear) : { points: [] };
  if (points.length > 0) return points;
  return [Float64Array.from(linear.species, (name) => (model.species[name]!.range[0] + model.species[name]!.range[1]) / 2)];
}

/** Waves of every length without gradients, of which the value of ∇² alone matters. */
function laplaciansOf(least: number): Symbol[] {
  return Array.from({ length: modes.laplacian }, (_, i) => ({ ...uniform, laplacian: (least * (i + 1)) / modes.laplacian }));
}

/** Waves of every length and direction; opposite ones are alike. */
function* wavesOf(grid: Grid): Iterable<Symbol> {
  const half = [0, longWave, ...Array.from({ length: modes.angle }, (_, i) => (Math.PI * (i + 1)) / modes.angle)];
  const whole = [...half.slice(1).map((angle) => -angle), ...half];
  for (const x of half) {
    for (const y of whole) {
      for (const z of grid.dimensions === 3 ? whole : [0]) {
        if (x === 0 && y === 0 && z === 0) continue;
        yield {
          laplacian: laplacianSymbol(grid, Math.cos(x), Math.cos(y), Math.cos(z)),
          dx: Math.sin(x) / grid.hx,
          dy: Math.sin(y) / grid.hy,
          dz: Math.sin(z) / grid.hz,
        };
      }
    }
  }
}

/** ∇² of a wave under the stencil, from the cosines of its phase from one cell to the next. */
function laplacianSymbol({ dimensions, stencil, hx, hy, hz }: Grid, a: number, b: number, c: number): number {
  if (stencil === "standard") return 2 * ((a - 1) / hx ** 2 + (b - 1) / hy ** 2 + (dimensions === 3 ? (c - 1) / hz ** 2 : 0));
  const sum = dimensions === 2 ? (8 * (a + b) + 4 * a * b - 20) / 6 : (28 * (a + b + c) + 12 * (a * b + a * c + b * c) + 8 * a * b * c - 128) / 30;
  return sum / hx ** 2;
}

/** Symbols are linear in each cosine, so the least one has every cosine at ±1: −16/3 and −92/15 per h² for the isotropic stencils. */
function mostNegativeSymbol(grid: Grid): number {
  const ends = [1, -1];
  return Math.min(...ends.flatMap((a) => ends.flatMap((b) => ends.map((c) => laplacianSymbol(grid, a, b, c)))));
}
