import type { EquationModel } from "../define/model";
import { gridOf, type Grid } from "../field/grid";
import type { Solver } from "../solvers/solver";
import type { GridSpec } from "../spec/run-spec";
import { eigenvalues } from "./eigenvalues";
import { fixedPoints } from "./fixed-points";
import type { Complex } from "./linear-algebra";
import { linearise, type Linearisation, type Symbol } from "./linearisation";

/** Modes looked at between the uniform one and the shortest that the grid holds. */
const modes = 32;

/**
 * The largest time step for which no decaying mode of the grid grows by the method's own doing: linear stability about
 * the fixed points (about the middle of the ranges where there are none), with the stencil's symbol, not the continuum's.
 * A mode that grows in truth sets no bound. Null when no mode decays. Far from the uniform states, in a grown pattern,
 * the limit can be somewhat smaller; `"auto"` keeps a tenth in reserve.
 *
 * Diffusion alone gives h²/(4D) in 2D and h²/(6D) in 3D for Euler. Source: Hairer, Wanner 1996, §IV.2,
 * doi:10.1007/978-3-642-05221-7.
 */
export function largestStableDt(
  model: EquationModel,
  parameters: Readonly<Record<string, number>>,
  gridSpec: GridSpec,
  solver: Solver,
): number | null {
  const linear = linearise(model, parameters);
  const grid = gridOf(gridSpec);
  let limit = Infinity;
  for (const state of statesOf(model, linear)) {
    for (let i = 0; i <= modes; i++) {
      for (const value of eigenvalues(linear.operator(state, stencilSymbol(grid, i / modes)))) limit = Math.min(limit, stepLimit(value, solver));
    }
  }
  return limit === Infinity ? null : limit;
}

function statesOf(model: EquationModel, linear: Linearisation): Float64Array[] {
  const points = linear.explicit.length === 0 ? fixedPoints(model, linear) : [];
  if (points.length > 0) return points;
  return [Float64Array.from(linear.species, (name) => (model.species[name]!.range[0] + model.species[name]!.range[1]) / 2)];
}

/** Symbols from the uniform mode (0) to the shortest (1): all axes at once, the worst case of each stencil. */
function stencilSymbol(grid: Grid, share: number): Symbol {
  const angle = Math.PI * share;
  const cos = Math.cos(angle);
  const difference = (h: number) => Math.sin(angle) / h;
  return {
    laplacian: laplacianSymbol(grid, cos),
    dx: difference(grid.hx),
    dy: difference(grid.hy),
    dz: grid.dimensions === 3 ? difference(grid.hz) : 0,
  };
}

function laplacianSymbol({ dimensions, stencil, hx, hy, hz }: Grid, c: number): number {
  if (stencil === "standard") return 2 * (c - 1) * (1 / hx ** 2 + 1 / hy ** 2 + (dimensions === 3 ? 1 / hz ** 2 : 0));
  // The isotropic stencils are least at (π, 0) or (π, π, 0), not at the corner: −16/3 and … per h²; take the least of both paths.
  const along = (a: number, b: number, d: number) =>
    dimensions === 2 ? (8 * (a + b) + 4 * a * b - 20) / 6 : (28 * (a + b + d) + 12 * (a * b + a * d + b * d) + 8 * a * b * d - 128) / 30;
  const paths = dimensions === 2 ? [along(c, 1, 1), along(c, c, 1)] : [along(c, 1, 1), along(c, c, 1), along(c, c, c)];
  return Math.min(...paths) / hx ** 2;
}

/** How far the method reaches along the ray of λ before |R(dt·λ)| exceeds 1. */
function stepLimit({ re, im }: Complex, solver: Solver): number {
  const size = Math.hypot(re, im);
  if (!(size > 1e-12) || re > -1e-12 * size) return Infinity;
  if (Math.abs(im) < 1e-12 * size) return solver.realStability / -re;
  return reach(re / size, im / size, solver) / size;
}

/** Largest r for which |R(s·e^{iθ})| ≤ 1 for all s ≤ r; R is the stability polynomial of the tableau. */
function reach(cos: number, sin: number, solver: Solver): number {
  const coefficients = stabilityPolynomial(solver);
  const unstable = (r: number) => {
    let [re, im] = [0, 0];
    for (const coefficient of coefficients.toReversed()) [re, im] = [coefficient + r * (re * cos - im * sin), r * (re * sin + im * cos)];
    return Math.hypot(re, im) > 1 + 1e-12;
  };
  const increment = 0.01;
  let high = increment;
  while (high < 20 && !unstable(high)) high += increment;
  let low = high - increment;
  for (let i = 0; i < 50; i++) {
    const middle = (low + high) / 2;
    if (unstable(middle)) high = middle;
    else low = middle;
  }
  return low;
}

/** R(z) = 1 + Σ z^{j+1} bᵀ Aʲ 1. */
function stabilityPolynomial({ a, b }: Solver): number[] {
  let vector = b.map(() => 1);
  return [
    1,
    ...b.map(() => {
      const coefficient = b.reduce((sum, weight, i) => sum + weight * vector[i]!, 0);
      vector = a.map((row) => row.reduce((sum, weight, i) => sum + weight * vector[i]!, 0));
      return coefficient;
    }),
  ];
}
