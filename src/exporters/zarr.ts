import { gzipSync, strToU8, zipSync, type Zippable } from "fflate";
import { WorkbenchError } from "../core/errors";
import { littleEndianBytes } from "../core/field/little-endian";
import { defineExporter, type Provenance } from "./exporter";
import { axesOf, type GridPlace, type GridState } from "./grid-state";
import { provenanceEntries } from "./provenance";

/** States of one run on one grid, in order of time. */
export interface GridHistory extends GridPlace {
  states: readonly GridState[];
}

/** The earliest moment a ZIP archive can name; a fixed one, so that equal content gives equal bytes. */
const mtime = new Date(1980, 0, 1);

/**
 * States as a Zarr store, version 3, as files by path: a group whose attributes are the provenance, an array a field of shape
 * `(time, [z,] y, x)`, one chunk a state, little-endian under gzip; beside them `time`, `step` and the axes as coordinates, which xarray looks for.
 * The first cell lies at 0, as in our formulas.
 *
 * Source: Zarr core specification 3.0, zarr-specs.readthedocs.io; ZipStore of zarr-python.
 */
export function zarrStore({ shape, spacing, states }: GridHistory, provenance: Provenance): Record<string, Uint8Array> {
  const [first] = states;
  if (!first) throw new WorkbenchError("data/empty", [], "there is no state to write into a Zarr store");
  const axes = axesOf(shape);
  const taken = Object.keys(first.fields);
  const free = (name: string): string => (taken.includes(name) ? free(`${name}_`) : name);
  const entries: Record<string, Uint8Array> = {};
  const describe = (path: string, document: unknown) => (entries[path] = strToU8(JSON.stringify(document, null, 2)));
  const chunk = (values: Float32Array | Float64Array) => gzipSync(littleEndianBytes(values), { mtime: 0, level: 6 });
  const coordinate = (name: string, axis: string, values: Float64Array) => {
    describe(`${free(name)}/zarr.json`, arrayNode([values.length], [values.length], values, [axis]));
    entries[`${free(name)}/c/0`] = chunk(values);
  };
  describe("zarr.json", {
    zarr_format: 3,
    node_type: "group",
    attributes: { ...provenanceEntries(provenance), spacing: Object.fromEntries(axes.map((axis, i) => [axis, spacing[i]])) },
  });
  coordinate(
    "time",
    "time",
    Float64Array.from(states, ({ time }) => time),
  );
  coordinate(
    "step",
    "time",
    Float64Array.from(states, ({ step }) => step),
  );
  axes.forEach((axis, i) =>
    coordinate(
      axis,
      axis,
      Float64Array.from({ length: shape[i]! }, (_, k) => k * spacing[i]!),
    ),
  );
  for (const [name, values] of Object.entries(first.fields)) {
    describe(`${name}/zarr.json`, arrayNode([states.length, ...shape], [1, ...shape], values, ["time", ...axes]));
    states.forEach(({ fields }, i) => (entries[`${name}/c/${[i, ...axes.map(() => 0)].join("/")}`] = chunk(fields[name]!)));
  }
  return entries;
}

/** Files of a Zarr store in one ZIP file. Chunks are written as they are: a reader may then find each without unpacking. */
const zipOfZarr = (files: Readonly<Record<string, Uint8Array>>): Uint8Array<ArrayBuffer> =>
  zipSync(Object.fromEntries(Object.entries(files).map(([path, bytes]) => [path, [bytes, { level: 0 }]])) as Zippable, { mtime });

/** States as a Zarr store in one ZIP file. */
export const zarr = defineExporter<GridHistory>({
  id: "zarr",
  title: "Zarr store (ZIP)",
  extension: "zarr.zip",
  type: "application/zip",
  encode: (history, provenance) => zipOfZarr(zarrStore(history, provenance)),
});

function arrayNode(shape: readonly number[], chunk: readonly number[], values: Float32Array | Float64Array, names: readonly string[]): unknown {
  return {
    zarr_format: 3,
    node_type: "array",
    shape,
    data_type: values instanceof Float32Array ? "float32" : "float64",
    chunk_grid: { name: "regular", configuration: { chunk_shape: chunk } },
    chunk_key_encoding: { name: "default", configuration: { separator: "/" } },
    fill_value: "NaN",
    codecs: [
      { name: "bytes", configuration: { endian: "little" } },
      { name: "gzip", configuration: { level: 6 } },
    ],
    attributes: {},
    dimension_names: names,
  };
}
