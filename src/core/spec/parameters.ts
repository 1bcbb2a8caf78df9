import type { EquationModel, Model } from "../define/model";
import { completeValues, type ArrayValue, type ParamValue } from "../define/params";
import { WorkbenchError, type ErrorPath } from "../errors";
import { gridOf, type Grid } from "../field/grid";
import { sampleCells, type Meaning } from "../field/sample";
import { parameterKey, type GivenArrays } from "./files";
import { readFormula } from "./formula";
import type { GridSpec, RunSpec } from "./run-spec";
import { shortJson } from "./short-json";
import { parameterMeanings, spatialParameters } from "./spatial-parameters";

type Given = Readonly<Record<string, unknown>>;

/**
 * Fills in the defaults and brings the values to their canonical form. Where a model is its equations, a text is a formula
 * (one without names becomes its number) and an object an array. Values in cells are checked by `checkParameters`.
 * @throws WorkbenchError `parameter/…` or `equation/…`.
 */
export function completeParameters(model: Model, given: Given, warn: (message: string) => void): Record<string, ParamValue> {
  if (model.kind === "stepped") return completeValues(model.params, given, ["parameters"], warn);
  const written = Object.entries(given).map(([name, value]) => [name, numberOf(model, name, value)] as const);
  const isOwn = ([name, value]: readonly [string, unknown]) => Object.hasOwn(model.params, name) && isSpatial(value);
  const plain = written.filter((entry) => !isOwn(entry));
  const values = completeValues(model.params, Object.fromEntries(plain), ["parameters"]);
  for (const [name, value] of Object.entries(values)) warnOutside(model, name, ["parameters", name], value, warn);
  const spatial = Object.fromEntries(written.filter(isOwn)) as Record<string, string | ArrayValue>;
  for (const [name, value] of Object.entries(spatial)) refuseOneEnd(name, value);
  const parameters = { ...values, ...spatial };
  // Which names a formula may use follows from all values: read it now, so that it is refused here.
  spatialParameters(model, { parameters });
  return parameters;
}

const isSpatial = (value: unknown) => typeof value === "string" || (typeof value === "object" && value !== null);

/** The value of a formula that names nothing; anything else as it is. */
function numberOf({ params }: EquationModel, name: string, value: unknown): unknown {
  if (typeof value !== "string" || !Object.hasOwn(params, name)) return value;
  const expr = readFormula(value, { params: Object.keys(params) }, ["parameters", name]);
  return expr.kind === "number" ? expr.value : value;
}

function refuseOneEnd(name: string, value: string | ArrayValue): void {
  if (typeof value === "string" || (value.low === undefined) === (value.high === undefined)) return;
  const sentence = `expected low and high, or neither, got ${shortJson(value)}`;
  throw new WorkbenchError("parameter/out-of-range", ["parameters", name], sentence);
}

/**
 * Holds the values of parameters against their ranges: formulas at a start on a sample of the cells, arrays by the ends
 * they are mapped to. `checkCells` does the same for every cell once the arrays are there.
 * @param inside whether a cell belongs to the domain: outside, a value need only be finite.
 * @throws WorkbenchError `parameter/out-of-range`.
 */
export function checkParameters(
  model: EquationModel,
  spec: Pick<RunSpec, "grid" | "parameters">,
  inside: (cell: number) => boolean,
  warn: (message: string) => void,
): void {
  const { numbers, formulas, arrays } = spatialParameters(model, spec);
  const meanings = parameterMeanings({ numbers, formulas, arrays: {}, inSpace: [] }, spec);
  const cells = sampleCells(gridOf(spec.grid));
  for (const name of Object.keys(formulas)) checkValues(model, name, "the formula", meanings[name]!, cells, spec.grid, inside, warn);
  for (const [name, { low, high }] of Object.entries(arrays)) {
    for (const [end, value] of Object.entries({ low, high })) {
      if (value === undefined) continue;
      completeValues({ [end]: model.params[name]! }, { [end]: value }, ["parameters", name]);
      warnOutside(model, name, ["parameters", name, end], value, warn);
    }
  }
}

