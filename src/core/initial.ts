import { analyseStability } from "./analysis/stability";
import type { EquationModel } from "./define/model";
import { prepare } from "./equations/evaluate";
import { readExpression } from "./equations/equation";
import { separateRandom } from "./equations/random";
import type { Expr } from "./equations/tree";
import { WorkbenchError } from "./errors";
import { cellCount, gridOf, type Grid } from "./field/grid";
import { normalAt } from "./field/philox";
import { emptyField, type FieldValues } from "./simulation";
import type { InitialSpec, RunSpec } from "./spec/run-spec";

/** Streams of the initial noise stand apart from those of the equations, which count from 0. */
const initialStreams = 0x8000_0000;

/**
 * The state a run starts from, at its precision.
 * @param arrays the arrays of an `initial` of kind "file", one a species; whoever can read files provides them.
 * @throws WorkbenchError `initial/invalid` when there is no fixed point to start around, a formula is not finite, or
 *   an array does not fit the grid.
 */
export function initialFields(model: EquationModel, spec: RunSpec, arrays?: Record<string, ArrayLike<number>>): Record<string, FieldValues> {
  const initial = spec.initial.kind === "model-default" ? model.initial : spec.initial;
  const fields = Object.keys(model.species);
  if (initial.kind === "file") return Object.fromEntries(fields.map((species) => [species, fromArray(species, spec, arrays)]));
  const formulas = formulasOf(initial, model, spec);
  return Object.fromEntries(fields.map((species, index) => [species, fromFormula(species, index, formulas[species]!, model, spec)]));
}

function fromArray(species: string, spec: RunSpec, arrays: Record<string, ArrayLike<number>> | undefined): FieldValues {
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
  return refuseNonFinite(values, species);
}

/** One formula a species. */
function formulasOf(initial: Exclude<InitialSpec, { kind: "model-default" | "file" }>, model: EquationModel, spec: RunSpec): Record<string, string> {
  if (initial.kind === "expression") return initial;
  const around = initial.around === "fixed-point" ? firstFixedPoint(model, spec) : initial.around;
  return Object.fromEntries(Object.entries(around).map(([species, value]) => [species, `${value} + noise(${initial.amplitude})`]));
}

function firstFixedPoint(model: EquationModel, spec: RunSpec): Record<string, number> {
  const { fixedPoints, reason } = analyseStability(model, spec.parameters as Record<string, number>);
  const point = fixedPoints[0];
  if (point) return point.state;
  throw new WorkbenchError(
    "initial/invalid",
    ["initial", "around"],
    `no uniform fixed point to start from (${reason ?? "none found in the ranges of the species"}); give values instead, such as {"u": 1}`,
  );
}

function fromFormula(species: string, index: number, text: string, model: EquationModel, spec: RunSpec): FieldValues {
  const expr = readExpression(text, { species: [], params: Object.keys(model.params) });
  const { drift, noise } = separateRandom(expr);
  const grid = gridOf(spec.grid);
  const mean = sampler(drift, spec, grid);
  const amplitudes = noise.map((amplitude) => sampler(amplitude, spec, grid));
  const values = emptyField(spec.precision, grid.cells);
  for (let cell = 0; cell < grid.cells; cell++) {
    let value = mean(cell);
    for (const [k, amplitude] of amplitudes.entries()) value += amplitude(cell) * normalAt(spec.seed, 0, cell, initialStreams + index * 16 + k);
    values[cell] = value;
  }
  return refuseNonFinite(values, species);
}

/** The value of an expression in each cell. */
function sampler(expr: Expr, spec: RunSpec, grid: Grid): (cell: number) => number {
  const { nx, ny, hx, hy, hz } = grid;
  let cell = 0;
  const places: Record<string, () => number> = {
    x: () => (cell % nx) * hx,
    y: () => (Math.floor(cell / nx) % ny) * hy,
    z: () => Math.floor(cell / (nx * ny)) * hz,
  };
  const constants: Record<string, number> = {
    t: 0,
    pi: Math.PI,
    Lx: nx * hx,
    Ly: ny * hy,
    Lz: grid.nz * hz,
    ...(spec.parameters as Record<string, number>),
  };
  const value = prepare(
    expr,
    (name) => places[name] ?? (() => constants[name]!),
    (name) => Object.hasOwn(places, name),
  );
  return (at) => {
    cell = at;
    return value();
  };
}

function refuseNonFinite(values: FieldValues, species: string): FieldValues {
  const cell = values.findIndex((value) => !Number.isFinite(value));
  if (cell < 0) return values;
  throw new WorkbenchError("initial/invalid", ["initial", species], `the initial value is not finite in cell ${cell}; mend the formula or the file`);
}
