import type { EquationModel } from "../define/model";
import type { Linearisation } from "./linearisation";
import type { Solver } from "../solvers/solver";
import { spectralStepper } from "./spectral-stepper";

const steps = 600;
/** Of its range, how far each species is pushed off the fixed point. */
const push = 0.01;
/** What is left of a step with which the method runs off. */
const retreat = 0.9;
/** The reaction itself is followed in steps of this share of the time that its fastest rate takes, so many at most. */
const reference = { share: 0.1, steps: 4000 };

/**
 * The largest step, tried downwards from `limit`, with which the method follows the well-mixed reaction away from an
 * unstable fixed point without running off: a limit cycle is stiffest far from the state that it circles. Off means
 * further outside a species' range than the range is wide; where the reaction itself goes there, nothing is asked.
 */
export function stepThatFollows(model: EquationModel, linear: Linearisation, from: Float64Array, solver: Solver, limit: number): number {
  const ranges = linear.species.map((name) => model.species[name]!.range);
  const widths = ranges.map(([low, high]) => high - low);
  const isNear = (state: Float64Array) => state.every((value, i) => value >= ranges[i]![0] - widths[i]! && value <= ranges[i]![1] + widths[i]!);
  /** Whether the path stays near over `count` steps, or for `duration` if that is sooner. */
  const stays = (start: Float64Array, stepAt: (state: Float64Array) => number, count: number, duration: number): boolean => {
    const state = start.slice();
    const advance = stepper(linear, solver);
    for (let i = 0, time = 0; i < count && time < duration && isNear(state); i++) {
      const dt = stepAt(state);
      advance(state, dt);
      time += dt;
    }
    return isNear(state);
  };
  const jacobian = new Float64Array(from.length ** 2);
  const fineStep = (state: Float64Array) => {
    linear.jacobian(state, jacobian);
    let fastest = 0;
    for (const value of jacobian) fastest = Math.max(fastest, Math.abs(value));
    return reference.share / fastest;
  };
  let dt = limit;
  for (const side of [1, -1]) {
    const start = from.map((value, i) => value + side * push * widths[i]!);
    if (stays(start, () => dt, steps, Infinity) || !stays(start, fineStep, reference.steps, steps * dt)) continue;
    do dt *= retreat;
    while (!stays(start, () => dt, steps, Infinity));
  }
  return dt;
}

/** Advances a state in place. */
function stepper(linear: Linearisation, solver: Solver): (state: Float64Array, dt: number) => void {
  if (solver.family === "spectral") return spectralStepper(linear, solver);
  const n = linear.species.length;
  if (solver.family === "adams-bashforth") {
    let slope: Float64Array = new Float64Array(n);
    let before: Float64Array = new Float64Array(n);
    let isFirst = true;
    return (state, dt) => {
      [slope, before] = [linear.rates(state, before), slope];
      const [b0, b1] = isFirst ? [1, 0] : solver.b;
      isFirst = false;
      for (let i = 0; i < n; i++) state[i]! += dt * (b0 * slope[i]! + b1 * before[i]!);
    };
  }
  const slopes = solver.b.map(() => new Float64Array(n));
  const ahead = new Float64Array(n);
  const combine = (state: Float64Array, weights: readonly number[], dt: number, into: Float64Array) => {
    for (let i = 0; i < n; i++) {
      let sum = 0;
      for (let j = 0; j < weights.length; j++) sum += weights[j]! * slopes[j]![i]!;
      into[i] = state[i]! + dt * sum;
    }
  };
  return (state, dt) => {
    for (let stage = 0; stage < slopes.length; stage++) {
      combine(state, solver.a[stage]!, dt, ahead);
      linear.rates(ahead, slopes[stage]);
    }
    combine(state, solver.b, dt, state);
  };
}
