import type { EquationModel } from "../define/model";
import type { Expr } from "../equations/tree";
import { gridOf, type Grid } from "../field/grid";
import { sampleCells, sampler, type Meaning } from "../field/sample";
import { arrayOf, parameterKey, type GivenArrays } from "./files";
import { dependsOn, readFormula } from "./formula";
import type { RunSpec } from "./run-spec";

/** The parameters of a completed spec by what they are. */
export interface SpatialParameters {
  numbers: Record<string, number>;
  /** In x, y, z, t, Lx, Ly, Lz and the parameters of `numbers`. */
  formulas: Record<string, Expr>;
  /** Keyed by the parameter; the arrays themselves by `parameterKey`. With `low` and `high`, 0…1 in them is low…high. */
  arrays: Record<string, { file: string; low?: number; high?: number }>;
  /** Names of those that differ from cell to cell: arrays, and formulas in x, y or z. */
  inSpace: string[];
}

type ModelParams = Pick<EquationModel, "params">;
type ParameterSpec = Pick<RunSpec, "grid" | "parameters">;

export function spatialParameters({ params }: ModelParams, { parameters }: Pick<RunSpec, "parameters">): SpatialParameters {
  const found: SpatialParameters = { numbers: {}, formulas: {}, arrays: {}, inSpace: [] };
  const varying = Object.keys(params).filter((name) => typeof parameters[name] !== "number");
  for (const [name, value] of Object.entries(parameters)) {
    if (typeof value === "number") found.numbers[name] = value;
    else if (typeof value === "string") {
      found.formulas[name] = readFormula(value, { params: Object.keys(params), varying }, ["parameters", name]);
      if (dependsOn(found.formulas[name], ["x", "y", "z"])) found.inSpace.push(name);
    } else if (typeof value === "object") {
      found.arrays[name] = value;
      found.inSpace.push(name);
    }
  }
  return found;
}

/**
 * What every parameter stands for in a cell at the start, in f64.
 * @throws WorkbenchError `spec/unsupported` or `grid/invalid` when an array is missing or does not fit the grid.
 */
export function parameterMeanings(
  { numbers, formulas, arrays }: SpatialParameters,
  { grid: spec }: Pick<RunSpec, "grid">,
  given?: GivenArrays,
): Record<string, Meaning> {
  const grid = gridOf(spec);
  return {
    ...numbers,
    ...Object.fromEntries(Object.entries(formulas).map(([name, expr]) => [name, sampler(expr, grid, numbers)])),
    ...Object.fromEntries(Object.keys(arrays).map((name) => [name, arrayMeaning(name, arrays[name]!, grid, given)])),
  };
}

function arrayMeaning(name: string, { file, low, high }: SpatialParameters["arrays"][string], grid: Grid, given?: GivenArrays): Meaning {
  const array = arrayOf({ key: parameterKey(name), path: ["parameters", name, "file"], file }, given, grid.shape);
  if (low === undefined || high === undefined) return (cell) => array[cell]!;
  return (cell) => low + (high - low) * array[cell]!;
}

/** Combinations of the ends of more parameters than these are too many to look at. */
const mostCorners = 3;

/** Numbers that stand for parameters of which each cell has its own, for what is asked about uniform states. */
export interface ParameterRange {
  /** The mean of a formula over the grid at the start; the middle of an array's low and high, or the default where these are not known. */
  typical: Record<string, number>;
  /** Every combination of the least and greatest values, those of all at once where there are many; `typical` comes first. */
  extremes: Record<string, number>[];
}

export function parameterRange({ params }: ModelParams, spec: ParameterSpec, split = spatialParameters({ params }, spec)): ParameterRange {
  const { numbers, formulas, arrays } = split;
  const grid = gridOf(spec.grid);
  const cells = sampleCells(grid);
  const ends: [name: string, least: number, most: number][] = [];
  const typical = { ...numbers };
  for (const [name, expr] of Object.entries(formulas)) {
    const value = sampler(expr, grid, numbers);
    let [sum, least, most] = [0, Infinity, -Infinity];
    for (const cell of cells) {
      const here = value(cell);
      [sum, least, most] = [sum + here, here < least ? here : least, here > most ? here : most];
    }
    typical[name] = sum / cells.length;
    ends.push([name, least, most]);
  }
  for (const [name, { low, high }] of Object.entries(arrays)) {
    const known = low !== undefined && high !== undefined;
    typical[name] = known ? (low + high) / 2 : params[name]!.default;
    if (known) ends.push([name, low, high]);
  }
  return { typical, extremes: [typical, ...corners(ends).map((corner) => ({ ...typical, ...corner }))] };
}

function corners(ends: readonly [name: string, least: number, most: number][]): Record<string, number>[] {
  if (ends.length === 0) return [];
  if (ends.length > mostCorners) return [1, 2].map((end) => Object.fromEntries(ends.map((each) => [each[0], each[end as 1 | 2]])));
  return ends.reduce<Record<string, number>[]>(
    (found, [name, least, most]) => found.flatMap((corner) => [least, most].map((value) => ({ ...corner, [name]: value }))),
    [{}],
  );
}
