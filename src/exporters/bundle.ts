import { sha256 } from "@noble/hashes/sha2";
import { bytesToHex } from "@noble/hashes/utils";
import { strToU8, zipSync, type Zippable } from "fflate";
import { WorkbenchError } from "../core/errors";
import { hashField } from "../core/spec/hash";
import { bundleNames, type BundleResult } from "../core/spec/bundle";
import { citation, citationFile } from "./bundle-citation";
import { crateMetadata, type CrateFile } from "./bundle-crate";
import { defineExporter, type ExportedFile } from "./exporter";
import type { GridPlace, GridState } from "./grid-state";
import { npz } from "./npz";
import { vti } from "./vti";

/** A run as others should get it. */
export interface BundleInput extends GridPlace {
  title: string;
  /** What it shows, in a sentence. */
  description: string;
  /** Who made it; empty when nobody is named. */
  author: string;
  /** The day on which it was made, as `2026-11-28`. */
  date: string;
  /** One of `bundleLicences`, by its id. */
  licence: string;
  state: GridState;
  /** The same spec and seed give the same bits; not so on a graphics processor. */
  exact: boolean;
  backend: string;
  /** Figures, tables and pages that go along; each with what it is. */
  files: readonly (ExportedFile & { about: string })[];
}

/** Earliest moment that a ZIP archive can name: equal content gives equal bytes. */
const mtime = new Date(1980, 0, 1);

/**
 * A research bundle: an RO-Crate 1.1 (Soiland-Reyes et al. 2022, doi:10.3233/DS-210053) in a ZIP. It holds the spec, all fields of one state as NPZ and VTI, what
 * goes along, `result.json` with the hash of each field, `SHA256SUMS` of every file, CITATION.cff, and the metadata that names them all.
 * `mfn run bundle.zip` runs the spec again and compares the hashes.
 */
export const bundle = defineExporter<BundleInput>({
  id: "bundle",
  title: "Research bundle (RO-Crate)",
  extension: "crate.zip",
  type: "application/zip",
  encode(input, provenance) {
    const { spec, specHash, software } = provenance;
    if (spec === null || specHash === null) throw new WorkbenchError("data/empty", [], "no run made this, so there is nothing to bundle");
    const { state, shape, spacing, exact, backend } = input;
    const arrays = Object.fromEntries(Object.entries(state.fields).map(([name, values]) => [name, { shape, values }]));
    const result: BundleResult = {
      specHash,
      step: state.step,
      time: state.time,
      exact,
      backend,
      software,
      fields: Object.fromEntries(Object.entries(state.fields).map(([name, values]) => [name, { sha256: hashField(values) }])),
    };
    const facts = { title: input.title, author: input.author, date: input.date, licence: input.licence, software, specHash };
    const files: CrateFile[] = [
      {
        name: bundleNames.spec,
        type: "application/json",
        about: "The experiment spec: the whole run follows from it",
        bytes: json(JSON.parse(spec)),
      },
      { name: bundleNames.result, type: "application/json", about: "The step reached and the SHA-256 of each field there", bytes: json(result) },
      { name: "data/fields.npz", type: "application/zip", about: "All fields at that step, for NumPy", bytes: npz.encode(arrays, provenance) },
      {
        name: "data/fields.vti",
        type: vti.type,
        about: "All fields at that step, for ParaView",
        bytes: vti.encode({ shape, spacing, ...state }, provenance),
      },
      ...input.files.map(({ name, type, bytes, about }) => ({ name: `files/${name}`, type, about, bytes })),
      { name: "CITATION.cff", type: "application/yaml", about: "How to cite this bundle", bytes: strToU8(citationFile(facts)) },
      {
        name: "README.txt",
        type: "text/plain",
        about: "What this is and how to run it again",
        bytes: strToU8(readme(input, specHash, citation(facts))),
      },
    ];
    const hashed = files.map((file) => ({ ...file, sha256: bytesToHex(sha256(file.bytes)) }));
    const sums = strToU8(hashed.map(({ sha256, name }) => `${sha256}  ${name}\n`).join(""));
    const metadata = crateMetadata(input, hashed, { software, specHash, citation: citation(facts), sums: bundleNames.sums });
    const entries: Zippable = { [bundleNames.metadata]: json(metadata), [bundleNames.sums]: sums };
    for (const { name, bytes } of hashed) entries[name] = bytes;
    return zipSync(entries, { mtime, level: 6 });
  },
});

const json = (value: unknown): Uint8Array => strToU8(`${JSON.stringify(value, null, 2)}\n`);

const readme = ({ title, description, state, exact }: BundleInput, specHash: string, cite: string): string => `${title}

${description}

Run it again:      mfn run THIS-FILE.zip      (compares the fields with the hashes in ${bundleNames.result})
Check the files:   sha256sum -c ${bundleNames.sums}
In the page:       Open, and choose the zip file

Step ${state.step}, spec ${specHash}${exact ? "" : "\nComputed on a graphics processor: another machine gives nearly the same field, not the same bits."}

Cite as: ${cite}
`;