/**
 * Holds the value of every parameter in every cell against its range, before the first step.
 * @param warn told of arrays that leave a soft range; of formulas `checkParameters` tells.
 * @throws WorkbenchError `parameter/out-of-range` with the first cell that is outside; errors of `parameterMeanings`.
 */
export function checkCells(
  model: EquationModel,
  spec: Pick<RunSpec, "grid" | "parameters">,
  mask: Uint8Array | null,
  given: GivenArrays | undefined,
  warn: (message: string) => void = () => {},
): Record<string, Meaning> {
  const split = spatialParameters(model, spec);
  const meanings = parameterMeanings(split, spec, given);
  const cells = gridOf(spec.grid).cells;
  const inside = (cell: number) => mask === null || mask[cell] === 1;
  const check = (name: string, what: string, tell: (message: string) => void) =>
    checkValues(model, name, what, meanings[name]!, everyCell(cells), spec.grid, inside, tell);
  for (const name of Object.keys(split.formulas)) check(name, "the formula", () => {});
  for (const [name, { file, low }] of Object.entries(split.arrays)) {
    if (low !== undefined) refuseNotGrey(name, file, given![parameterKey(name)]!);
    check(name, file, warn);
  }
  return meanings;
}

function* everyCell(count: number): Iterable<number> {
  for (let cell = 0; cell < count; cell++) yield cell;
}

/** What is mapped to low…high has to lie in 0…1. */
function refuseNotGrey(name: string, file: string, array: ArrayLike<number>): void {
  for (let cell = 0; cell < array.length; cell++) {
    const value = array[cell]!;
    if (value >= 0 && value <= 1) continue;
    const sentence = `low and high stand for 0 and 1 in ${file}, which holds ${value}; scale it, or leave low and high out to take its values as they are`;
    throw new WorkbenchError("parameter/out-of-range", ["parameters", name], sentence);
  }
}

/** What lies beyond a soft range runs, with a warning. */
function warnOutside(model: EquationModel, name: string, path: ErrorPath, value: unknown, warn: (message: string) => void): void {
  const { min, max, soft } = model.params[name]!;
  if (soft && typeof value === "number" && !(value >= min && value <= max))
    warn(`${path.join(".")} = ${value} lies outside ${rangeOf(model)} [${min}, ${max}]`);
}

/** Of a parameter that a spec declares without a range nobody knows what is stable: its range is made up, see `customModel`. */
const rangeOf = ({ id }: EquationModel) => (id === "custom" ? "the range of its slider" : "the stable range");

/** Every cell is looked at for what is refused; of those that only call for a warning the first is told. */
function checkValues(
  model: EquationModel,
  name: string,
  what: string,
  meaning: Meaning,
  cells: Iterable<number>,
  gridSpec: GridSpec,
  inside: (cell: number) => boolean,
  warn: (message: string) => void,
): void {
  const path: ErrorPath = ["parameters", name];
  const { min, max, integer, soft } = model.params[name]!;
  const grid = gridOf(gridSpec);
  const valueAt = typeof meaning === "number" ? () => meaning : meaning;
  const expected = `expected ${integer ? "an integer" : "a number"} in [${min}, ${max}]`;
  let warned = false;
  for (const cell of cells) {
    const value = valueAt(cell);
    if (value >= min && value <= max && (!integer || Number.isInteger(value))) continue;
    const sentence = `${expected}; ${what} gives ${value} at ${placeOf(cell, grid)}`;
    if (!Number.isFinite(value) || (inside(cell) && (!soft || (integer && !Number.isInteger(value)))))
      throw new WorkbenchError("parameter/out-of-range", path, sentence);
    if (warned || !inside(cell)) continue;
    warn(`${path.join(".")}: ${sentence}, outside ${rangeOf(model)}`);
    warned = true;
  }
}

function placeOf(cell: number, { nx, ny, dimensions, hx, hy, hz }: Grid): string {
  const [x, y, z] = [(cell % nx) * hx, (Math.floor(cell / nx) % ny) * hy, Math.floor(cell / (nx * ny)) * hz];
  const short = (value: number) => String(Number(value.toPrecision(6)));
  return `x = ${short(x)}, y = ${short(y)}${dimensions === 3 ? `, z = ${short(z)}` : ""}`;
}
