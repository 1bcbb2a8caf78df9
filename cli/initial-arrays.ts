import { resolve } from "node:path";
import { arraysIn, isZip, readNpz } from "../src/connectors/npz-file";
import { readNpy } from "../src/connectors/npy-file";
import type { ImportedArray } from "../src/connectors/connector";
import { WorkbenchError } from "../src/core/errors";
import { modelOf } from "../src/core/spec/complete";
import type { RunSpec } from "../src/core/spec/run-spec";
import type { Io } from "./command";
import { readBytes } from "./files";

/**
 * The arrays of `"initial": {"kind": "file", "path": …}`, by species. NPZ: an entry a species. NPY: the grid's shape for a
 * model of one species, else `(species, …grid)` in the order in which the model declares them.
 * @param folder that a relative path starts from: the spec's own.
 */
export async function initialArrays(spec: RunSpec, folder: string, io: Io): Promise<Record<string, ArrayLike<number>>> {
  if (spec.initial.kind !== "file") return {};
  const { path } = spec.initial;
  const bytes = await readBytes(io, resolve(folder, path));
  const species = Object.keys(modelOf(spec).species);
  const arrays = isZip(bytes) ? archive(path, bytes, species) : planes(readNpy(path, bytes), species, spec.grid.shape);
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
  if (shape[0] !== species.length) {
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
