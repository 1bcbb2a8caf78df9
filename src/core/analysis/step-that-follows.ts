import type { EquationModel } from "../define/model";
import type { Solver } from "../solvers/solver";
import type { Linearisation } from "./linearisation";

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
    let state = start;
    for (let i = 0, time = 0; i < count && time < duration && isNear(state); i++) {
      const dt = stepAt(state);
      state = advance(linear, state, solver, dt);
      time += dt;
    }
    return isNear(state);
  };
  const fineStep = (state: Float64Array) => reference.share / Math.max(...linear.jacobian(state).map(Math.abs));
  let dt = limit;
  for (const side of [1, -1]) {
    const start = from.map((value, i) => value + side * push * widths[i]!);
    if (stays(start, () => dt, steps, Infinity) || !stays(start, fineStep, reference.steps, steps * dt)) continue;
    do dt *= retreat;
    while (!stays(start, () => dt, steps, Infinity));
  }
  return dt;
}

function advance(linear: Linearisation, u: Float64Array, { a, b }: Solver, dt: number): Float64Array {
  const slopes: Float64Array[] = [];
  const ahead = (weights: readonly number[]) =>
    u.map((value, i) => value + dt * weights.reduce((sum, weight, j) => sum + weight * slopes[j]![i]!, 0));
  for (const row of a) slopes.push(linear.rates(ahead(row)));
  return ahead(b);
}
