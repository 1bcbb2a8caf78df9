import { version } from "../../package.json";
import { hashSpec } from "../core/spec/hash";
import type { RunSpec } from "../core/spec/run-spec";
import type { ExportedFile, Exporter, LateExporter, Provenance } from "./exporter";

const software = `MFN Workbench ${version}`;

/**
 * What an export of this run carries. `null` for data that no run made, such as a measured photograph.
 * @param inexact the back end, in ASCII, where its bits are not those of every other.
 */
export function provenanceOf(spec: RunSpec | null, inexact: string | null = null): Provenance {
  if (spec === null) return { spec: null, specHash: null, software };
  const facts = inexact === null ? {} : { facts: { "computed-with": `${inexact}, not bit-reproducible` } };
  return { spec: asciiJson(spec), specHash: hashSpec(spec), software, ...facts };
}

/** What an export carries that came from a file: its name, and the settings of the analysis as JSON. */
export function provenanceOfFile(file: string, settings: Readonly<Record<string, unknown>>): Provenance {
  return { ...provenanceOf(null), facts: { file: asciiJson(file).slice(1, -1), settings: asciiJson(settings) } };
}

/** Encodes and names a file: `stem-1a2b3c4d.ext`, with the first eight digits of the spec's hash. */
export function exportFile<Input>(exporter: Exporter<Input>, stem: string, input: Input, provenance: Provenance): ExportedFile {
  return { name: nameOf(exporter, stem, provenance), type: exporter.type, bytes: exporter.encode(input, provenance) };
}

/** The same for a format that takes its time. */
export async function exportFileLater<Input>(
  exporter: LateExporter<Input>,
  stem: string,
  input: Input,
  provenance: Provenance,
): Promise<ExportedFile> {
  return { name: nameOf(exporter, stem, provenance), type: exporter.type, bytes: await exporter.encode(input, provenance) };
}

function nameOf({ extension }: { extension: string }, stem: string, { specHash }: Provenance): string {
  const hash = specHash === null ? "" : `-${specHash.slice(0, 8)}`;
  return `${stem}${hash}.${extension}`;
}

/** Provenance as one object under the names it has in every format; absent where there is no spec. */
export function provenanceEntries({ spec, specHash, software, facts }: Provenance): Record<string, string> {
  return { software, ...facts, ...(specHash !== null && { "spec-hash": specHash }), ...(spec !== null && { spec }) };
}

/**
 * JSON in which every character outside ASCII is escaped. The same value to every reader of JSON, and it passes
 * unharmed through Latin-1 text chunks, comment lines and spreadsheets.
 */
function asciiJson(value: unknown): string {
  return JSON.stringify(value).replace(/[^\x20-\x7e]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
