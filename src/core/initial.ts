import { named, uniformStates } from "./analysis/uniform-states";
import type { EquationModel } from "./define/model";
import { readExpression } from "./equations/equation";
import { separateRandom } from "./equations/random";
import { WorkbenchError } from "./errors";
import { cellCount, gridOf } from "./field/grid";
import { maskOf } from "./field/mask";
import { normalAt } from "./field/philox";
import { sampler, type Meaning } from "./field/sample";
import { emptyField, type FieldValues } from "./simulation";
import type { GivenArrays } from "./spec/files";
import { canonicalJson } from "./spec/hash";
import { checkCells } from "./spec/parameters";
import type { InitialSpec, RunSpec } from "./spec/run-spec";
import { parameterRange } from "./spec/spatial-parameters";

/** Streams of the initial noise stand apart from those of the equations, which count from 0. */
const initialStreams = 0x8000_0000;

/** What fields start from: the spec with its model, the values of its parameters and its domain. */
interface Start {
  model: EquationModel;
  spec: RunSpec;
  meanings: Record<string, Meaning>;
  mask: Uint8Array | null;
  arrays: GivenArrays | undefined;
}

/**
 * The state a run starts from, at its precision; 0 in cells outside the mask. Checks what needs the arrays, too: the domain
 * and the parameters in every cell.
 * @param arrays those of an `initial` of kind "file", one a species, and of the files that the spec names (see `NamedFile`);
 *   whoever can read files provides them.
 * @param mask 1 for each cell inside, as from `maskOf`; null when all are.
 * @throws WorkbenchError `initial/invalid` when there is no fixed point to start around, a formula is not finite, or
 *   an array does not fit the grid; errors of `maskOf` and of `checkCells`.
 */
export function initialFields(
  model: EquationModel,
  spec: RunSpec,
  arrays?: GivenArrays,
  mask: Uint8Array | null = maskOf(spec, arrays),
): Record<string, FieldValues> {
  const initial = spec.initial.kind === "model-default" ? model.initial : spec.initial;
  const start: Start = { model, spec, meanings: checkCells(model, spec, mask, arrays), mask, arrays };
  const fields = Object.keys(model.species);
  if (initial.kind === "file") return Object.fromEntries(fields.map((species) => [species, fromArray(species, start)]));
  const formulas = formulasOf(initial, start);
  return Object.fromEntries(fields.map((species, index) => [species, fromFormulaOnce(species, index, formulas[species]!, start)]));
}

/** Fields as they were begun last, by the place of their species, with all that they follow from. */
const begun: { from: string; values: FieldValues }[] = [];

/** A start costs more than a kernel: while equations are being written and nothing else changes, it is taken over. */
function fromFormulaOnce(species: string, index: number, text: string, start: Start): FieldValues {
  const { grid, parameters, precision, seed } = start.spec;
  if (start.arrays || start.mask) return fromFormula(species, index, text, start);
  const from = canonicalJson({ text, grid, parameters, precision, seed });
  if (begun[index]?.from !== from) begun[index] = { from, values: fromFormula(species, index, text, start) };
  return begun[index]!.values.slice();
}

function fromArray(species: string, { spec, arrays, mask }: Start): FieldValues {
  if (!arrays)
    throw new WorkbenchError("initial/invalid", ["initial", "kind"], "files can be read from the command line only; give a formula or noise here");
  const array = arrays[species];
  const cells = cellCount(spec.grid.shape);
  if (!array) throw new WorkbenchError("initial/invalid", ["initial", "path"], `the file has no array "${species}"`);
  if (array.length !== cells)
    throw new WorkbenchError(
      "initial/invalid",
      ["initial", "path"],
      `array "${species}" has ${array.length} values, the grid ${spec.grid.shape.join(" × ")} has ${cells}`,
    );
  const values = emptyField(spec.precision, cells);
  values.set(array);
  return finiteInside(values, species, mask);
}

/** One formula a species. */
function formulasOf(initial: Exclude<InitialSpec, { kind: "model-default" | "file" }>, start: Start): Record<string, string> {
  if (initial.kind === "expression") return initial;
  const around = initial.around === "fixed-point" ? firstFixedPoint(start) : initial.around;
  return Object.fromEntries(Object.entries(around).map(([species, value]) => [species, `${value} + noise(${initial.amplitude})`]));
}

/** Where parameters vary in space, that of their typical values: there is no uniform state of them all. */
function firstFixedPoint({ model, spec }: Start): Record<string, number> {
  const { linear, states, reason } = uniformStates(model, parameterRange(model, spec).typical, spec.grid);
  if (linear && states[0]) return named(linear.species, states[0]);
  throw new WorkbenchError(
    "initial/invalid",
    ["initial", "around"],
    `no uniform fixed point to start from (${reason ?? "none found in the ranges of the species"}); give values instead, such as {"u": 1}`,
  );
}

function fromFormula(species: string, index: number, text: string, { model, spec, meanings, mask }: Start): FieldValues {
  const expr = readExpression(text, { species: [], params: Object.keys(model.params) });
  const { drift, noise } = separateRandom(expr);
  const grid = gridOf(spec.grid);
  const mean = sampler(drift, grid, meanings);
  const amplitudes = noise.map((amplitude) => sampler(amplitude, grid, meanings));
  const values = emptyField(spec.precision, grid.cells);
  for (let cell = 0; cell < grid.cells; cell++) {
    if (mask && mask[cell] === 0) continue;
    let value = mean(cell);
    for (let k = 0; k < amplitudes.length; k++) {
      const sigma = amplitudes[k]!(cell);
      // Most patterns start from noise in a few cells; 0 times a draw changes nothing but −0.
      if (sigma !== 0 || Object.is(value, -0)) value += sigma * normalAt(spec.seed, 0, cell, initialStreams + index * 16 + k);
    }
    values[cell] = value;
  }
  return finiteInside(values, species, mask);
}

/** Values as they are inside, 0 outside. */
function finiteInside(values: FieldValues, species: string, mask: Uint8Array | null): FieldValues {
  if (mask) for (let cell = 0; cell < values.length; cell++) if (mask[cell] === 0) values[cell] = 0;
  const cell = values.findIndex((value) => !Number.isFinite(value));
  if (cell < 0) return values;
  throw new WorkbenchError("initial/invalid", ["initial", species], `the initial value is not finite in cell ${cell}; mend the formula or the file`);
}
