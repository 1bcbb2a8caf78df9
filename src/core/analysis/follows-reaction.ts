import type { EquationModel } from "../define/model";
import type { Solver } from "../solvers/solver";
import type { Linearisation } from "./linearisation";

const steps = 600;
/** Of its range, how far each species is pushed off the fixed point. */
const push = 0.01;
/** A step so short beside the one in question that what it does, the equations do. */
const fine = 1 / 8;

/**
 * Whether the method, at this step, follows the well-mixed reaction away from an unstable fixed point without running
 * off: a limit cycle is stiffest far from the state that it circles. Off means further outside a species' range than
 * the range is wide. Where a much finer step runs off as well, that is the equations' own doing and counts as following.
 */
export function followsReaction(model: EquationModel, linear: Linearisation, from: Float64Array, solver: Solver, dt: number): boolean {
  const ranges = linear.species.map((name) => model.species[name]!.range);
  const widths = ranges.map(([low, high]) => high - low);
  const isNear = (state: Float64Array) => state.every((value, i) => value >= ranges[i]![0] - widths[i]! && value <= ranges[i]![1] + widths[i]!);
  return [1, -1].every((side) => {
    const start = from.map((value, i) => value + side * push * widths[i]!);
    const stays = (step: number, count: number): boolean => {
      let state: Float64Array = start;
      for (let i = 0; i < count && isNear(state); i++) state = advance(linear, state, solver, step);
      return isNear(state);
    };
    return stays(dt, steps) || !stays(dt * fine, steps / fine);
  });
}

function advance(linear: Linearisation, u: Float64Array, { a, b }: Solver, dt: number): Float64Array {
  const slopes: Float64Array[] = [];
  const ahead = (weights: readonly number[]) =>
    u.map((value, i) => value + dt * weights.reduce((sum, weight, j) => sum + weight * slopes[j]![i]!, 0));
  for (const row of a) slopes.push(linear.rates(ahead(row)));
  return ahead(b);
}
