import type { EquationModel } from "../define/model";
import { gridOf, type Grid } from "../field/grid";
import type { Solver } from "../solvers/solver";
import type { GridSpec, RunSpec } from "../spec/run-spec";
import { parameterRange, spatialParameters } from "../spec/spatial-parameters";
import { eigenvalues } from "./eigenvalues";
import { gridModes, longModes } from "./grid-waves";
import type { Complex } from "./linear-algebra";
import { distinct, linearise, modeMatrix, operatorsAlone, uniformMatrix, type Linearisation } from "./linearisation";
import { placesOf } from "./places";
import { spectralLimit } from "./spectral-limit";
import { stepLimit } from "./stability-region";
import { stepThatFollows } from "./step-that-follows";
import { visitedStates, type VisitedStates } from "./visited-states";

/**
 * The largest time step for which no decaying mode of the grid grows by the method's own doing, with the stencil's
 * symbol, not the continuum's. A mode that grows in truth sets no bound; one that circles undamped may grow as `stepLimit`
 * tells. Null when nothing sets one. Looked at are
 *
 * - every mode about the fixed points (about the middle of the ranges where there are none): linear stability;
 * - the operators at other states that patterns pass through, where diffusivities and the like depend on the state;
 * - where the reaction drives a fixed point away, the well-mixed reaction from there on: the step is shortened until
 *   the method follows it without running off.
 *
 * Parameters, places and times that differ are looked at by their extremes on a coarse sample. In a grown pattern the
 * limit can be somewhat smaller still; `"auto"` keeps a tenth in reserve. Diffusion alone gives h²/(4D) in 2D and
 * h²/(6D) in 3D for Euler. For adaptive methods this is the limit of the step they choose; for spectral ones see
 * `spectralLimit`.
 */
export function largestStableDt(model: EquationModel, parameters: RunSpec["parameters"], grid: GridSpec, solver: Solver): number | null {
  return stepLimits(model, situationsOf(model, parameters, grid), grid)(solver);
}

/** Equations at one place with one choice of parameters, and the states to look at. */
export interface Situation {
  linear: Linearisation;
  states: VisitedStates;
}

/** `largestStableDt` for several methods. */
export function stepLimits(model: EquationModel, situations: readonly Situation[], gridSpec: GridSpec): (solver: Solver) => number | null {
  const grid = gridOf(gridSpec);
  let spectrum: Complex[] | undefined;
  return (solver) => {
    let limit = Infinity;
    if (solver.family === "spectral")
      for (const { linear, states } of situations) limit = Math.min(limit, spectralLimit(linear, states, grid, solver));
    else {
      spectrum ??= largestFirst(situations.flatMap((situation) => boundingSpectrum(situation, grid)));
      for (const value of spectrum) limit = Math.min(limit, stepLimit(value, solver, limit));
    }
    if (limit === Infinity) return null;
    for (const { linear, states } of situations)
      for (const state of states.resting) if (isDriven(linear, state)) limit = stepThatFollows(model, linear, state, solver, limit);
    return limit;
  };
}

export function situationsOf(model: EquationModel, parameters: RunSpec["parameters"], gridSpec: GridSpec): Situation[] {
  const grid = gridOf(gridSpec);
  const split = spatialParameters(model, { parameters });
  const isPlain = Object.keys(split.numbers).length === Object.keys(parameters).length;
  const choices = isPlain ? [split.numbers] : parameterRange(model, { grid: gridSpec, parameters }, split).extremes;
  return choices
    .flatMap((numbers) => placesOf(model, linearise(model, numbers, gridSpec, [...Object.keys(split.formulas), ...Object.keys(split.arrays)]), grid))
    .map((linear) => ({ linear, states: visitedStates(model, linear, grid) }));
}

const isDriven = (linear: Linearisation, state: Float64Array) => eigenvalues(uniformMatrix(linear.about(state))).some(({ re }) => re > 0);

/** Eigenvalues of all modes that may bound the step. */
function boundingSpectrum({ linear, states }: Situation, grid: Grid): Complex[] {
  const withReaction = states.resting.map((state) => linear.about(state));
  const withoutReaction = states.passed.map((state) => operatorsAlone(linear.about(state)));
  return distinct([...withReaction, ...withoutReaction]).flatMap((local) => {
    const atRest = eigenvalues(uniformMatrix(local));
    const found = atRest.filter((value) => !isGrowing(value));
    const chains = local.terms.map(({ chain }) => chain);
    for (const mode of gridModes(chains, grid))
      for (const value of eigenvalues(modeMatrix(local, mode))) if (isDamped(value) || !circlesAtRest(value, atRest)) found.push(value);
    // Where the uniform mode grows, long waves that decay by a hair are lost in that growth.
    if (!atRest.some(isGrowing))
      for (const mode of longModes(grid))
        for (const value of eigenvalues(modeMatrix(local, mode))) if (!circlesAtRest(value, atRest)) found.push(value);
    return found;
  });
}

/** With the largest in front: the limits of the others are then mostly seen to lie beyond. */
function largestFirst(values: Complex[]): Complex[] {
  const sizes = values.map(({ re, im }) => re * re + im * im);
  const largest = sizes.reduce((best, size, i) => (size > sizes[best]! ? i : best), 0);
  return values.length === 0 ? [] : [values[largest]!, ...values];
}

const isDamped = ({ re, im }: Complex) => re < -1e-9 * Math.abs(im);
const isGrowing = ({ re, im }: Complex) => re > 1e-9 * Math.abs(im);

/** Turning, within 2 % of the frequency, as the well-mixed reaction does undamped: no operator's doing, and bounded by the reaction's own mode. */
function circlesAtRest({ re, im }: Complex, atRest: readonly Complex[]): boolean {
  return atRest.some((own) => !isDamped(own) && !isGrowing(own) && Math.hypot(own.re - re, own.im - im) <= 0.02 * Math.abs(own.im));
}
