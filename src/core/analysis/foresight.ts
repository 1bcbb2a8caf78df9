import type { EquationModel } from "../define/model";
import { WorkbenchError } from "../errors";
import { initialFields } from "../initial";
import type { RunSpec } from "../spec/run-spec";
import { spatialParameters } from "../spec/spatial-parameters";
import { isIllPosed } from "./dispersion";
import { escapeFrom, type Escape } from "./escape";
import { linearise, type Linearisation } from "./linearisation";
import type { Range } from "./roots";
import type { UniformStability } from "./stability";

/** Cells along an axis at which the state a run starts from is looked at. */
const cellsPerAxis = 16;
/** Share of the spread of that state by which its mean is pushed to either side. */
const push = 1e-3;
/** Species of which the ends of the ranges are combined. */
const mostCombined = 4;

/**
 * Sentences for a person about to run a completed spec, where theory tells that its fields will leave the finite range: because
 * the equations are ill-posed, or because their kinetics reach infinity in finite time. Only what is sure is told: nothing
 * where parameters or equations vary in space or time, and nothing of kinetics where sides hold the fields.
 */
export function foresee(model: EquationModel, spec: RunSpec, { fixedPoints }: UniformStability): string[] {
  const { numbers, formulas, arrays } = spatialParameters(model, spec);
  if (Object.keys(formulas).length + Object.keys(arrays).length > 0) return [];
  const linear = linearise(model, numbers, spec.grid);
  if (linear.moving.length > 0) return [];
  const ranges = linear.species.map((name) => model.species[name]!.range);
  const middle = Float64Array.from(ranges, ([low, high]) => (low + high) / 2);
  const resting = fixedPoints.map(({ state }) => Float64Array.from(linear.species, (name) => state[name]!));
  const found: string[] = [];
  if ((linear.operatorsVary ? [...resting, middle] : [resting[0] ?? middle]).every((state) => isIllPosed(linear.about(state))))
    found.push(
      "the equations are ill-posed: the shorter a wave, the faster it grows, without bound (a negative diffusivity?), so no grid will hold them",
    );
  if (spec.boundary === "periodic" || spec.boundary === "neumann") found.push(...blowUp(model, spec, linear, ranges));
  return found;
}

function blowUp(model: EquationModel, spec: RunSpec, linear: Linearisation, ranges: readonly Range[]): string[] {
  const say = ({ species }: Escape, what: string) => [`${linear.species[species]!} grows without bound in finite time: ${what}`];
  const start = startOf(model, spec, linear);
  if (start) {
    const { mean, spread } = start;
    const escape = escapeFrom(linear, ranges, mean);
    if (escape) return say(escape, `from its starting state the reaction alone reaches infinity at about t = ${Number(escape.time.toPrecision(3))}`);
    for (const side of [1, -1]) {
      const pushed = mean.map((value, i) => value + side * push * spread[i]!);
      const later = escapeFrom(linear, ranges, pushed);
      if (later) return say(later, "pushed off its starting state, however little, the reaction alone reaches infinity");
    }
  }
  let last: Escape | null = null;
  for (const state of cornersOf(ranges)) {
    last = escapeFrom(linear, ranges, state);
    if (!last) return [];
  }
  return last ? say(last, "from every state within the ranges of the species the reaction alone reaches infinity") : [];
}

/** Mean and spread of the fields at the start, from a coarse sample of the domain; null where they are not to be had. */
function startOf(model: EquationModel, spec: RunSpec, linear: Linearisation): { mean: Float64Array; spread: Float64Array } | null {
  if (spec.initial.kind === "file" || spec.grid.mask !== undefined) return null;
  const { shape, spacing } = spec.grid;
  const coarse = shape.map((cells) => Math.min(cells, cellsPerAxis));
  const stretched = shape.map((cells, axis) => ((typeof spacing === "number" ? spacing : spacing[axis]!) * cells) / coarse[axis]!);
  try {
    const grid = { ...spec.grid, shape: coarse as RunSpec["grid"]["shape"], spacing: stretched };
    const fields = initialFields(model, { ...spec, grid, precision: "f64" });
    const mean = Float64Array.from(linear.species, (name) => average(fields[name]!));
    const spread = Float64Array.from(linear.species, (name, i) =>
      Math.sqrt(average(Float64Array.from(fields[name]!, (value) => (value - mean[i]!) ** 2))),
    );
    return { mean, spread };
  } catch (error) {
    // A state that cannot be made is refused when the run is opened, in better words.
    if (error instanceof WorkbenchError) return null;
    throw error;
  }
}

function average(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum / values.length;
}

/** The ends and the middle of each range in every combination; of many species all low, all in the middle, all high. */
function cornersOf(ranges: readonly Range[]): Float64Array[] {
  const levels = ranges.map(([low, high]) => [low, (low + high) / 2, high]);
  if (ranges.length > mostCombined) return [0, 1, 2].map((level) => Float64Array.from(levels, (values) => values[level]!));
  return levels
    .reduce<number[][]>((states, values) => states.flatMap((state) => values.map((value) => [...state, value])), [[]])
    .map((state) => Float64Array.from(state));
}
