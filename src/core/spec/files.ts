import { WorkbenchError, type ErrorPath } from "../errors";
import { cellCount } from "../field/grid";
import type { RunSpec } from "./run-spec";

/** Arrays that whoever can read files hands over with a spec, C order: the initial state by species, the others by their `NamedFile.key`. */
export type GivenArrays = Readonly<Record<string, ArrayLike<number>>>;

/** A file that a spec names for its grid or its parameters. */
export interface NamedFile {
  /** By which its array is handed over: `grid.mask`, `parameters.F`. */
  key: string;
  /** Where the spec names it. */
  path: ErrorPath;
  file: string;
}

export const maskKey = "grid.mask";
export const parameterKey = (name: string): string => `parameters.${name}`;

/** Files with one array on the grid each; that of the initial state, with one a species, is not among them. */
export function namedFiles({ grid, parameters }: Pick<RunSpec, "grid" | "parameters">): NamedFile[] {
  const mask = typeof grid.mask === "object" && "file" in grid.mask ? [{ key: maskKey, path: ["grid", "mask", "file"], file: grid.mask.file }] : [];
  const arrays = Object.entries(parameters).flatMap(([name, value]) =>
    typeof value === "object" ? [{ key: parameterKey(name), path: ["parameters", name, "file"], file: value.file }] : [],
  );
  return [...mask, ...arrays];
}

/** Whether a run needs anything that is not in its spec. */
export const needsFiles = (spec: Pick<RunSpec, "grid" | "parameters" | "initial">): boolean =>
  spec.initial.kind === "file" || namedFiles(spec).length > 0;

/**
 * Refuses an array that is not of the grid's shape: it is never stretched.
 * @throws WorkbenchError `grid/invalid` that names both shapes.
 */
export function refuseOtherShape({ file, path }: Pick<NamedFile, "file" | "path">, shape: readonly number[], grid: readonly number[]): void {
  if (shape.length === grid.length && shape.every((extent, axis) => extent === grid[axis])) return;
  throw new WorkbenchError(
    "grid/invalid",
    path,
    `${file} is ${shape.join(" × ")}, the grid ${grid.join(" × ")}; they must agree: take a grid of the file's shape, or scale the file`,
  );
}

/**
 * The array of a file that the spec names.
 * @throws WorkbenchError `spec/unsupported` where nobody could read it, `grid/invalid` when it does not fit the grid.
 */
export function arrayOf({ key, path, file }: NamedFile, arrays: GivenArrays | undefined, grid: readonly number[]): ArrayLike<number> {
  const array = arrays?.[key];
  if (!array)
    throw new WorkbenchError("spec/unsupported", path, `files can be read from the command line only; give a formula here instead of ${file}`);
  const cells = cellCount(grid);
  if (array.length === cells) return array;
  throw new WorkbenchError("grid/invalid", path, `${file} has ${array.length} values, the grid ${grid.join(" × ")} has ${cells}; they must agree`);
}
