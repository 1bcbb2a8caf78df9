import type { EquationModel } from "../define/model";
import { readSystem } from "../equations/system";
import { gridOf, type Grid } from "../field/grid";
import { etdrk4 } from "../solvers/etdrk4";
import { euler } from "../solvers/euler";
import { heun } from "../solvers/heun";
import { rk4 } from "../solvers/rk4";
import { semiImplicit } from "../solvers/semi-implicit";
import type { Solver } from "../solvers/solver";
import type { RunSpec } from "../spec/run-spec";
import { spatialParameters } from "../spec/spatial-parameters";
import { eigenvalues } from "./eigenvalues";
import { gridModes } from "./grid-waves";
import { distinct, modeMatrix, uniformMatrix } from "./linearisation";
import { orderOf } from "./operators";
import { situationsOf, stepLimits, type Situation } from "./time-step";

/** A method for a model on a grid, and why. */
export interface SolverChoice {
  /** Id of a solver. */
  method: string;
  /** The step to take, a tenth below the stability limit and no longer than accuracy allows; null where nothing bounds it. */
  dt: number | null;
  /** One sentence, with the numbers that decided. */
  because: string;
}

/** Share of the stability limit that is taken. */
const stableShare = 0.9;
/** The longest step in units of the reaction's own time, by method: beyond it accuracy is lost before stability. */
const accurate = { heun: 0.3, rk4: 0.5, etdrk4: 0.5, semiImplicit: 0.1 };
/** The share of its limit that RK4 takes where waves travel, for the waves that the grid resolves to keep their pace. */
const waveShare = 0.5;
/** Euler's and Heun's methods do where diffusion holds the step below these shares of the reaction's own time. */
const fineEnough = { euler: 0.2, heun: 0.5 };
/** Diffusion is stiff where it holds the step of RK4 below this share of the reaction's own time. */
const stiff = 0.05;
/** Steps in Fourier space cost more: worth it if longer by this factor. */
const worthwhile = 10;
/** Patterns whose waves grow at some rate change, once they are full-grown, up to so many times as fast. */
const liveliness = 8;
/** Values in all fields from which the method with fewer transforms is taken. */
const manyValues = 2 ** 21;

/**
 * Chooses by stiffness and accuracy: random terms leave nothing to gain from orders; operators of fourth order and stiff
 * diffusion go to Fourier space where the domain allows it; waves that travel undamped need RK4; else the lowest order that is
 * accurate at the step that diffusion allows anyway.
 */
export function chooseSolver(
  model: EquationModel,
  parameters: RunSpec["parameters"],
  grid: RunSpec["grid"],
  boundary: RunSpec["boundary"],
): SolverChoice {
  const situations = situationsOf(model, parameters, grid);
  const limits = stepLimits(model, situations, grid);
  const facts: Facts = {
    limitOf: (solver) => limits(solver) ?? Infinity,
    reactionTime: timeOfReactions(situations, gridOf(grid)),
    order: Math.max(0, ...situations.flatMap(({ linear }) => linear.constantTerms.map(({ chain }) => orderOf(chain)))),
    values: gridOf(grid).cells * Object.keys(model.species).length,
  };
  const drawing = drawingSpecies(model, parameters, grid);
  if (drawing !== null) return forRandomTerms(facts, drawing);
  return (isPeriodic(boundary) && grid.mask === undefined ? inFourierSpace(facts) : null) ?? onGrid(facts);
}

/** What decides. */
interface Facts {
  /** Infinite where nothing bounds the step. */
  limitOf(solver: Solver): number;
  /** 1 over the fastest rate of the reaction, infinite where nothing reacts. */
  reactionTime: number;
  /** The most derivatives that a linear part with constant factors takes. */
  order: number;
  /** In all fields. */
  values: number;
}

/** @param longest for accuracy. */
function choose({ limitOf }: Facts, solver: Solver, longest: number, because: string): SolverChoice {
  const dt = Math.min(stableShare * limitOf(solver), longest);
  return { method: solver.id, dt: dt === Infinity ? null : dt, because };
}

function forRandomTerms(facts: Facts, drawing: string): SolverChoice {
  const [byEuler, byHeun] = [facts.limitOf(euler), facts.limitOf(heun)];
  const why = `the equation of ${drawing} draws random numbers once a step, which no order makes more accurate`;
  if (byHeun <= 2 * byEuler) return choose(facts, euler, Infinity, `${why}; ${eulerStable(byEuler)}`);
  return choose(
    facts,
    heun,
    accurate.heun * facts.reactionTime,
    `${why}, but waves hardly damped leave Euler dt = ${short(byEuler)} and Heun ${short(byHeun)}`,
  );
}

