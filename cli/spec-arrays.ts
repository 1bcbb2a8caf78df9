import { resolve } from "node:path";
import type { ImportedArray } from "../src/connectors/connector";
import { readFile } from "../src/connectors/index";
import { arraysIn, isZip, readNpz } from "../src/connectors/npz-file";
import { WorkbenchError } from "../src/core/errors";
import { modelOf } from "../src/core/spec/model-of";
import { namedFiles, refuseOtherShape, type GivenArrays, type NamedFile } from "../src/core/spec/files";
import type { RunSpec } from "../src/core/spec/run-spec";
import type { Io } from "./command";
import { readBytes } from "./files";

/**
 * Reads the files that a spec names: its initial state, its mask and the parameters that vary in space. PNG as grey 0 … 1,
 * NPY, NPZ and CSV as they are.
 * @param folder that relative paths start from: the spec's own.
 * @param warn told what a reader had to leave out.
 * @throws WorkbenchError `data/…` for a file that cannot be read, `grid/invalid` or `initial/invalid` for one that does not fit.
 */
export async function specArrays(spec: RunSpec, folder: string, io: Io, warn: (warning: string) => void = () => {}): Promise<GivenArrays> {
  const bytesOf = (file: string) => readBytes(io, resolve(folder, file));
  const arrays: Record<string, ArrayLike<number>> = {};
  for (const named of namedFiles(spec)) {
    const { shape, values, warnings } = oneArray(named, await bytesOf(named.file));
    refuseOtherShape(named, shape, spec.grid.shape);
    warnings.forEach((warning) => warn(`${named.file}: ${warning}`));
    arrays[named.key] = values;
  }
  if (spec.initial.kind !== "file") return arrays;
  const { path } = spec.initial;
  return { ...arrays, ...initialArrays(spec, path, await bytesOf(path)) };
}

/** Of an archive with several arrays the one named as the mask or the parameter is. */
function oneArray({ key, file, path }: NamedFile, bytes: Uint8Array): ImportedArray {
  if (!isZip(bytes)) return readFile(file, bytes, "array");
  const name = key.slice(key.indexOf(".") + 1);
  const known = arraysIn(file, bytes);
  if (known.includes(name)) return readNpz(file, bytes, name);
  if (known.length === 1) return readNpz(file, bytes);
  throw new WorkbenchError("data/unreadable", path, `${file} has no array "${name}"; it has ${known.join(", ") || "none"}. Save one of that name`, {
    known,
  });
}

/**
 * NPZ: an entry a species. Other files: the grid's shape for a model of one species, else `(species, …grid)` in the order in
 * which the model declares them.
 */
function initialArrays(spec: RunSpec, path: string, bytes: Uint8Array): GivenArrays {
  const species = Object.keys(modelOf(spec).species);
  const arrays = isZip(bytes) ? archive(path, bytes, species) : planes(readFile(path, bytes, "array"), species, spec.grid.shape);
  for (const [name, { shape }] of Object.entries(arrays)) refuseShape(name, shape, spec.grid.shape);
  return Object.fromEntries(Object.entries(arrays).map(([name, { values }]) => [name, values]));
}

type Plane = Pick<ImportedArray, "shape" | "values">;

function archive(path: string, bytes: Uint8Array, species: readonly string[]): Record<string, Plane> {
  const known = arraysIn(path, bytes);
  return Object.fromEntries(species.filter((name) => known.includes(name)).map((name) => [name, readNpz(path, bytes, name)]));
}

function planes({ shape, values }: ImportedArray, species: readonly string[], grid: readonly number[]): Record<string, Plane> {
  const [only, ...others] = species;
  if (only !== undefined && others.length === 0 && shape.length === grid.length) return { [only]: { shape, values } };
  if (shape.length !== grid.length + 1 || shape[0] !== species.length) {
    const wanted = `(${[species.length, ...grid].join(", ")})`;
    throw new WorkbenchError(
      "initial/invalid",
      ["initial", "path"],
      `one array holds all species as ${wanted} in the order ${species.join(", ")}; this one is (${shape.join(", ")})`,
    );
  }
  const cells = values.length / species.length;
  return Object.fromEntries(species.map((name, i) => [name, { shape: shape.slice(1), values: values.slice(i * cells, (i + 1) * cells) }]));
}

function refuseShape(name: string, shape: readonly number[], grid: readonly number[]): void {
  if (shape.length === grid.length && shape.every((extent, axis) => extent === grid[axis])) return;
  throw new WorkbenchError(
    "initial/invalid",
    ["initial", "path"],
    `array "${name}" is (${shape.join(", ")}), the grid ${grid.join(" × ")}; they must agree`,
  );
}
