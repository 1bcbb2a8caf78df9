import { WorkbenchError } from "../core/errors";
import type { RunSpecInput } from "../core/spec/run-spec";
import type { ForeignSpec } from "./foreign-spec";
import { isZip } from "./npz-file";
import { looksLikeHtml, specInPage, specInZip } from "./packed-spec";
import { isVtk, readReadyPattern } from "./ready-vti";
import { looksLikeVisualPde, readVisualPde } from "./visual-pde";

/**
 * An experiment from a file: a spec of ours, alone or in a research bundle or the page of a run, a pattern of Ready, or a link or the options of VisualPDE.
 * @throws WorkbenchError `data/…` that names the file, what is wrong with it, and how to mend it.
 */
export function readSpecFile(name: string, bytes: Uint8Array): ForeignSpec {
  if (isVtk(bytes)) return readReadyPattern(name, bytes);
  if (isZip(bytes)) return own(name, specInZip(name, bytes).spec);
  const text = new TextDecoder("utf-8").decode(bytes);
  if (looksLikeHtml(text)) return own(name, specInPage(name, text));
  if (looksLikeVisualPde(text)) return readVisualPde(text);
  return own(name, text);
}

const own = (name: string, text: string): ForeignSpec => ({
  title: name,
  spec: parseSpec(name, text),
  fields: null,
  withoutFields: null,
  warnings: [],
});

function parseSpec(name: string, text: string): RunSpecInput {
  if (text.trim() === "") throw new WorkbenchError("data/empty", [name], "the file is empty. Export the spec again");
  try {
    return JSON.parse(text) as RunSpecInput;
  } catch {
    throw new WorkbenchError(
      "data/unreadable",
      [name],
      "this is not JSON. A spec is what Export saves as “Experiment spec (JSON)”; patterns of Ready (.vti) and links of VisualPDE can be opened too",
    );
  }
}

/**
 * What can be opened where no arrays can be handed over, as in a page: a saved state is left out, and said so.
 */
export function withoutArrays(foreign: ForeignSpec, name: string): { spec: RunSpecInput; warnings: string[] } {
  const { spec, fields, withoutFields, warnings } = foreign;
  if (fields === null) return { spec, warnings };
  const initial = withoutFields ?? aroundMeans(fields);
  const from = withoutFields ? "its initial pattern is drawn anew" : "the run starts from noise with the means and spreads of its fields";
  const saved = `The state saved in ${name} cannot be handed to a run in the page: ${from}. “mfn run” takes it with "initial": {"kind": "file", "path": "${name}"}.`;
  return { spec: { ...spec, initial }, warnings: [saved, ...warnings] };
}

/** Noise around the means, as wide as the fields spread; of 0.01 where they are uniform. */
function aroundMeans(fields: NonNullable<ForeignSpec["fields"]>): NonNullable<RunSpecInput["initial"]> {
  const formulas = Object.entries(fields).map(([species, values]) => {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const spread = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
    return [species, `${Number(mean.toPrecision(6))} + noise(${Number((spread || 0.01).toPrecision(3))})`];
  });
  return { kind: "expression", ...Object.fromEntries(formulas) };
}
