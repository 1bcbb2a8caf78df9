import { bundleNames } from "../core/spec/bundle";
import type { BundleInput } from "./bundle";

/** Under which the data of a bundle may be used; ids are those of SPDX. */
export const bundleLicences = [
  { id: "CC-BY-4.0", title: "Creative Commons Attribution 4.0", url: "https://creativecommons.org/licenses/by/4.0/" },
  { id: "CC0-1.0", title: "Creative Commons Zero 1.0", url: "https://creativecommons.org/publicdomain/zero/1.0/" },
  { id: "CC-BY-SA-4.0", title: "Creative Commons Attribution-ShareAlike 4.0", url: "https://creativecommons.org/licenses/by-sa/4.0/" },
] as const;

export interface CrateFile {
  name: string;
  type: string;
  about: string;
  bytes: Uint8Array;
}

interface CrateFacts {
  software: string;
  specHash: string;
  citation: string;
  sums: string;
}

/** Terms of schema.org that the context of RO-Crate 1.1 does not know yet. */
const laterTerms = { sha256: "http://schema.org/sha256", creditText: "http://schema.org/creditText" };
const softwareId = "#software";
const authorId = "#author";

/** The JSON-LD that names every file, what made it, who and when: RO-Crate 1.1, one flat graph. */
export function crateMetadata(input: BundleInput, files: readonly (CrateFile & { sha256: string })[], facts: CrateFacts): unknown {
  const { title, description, author, date, licence, state, backend } = input;
  const licensed = bundleLicences.find(({ id }) => id === licence) ?? bundleLicences[0];
  const refs = (ids: readonly string[]) => ids.map((id) => ({ "@id": id }));
  const made = files.filter(({ name }) => name !== bundleNames.spec).map(({ name }) => name);
  return {
    "@context": ["https://w3id.org/ro/crate/1.1/context", laterTerms],
    "@graph": [
      {
        "@id": bundleNames.metadata,
        "@type": "CreativeWork",
        conformsTo: { "@id": "https://w3id.org/ro/crate/1.1" },
        about: { "@id": "./" },
      },
      {
        "@id": "./",
        "@type": "Dataset",
        name: title,
        description,
        datePublished: date,
        license: { "@id": licensed.url },
        identifier: `sha256:${facts.specHash}`,
        creditText: facts.citation,
        ...(author !== "" && { author: { "@id": authorId } }),
        hasPart: refs([...files.map(({ name }) => name), facts.sums]),
        mentions: { "@id": "#run" },
      },
      ...files.map(({ name, type, about, bytes, sha256 }) => ({
        "@id": name,
        "@type": "File",
        name: name.split("/").at(-1),
        description: about,
        encodingFormat: type,
        contentSize: String(bytes.length),
        sha256,
      })),
      { "@id": facts.sums, "@type": "File", name: facts.sums, description: "SHA-256 of each file, for sha256sum -c", encodingFormat: "text/plain" },
      {
        "@id": "#run",
        "@type": "CreateAction",
        name: `Run to step ${state.step}, computed with ${backend}`,
        endTime: date,
        instrument: { "@id": softwareId },
        object: { "@id": bundleNames.spec },
        result: refs(made),
        ...(author !== "" && { agent: { "@id": authorId } }),
      },
      {
        "@id": softwareId,
        "@type": "SoftwareApplication",
        name: "MFN Workbench",
        softwareVersion: facts.software.split(" ").at(-1),
        description: "A browser research workbench for reaction–diffusion fields",
      },
      ...(author === "" ? [] : [{ "@id": authorId, "@type": "Person", name: author }]),
      {
        "@id": licensed.url,
        "@type": "CreativeWork",
        name: licensed.title,
        identifier: licensed.id,
        description: `${licensed.title} (SPDX ${licensed.id})`,
      },
    ],
  };
}
