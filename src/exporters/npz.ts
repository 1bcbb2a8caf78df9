import { strToU8, zipSync, type Zippable } from "fflate";
import { defineExporter } from "./exporter";
import { encodeNpy, type ArrayInput } from "./npy";

/** Named arrays: one NPY entry each. */
export type ArraysInput = Record<string, ArrayInput>;

/** The earliest moment a ZIP archive can name; a fixed one, so that equal content gives equal bytes. */
const mtime = new Date(1980, 0, 1);

/**
 * Several arrays as NPZ (a ZIP of NPY files). `np.load(file)["u"]` gives a field; the spec is the entry `spec.json`
 * and its hash `spec-hash.txt`, which NumPy hands out as bytes.
 */
export const npz = defineExporter<ArraysInput>({
  id: "npz",
  title: "NumPy archive",
  extension: "npz",
  type: "application/zip",
  encode(arrays, { spec, specHash, software }) {
    const entries: Zippable = {};
    for (const [name, array] of Object.entries(arrays)) entries[`${name}.npy`] = encodeNpy(array);
    if (spec !== null) entries["spec.json"] = strToU8(spec);
    if (specHash !== null) entries["spec-hash.txt"] = strToU8(specHash);
    entries["software.txt"] = strToU8(software);
    return zipSync(entries, { mtime, level: 6 });
  },
});
