import { WorkbenchError } from "../core/errors";
import type { RunSpecInput } from "../core/spec/run-spec";
import { allowedName, type ForeignSpec } from "./foreign-spec";
import { translateRule, type ReadyRule } from "./ready-vti-formula";
import { readVtkImage, type VtkImage } from "./ready-vti-image";
import { startsFromOverlays, translateOverlays } from "./ready-vti-overlays";
import { child, childrenOf, type Element } from "./ready-vti-xml";

/** Two axes for what has one or two, else three. */
export const gridShape = ([nz, ny, nx]: VtkImage["shape"]): [number, number] | [number, number, number] => (nz === 1 ? [ny, nx] : [nz, ny, nx]);

/** Ready's own rule by this name, in its letters. */
const grayScott: ReadyRule = {
  equations: { a: "D_a*laplacian(a) - a*b^2 + F*(1 - a)", b: "D_b*laplacian(b) + a*b^2 - (F + k)*b" },
  auxiliary: {},
};

/** Whether a file is an image of VTK, by its first words. */
export const isVtk = (bytes: Uint8Array): boolean => new TextDecoder("latin1").decode(bytes.subarray(0, 1024)).includes("<VTKFile");

/**
 * A pattern of Ready as an experiment: its formula as equations, its parameters, its grid and step, and what it starts from.
 * @throws WorkbenchError `data/unreadable` with the line of the formula that has no counterpart, or what is wrong with the file.
 */
export function readReadyPattern(name: string, bytes: Uint8Array): ForeignSpec {
  const image = readVtkImage(name, bytes);
  const rd = child(image.document, "RD");
  const rule = rd && child(rd, "rule");
  if (!rd || !rule)
    throw new WorkbenchError("data/unreadable", [name], "this VTK image has no rule of Ready, so there is nothing to run. Measure opens its numbers");
  const warnings: string[] = [];
  const chemicals = chemicalsOf(name, rule, image);
  const values = parametersOf(name, rule);
  const timestep = values.get("timestep") ?? 1;
  const spacing = values.get("dx") ?? 1;
  values.delete("timestep");
  const taken = new Set(chemicals.values());
  const parameters = new Map([...values.keys()].map((key) => [key, allowedName(key, taken)]));
  const { equations, auxiliary } = ruleOf(name, rule, chemicals, parameters, timestep);
  const shape = gridShape(image.shape);
  const dimensions = image.shape.filter((side) => side > 1).length || 1;
  const generator = child(rd, "initial_pattern_generator");
  const formulas = translateOverlays(generator, { chemicals, parameters, dimensions, spacing }, warnings);
  const drawn: RunSpecInput["initial"] | null = formulas && { kind: "expression", ...formulas };
  const fields = drawn && startsFromOverlays(generator) ? null : savedFields(image, chemicals);
  const range = rangeOf(rd);
  const spec: RunSpecInput = {
    version: 1,
    model: "custom",
    species: Object.fromEntries([...chemicals.values()].map((species) => [species, range ? { range } : {}])),
    params: Object.fromEntries([...parameters].map(([theirs, ours]) => [ours, values.get(theirs)!])),
    equations,
    ...(Object.keys(auxiliary).length > 0 && { auxiliary }),
    // In two dimensions Ready's Laplacian has the weights of our isotropic stencil.
    grid: { shape, spacing, stencil: dimensions === 1 ? "standard" : "isotropic" },
    boundary: rule.attributes.wrap === "0" ? "neumann" : "periodic",
    initial: fields ? { kind: "file", path: name } : drawn!,
    integrator: { method: "euler", dt: timestep },
    ...(image.double && { precision: "f64" as const }),
  };
  const title = rule.attributes.name?.trim() || name.replace(/\.vti$/i, "");
  return { title, spec, fields, withoutFields: drawn, warnings };
}

/** Letters of Ready's chemicals to the names of our species: the same, but where the language has another meaning for them. */
function chemicalsOf(name: string, rule: Element, image: VtkImage): Map<string, string> {
  const stated = Number(child(rule, "formula")?.attributes.number_of_chemicals ?? NaN);
  const count = Number.isInteger(stated) ? stated : Math.max(image.arrays.length, rule.attributes.type === "inbuilt" ? 2 : 1);
  if (count < 1 || count > 26)
    throw new WorkbenchError("data/unreadable", [name], `its rule has ${count} chemicals; 1 to 26 are read, named a to z as in Ready`);
  const letters = Array.from({ length: count }, (_, i) => String.fromCharCode(97 + i));
  return new Map(letters.map((letter) => [letter, allowedName(letter)]));
}

function parametersOf(name: string, rule: Element): Map<string, number> {
  return new Map(
    childrenOf(rule, "param").map(({ attributes, text }) => {
      const value = Number(text.trim() || NaN);
      if (!Number.isFinite(value))
        throw new WorkbenchError("data/unreadable", [name], `the parameter “${attributes.name ?? ""}” is “${text.trim()}”; a number is expected`);
      return [attributes.name ?? "", value];
    }),
  );
}

function ruleOf(
  name: string,
  rule: Element,
  chemicals: ReadonlyMap<string, string>,
  parameters: ReadonlyMap<string, string>,
  timestep: number,
): ReadyRule {
  const { type = "", name: title = "" } = rule.attributes;
  const formula = child(rule, "formula");
  if (type === "formula" && formula) return translateRule(name, formula.text, chemicals, parameters, timestep);
  if (type === "inbuilt" && /^gray[\s-]?scott$/i.test(title) && ["D_a", "D_b", "F", "k"].every((key) => parameters.has(key))) return grayScott;
  const why = type === "kernel" ? "its rule is a whole OpenCL program" : `its rule is of type “${type}” and called “${title}”`;
  throw new WorkbenchError("data/unreadable", [name], `${why}; rules given as a formula can be read, and Ready’s own Gray–Scott`);
}

/** The numbers saved in the file, one array a species in their order; 0 for a species without one. */
function savedFields({ arrays, shape }: VtkImage, chemicals: ReadonlyMap<string, string>): ForeignSpec["fields"] {
  const cells = shape[0] * shape[1] * shape[2];
  return Object.fromEntries(
    [...chemicals].map(([letter, species], i) => [
      species,
      arrays.find((one) => one.name === letter)?.values ?? arrays[i]?.values ?? new Float64Array(cells),
    ]),
  );
}

/** What Ready colours: where the values of a chemical are expected. */
function rangeOf(rd: Element): [number, number] | null {
  const settings = child(rd, "render_settings");
  const end = (key: string) => Number((settings && child(settings, key)?.attributes.value) ?? NaN);
  const [low, high] = [end("low"), end("high")];
  return low < high ? [low, high] : null;
}
