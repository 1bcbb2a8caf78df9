import type { EquationModel } from "../define/model";
import { gridOf } from "../field/grid";
import type { GridSpec, RunSpec } from "../spec/run-spec";
import { spatialParameters } from "../spec/spatial-parameters";
import { fixedPoints } from "./fixed-points";
import { linearise, type Linearisation } from "./linearisation";
import { growing } from "./visited-states";

/** Why equations have no uniform state that rests, or not one alone. */
export const unrest = {
  spread: (names: readonly string[]) =>
    `${names.join(", ")} differ${names.length === 1 ? "s" : ""} from place to place or in time, so no uniform state stays as it is`,
  moving: (names: readonly string[]) => `the equations name ${names.join(", ")}, so no uniform state stays as it is`,
  none: "no fixed point lies within the ranges of the species",
  continuum: "the fixed points form a continuum, as where a total is conserved; one of them stands for all",
};

/** The uniform states that rest, in the order of `fixedPoints`; `reason` where there is none, or a continuum of them. */
export type UniformStates = { linear: null; states: []; reason: string } | { linear: Linearisation; states: Float64Array[]; reason?: string };

/** @param grid gives the extents and the dimensions, for equations that name or need them. */
export function uniformStates(model: EquationModel, parameters: RunSpec["parameters"], grid: GridSpec): UniformStates {
  const { numbers, formulas, arrays } = spatialParameters(model, { parameters });
  const spread = [...Object.keys(formulas), ...Object.keys(arrays)];
  if (spread.length > 0) return { linear: null, states: [], reason: unrest.spread(spread) };
  const linear = linearise(model, numbers, grid);
  if (linear.moving.length > 0) return { linear: null, states: [], reason: unrest.moving(linear.moving) };
  const { points, continuum, members } = fixedPoints(model, linear);
  if (points.length === 0) return { linear: null, states: [], reason: unrest.none };
  if (!continuum) return { linear, states: points };
  const states = points.map((state) => (members.includes(state) ? standIn(linear, state, members, grid) : state));
  return { linear, states, reason: unrest.continuum };
}

/** Of a continuum that the state stands for as long as nothing happens on it; else the middle one of those on which waves grow. */
function standIn(linear: Linearisation, state: Float64Array, members: readonly Float64Array[], gridSpec: GridSpec): Float64Array {
  const grid = gridOf(gridSpec);
  if (growing(linear, [state], grid).length > 0) return state;
  const candidates = growing(linear, members, grid).sort((a, b) => a[0]! - b[0]!);
  return candidates[Math.floor(candidates.length / 2)] ?? state;
}

/** A state by the names of its species. */
export const named = (species: readonly string[], state: Float64Array): Record<string, number> =>
  Object.fromEntries(species.map((name, i) => [name, state[i]!]));