/** Null where explicit steps on the grid do as well. */
function inFourierSpace(facts: Facts): SolverChoice | null {
  const { order, reactionTime, limitOf } = facts;
  const byRk4 = limitOf(rk4);
  const isStiff = reactionTime !== Infinity && byRk4 < stiff * reactionTime;
  if (order < 2 || (order < 4 && !isStiff)) return null;
  const solver = facts.values > manyValues ? semiImplicit : etdrk4;
  const choice = choose(facts, solver, (solver === etdrk4 ? accurate.etdrk4 : accurate.semiImplicit) * reactionTime, "");
  if (order < 4 && choice.dt !== null && choice.dt < worthwhile * Math.max(limitOf(euler), byRk4 / 4)) return null;
  const what =
    order >= 4
      ? `derivatives of order ${order} hold explicit methods to dt = ${short(byRk4)} (RK4)`
      : `diffusion holds RK4 to dt = ${short(byRk4)}, the reaction's own time being ${short(reactionTime)}`;
  const how = `${solver.id} ${choice.dt === null ? "sets no bound" : `takes ${short(choice.dt)}`}`;
  return { ...choice, because: `${what}; in Fourier space, where linear parts are ${solver === etdrk4 ? "exact" : "implicit"}, ${how}` };
}

function onGrid(facts: Facts): SolverChoice {
  const { limitOf, reactionTime } = facts;
  const [byEuler, byRk4] = [limitOf(euler), limitOf(rk4)];
  if (byRk4 > 4 * byEuler) {
    const because = `waves travel or circle hardly damped: RK4 is stable up to dt = ${short(byRk4)}, Euler up to ${short(byEuler)}`;
    return choose(facts, rk4, Math.min(accurate.rk4 * reactionTime, waveShare * byRk4), because);
  }
  if (reactionTime === Infinity) return choose(facts, euler, Infinity, `nothing reacts, and ${eulerStable(byEuler)}`);
  const comparison = `${eulerStable(byEuler)}, and the reaction's own time is ${short(reactionTime)}`;
  if (byEuler <= fineEnough.euler * reactionTime)
    return choose(facts, euler, Infinity, `${comparison}: the step is so small a share of it that a higher order would not be seen`);
  const [solver, longest] = byEuler <= fineEnough.heun * reactionTime ? [heun, accurate.heun] : [rk4, accurate.rk4];
  return choose(facts, solver, longest * reactionTime, `${comparison}: order ${solver.order} follows it at such steps`);
}

const eulerStable = (limit: number) => (limit === Infinity ? "nothing bounds the step" : `Euler is stable up to dt = ${short(limit)} on this grid`);

/** 1 over the fastest rate of the well-mixed reaction about the states at rest; where nothing reacts, of the patterns that grow. */
function timeOfReactions(situations: readonly Situation[], grid: Grid): number {
  const locals = distinct(situations.flatMap(({ linear, states }) => states.resting.map((state) => linear.about(state))));
  const reactions = locals.flatMap((local) => eigenvalues(uniformMatrix(local)).map(({ re, im }) => Math.hypot(re, im)));
  const fastest = Math.max(0, ...reactions);
  if (fastest > 0) return 1 / fastest;
  const growth = locals.flatMap((local) => {
    const chains = local.terms.map(({ chain }) => chain);
    return [...gridModes(chains, grid)].map((mode) => eigenvalues(modeMatrix(local, mode))[0]?.re ?? 0);
  });
  const liveliest = liveliness * growth.reduce((most, rate) => Math.max(most, rate), 0);
  return liveliest > 0 ? 1 / liveliest : Infinity;
}

function drawingSpecies(model: EquationModel, parameters: RunSpec["parameters"], grid: RunSpec["grid"]): string | null {
  const { inSpace } = spatialParameters(model, { parameters });
  const { equations } = readSystem(model, { varying: inSpace, dimensions: gridOf(grid).dimensions });
  return Object.keys(equations).find((name) => equations[name]!.noise.length + equations[name]!.events.length > 0) ?? null;
}

/** Every condition that is named is `"periodic"`, however deep it stands. */
const isPeriodic = (boundary: unknown): boolean =>
  boundary === "periodic" || (typeof boundary === "object" && boundary !== null && Object.values(boundary).every(isPeriodic));

const short = (value: number): string => String(Number(value.toPrecision(3)));
