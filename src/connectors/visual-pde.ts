import { WorkbenchError } from "../core/errors";
import type { RunSpecInput } from "../core/spec/run-spec";
import { translateFormula } from "./foreign-formula";
import { allowedName, type ForeignSpec } from "./foreign-spec";
import { initialFormula, visualPdeDialect, type Names } from "./visual-pde-formula";
import { decompressFromUri } from "./visual-pde-lz";
import { readOptions, type Options } from "./visual-pde-options";

const source = "VisualPDE";
const fault = (sentence: string) => new WorkbenchError("data/unreadable", [source], sentence);

/** Whether a text is a link to a simulation of VisualPDE (visualpde.com), or its options as JSON. */
export const looksLikeVisualPde = (text: string): boolean =>
  /^\s*(https?:\/\/)?([\w-]+\.)*visualpde\.com\//i.test(text) || (/^\s*\{/.test(text) && /"(reactionStr_1|reactionStrU|rU)"/.test(text));

/**
 * An experiment from a link of VisualPDE (`…?options=…`, packed with lz-string) or the JSON of its options. A link leaves out what
 * is as in VisualPDE's default simulation: of that, equations are asked for, and the rest is said in `warnings`.
 * @throws WorkbenchError `data/unreadable` that quotes the formula which has no counterpart.
 */
export function readVisualPde(text: string): ForeignSpec {
  const options = readOptions(optionsOf(text.trim()));
  const warnings: string[] = [];
  const species = speciesOf(options);
  const { numbers, formulas, ranges } = parametersOf(options.text("kineticParams") ?? "", options.text("expressions") ?? "");
  const taken = new Set(species.map(({ name }) => name));
  const parameters = new Map([...numbers.keys()].map((name) => [name, allowedName(name, taken)]));
  const names: Names = { species: new Map(species.map(({ theirs, name }) => [theirs, name])), parameters, formulas };
  const translate = (formula: string) => translateFormula(formula, visualPdeDialect(source, formula, names));

  const dynamic = species.length - algebraicCount(options);
  const rates = species.map((_, i) => rateOf(i, species, options, translate));
  const equations = Object.fromEntries(species.slice(0, dynamic).map(({ name }, i) => [name, rates[i]!]));
  const auxiliary = Object.fromEntries(species.slice(dynamic).map(({ name }, i) => [name, rates[dynamic + i]!]));
  const scales = species.map((_, i) => options.text(`timescale_${i + 1}`) ?? "1");
  const spec: RunSpecInput = {
    version: 1,
    model: "custom",
    species: Object.fromEntries(species.slice(0, dynamic).map(({ name }, i) => [name, scaleOf(scales[i]!, translate)])),
    params: Object.fromEntries([...parameters].map(([theirs, ours]) => [ours, parameterOf(numbers.get(theirs)!, ranges.get(theirs))])),
    equations,
    ...(dynamic < species.length && { auxiliary }),
    grid: gridOf(options, translate, warnings),
    boundary: boundaryOf(species.slice(0, dynamic), options, translate),
    initial: {
      kind: "expression",
      ...Object.fromEntries(
        species
          .slice(0, dynamic)
          .map(({ name }, i) => [name, initialFormula(source, options.text(`initCond_${i + 1}`) ?? "0", names, name, warnings)]),
      ),
    },
    integrator: integratorOf(options, warnings),
  };
  return { title: options.text("preset") ?? "From VisualPDE", spec, fields: null, withoutFields: null, warnings };
}

function optionsOf(text: string): unknown {
  if (text.startsWith("{")) {
    try {
      return JSON.parse(text);
    } catch {
      throw fault("this is not JSON: a comma, a quote or a bracket is missing. Copy the options again");
    }
  }
  const packed = /[?&]options=([^&#\s]+)/.exec(text)?.[1];
  if (packed === undefined) {
    const preset = /[?&](?:preset|mini)=([^&#\s]+)/.exec(text)?.[1];
    throw fault(
      preset === undefined
        ? "this link carries no options. Take the one that Share gives"
        : `this link names the preset “${preset}” and carries no equations. Open it there and take the link that Share gives, with options=`,
    );
  }
  const json = decompressFromUri(decodeURIComponent(packed));
  try {
    return JSON.parse(json ?? "");
  } catch {
    throw fault("the options of this link are cut short or damaged. Copy the whole link again");
  }
}

interface Field {
  theirs: string;
  name: string;
}

function speciesOf(options: Options): Field[] {
  const count = options.number("numSpecies") ?? options.highest("reactionStr_");
  if (!Number.isInteger(count) || count < 1 || count > 8) throw fault(`the number of species is ${count}; 1 to 8 are expected`);
  const given = (options.text("speciesNames") ?? "").split(/\W+/).filter(Boolean);
  const usual = ["u", "v", "w", "q", "u5", "u6", "u7", "u8"];
  const theirs = usual.slice(0, count).map((name, i) => given[i] ?? name);
  return theirs.map((name) => ({ theirs: name, name: allowedName(name) }));
}

const algebraicCount = (options: Options): number =>
  options.number("numAlgebraicSpecies") ?? ["algebraicV", "algebraicW", "algebraicQ"].filter((key) => options.flag(key)).length;

/** Diffusion, across species too where it is on, and reaction. */
function rateOf(i: number, species: readonly Field[], options: Options, translate: (formula: string) => string): string {
  const { theirs } = species[i]!;
  const reaction = options.text(`reactionStr_${i + 1}`);
  if (reaction === undefined)
    throw fault(
      `the link does not say what f of ${theirs} is: it is as in VisualPDE’s default simulation. Change it there a little and back, or give the options as JSON`,
    );
  const terms = species.flatMap(({ name }, j) => {
    if (i !== j && !options.flag("crossDiffusion")) return [];
    const given = options.text(`diffusionStr_${i + 1}_${j + 1}`);
    if (given === undefined && i === j)
      throw fault(
        `the link does not say how ${theirs} diffuses: it is as in VisualPDE’s default simulation. Change it there a little and back, or give the options as JSON`,
      );
    return given === undefined ? [] : [diffusion(given, name, translate)];
  });
  const f = translate(reaction);
  return [...terms, f === "0" || f === "0.0" ? "" : f].filter(Boolean).join(" + ").replace(/\+ -/g, "- ") || "0";
}

/** `1; 2` are the coefficients along x and y. */
function diffusion(given: string, field: string, translate: (formula: string) => string): string {
  const [x, y] = given.split(";").map((part) => translate(part));
  if (y !== undefined) return `div(vec((${x})*dx(${field}), (${y})*dy(${field})))`;
  if (Number(x) === 0) return "";
  if (Number(x) === 1) return `laplacian(${field})`;
  return /^[\w.]+$/.test(x!) ? `${isNumber(x!) ? `${x}*laplacian(${field})` : `div(${x}*grad(${field}))`}` : `div((${x})*grad(${field}))`;
}

const isNumber = (text: string): boolean => text !== "" && Number.isFinite(Number(text));

interface Parameters {
  numbers: Map<string, number>;
  formulas: Map<string, string>;
  ranges: Map<string, [number, number]>;
}

/** `a = 0.1 in [0, 1]; b = 2*a`: numbers become parameters; what depends on others is put in where it is used. */
function parametersOf(kinetic: string, expressions: string): Parameters {
  const numbers = new Map<string, number>();
  const formulas = new Map<string, string>();
  const ranges = new Map<string, [number, number]>();
  for (const line of `${kinetic};${expressions}`.split(";").map((part) => part.trim())) {
    if (line === "") continue;
    const [, name, value, bounds] = /^([A-Za-z_]\w*)\s*=\s*(.+?)(?:\s+in\s+[[(]([^\])]*)[\])])?$/.exec(line) ?? [];
    if (name === undefined) throw fault(`“${line}” is no parameter; expected is name = value, or name = value in [least, most]`);
    if (!isNumber(value!)) formulas.set(name, value!);
    else numbers.set(name, Number(value));
    const ends = (bounds ?? "").split(",").map((end) => Number(end.trim() || NaN));
    const [low, high] = [ends[0]!, ends.at(-1)!];
    if (low < high) ranges.set(name, [low, high]);
  }
  return { numbers, formulas, ranges };
}

const parameterOf = (value: number, range: [number, number] | undefined) =>
  range === undefined ? value : { default: value, min: Math.min(range[0], value), max: Math.max(range[1], value) };

function scaleOf(scale: string, translate: (formula: string) => string): { timeScale?: number | string } {
  if (Number(scale) === 1) return {};
  return { timeScale: isNumber(scale) ? Number(scale) : translate(scale) };
}

/** More along a side would be slow to look at, and there it is a screen's. */
const mostCells = 512;

function gridOf(options: Options, translate: (formula: string) => string, warnings: string[]): NonNullable<RunSpecInput["grid"]> {
  const extent = options.number("domainScale");
  const step = options.number("spatialStep");
  if (extent === null || step === null)
    warnings.push(
      "The link does not give the whole size of the domain; it is as in VisualPDE’s default simulation there, and 100 with a spacing of 0.5 here.",
    );
  const [length, wanted] = [extent ?? 100, step ?? 0.5];
  const cells = Math.max(2, Math.round(length / wanted));
  const side = Math.min(mostCells, cells);
  if (side < cells) warnings.push(`VisualPDE has ${cells} cells along a side; here there are ${side}, so the spacing is larger.`);
  const indicator = options.flag("domainViaIndicatorFun") ? options.text("domainIndicatorFun") : undefined;
  const flat = options.number("dimension") === 1 || options.flag("oneDimensional");
  return {
    shape: flat ? [1, side] : [side, side],
    spacing: Number((length / side).toPrecision(12)),
    ...(indicator !== undefined && { mask: translate(indicator) }),
  };
}

function boundaryOf(species: readonly Field[], options: Options, translate: (formula: string) => string): NonNullable<RunSpecInput["boundary"]> {
  const conditions = species.map(({ theirs }, i) => {
    const kind = options.text(`boundaryConditions_${i + 1}`) ?? "periodic";
    const value = (key: string) => translate(options.text(`${key}_${i + 1}`) ?? "0");
    const quantity = (text: string) => (isNumber(text) ? Number(text) : text);
    if (kind === "periodic") return "periodic" as const;
    if (kind === "noflux") return "neumann" as const;
    if (kind === "neumann") return { neumann: quantity(value("neumannStr")) };
    if (kind === "dirichlet") return { dirichlet: quantity(value("dirichletStr")) };
    throw fault(`the boundary of ${theirs} is “${kind}”; periodic, noflux, neumann and dirichlet are read. Set it in the Lab afterwards`);
  });
  const [first, ...rest] = conditions;
  if (rest.every((one) => JSON.stringify(one) === JSON.stringify(first))) return first!;
  return Object.fromEntries(species.map(({ name }, i) => [name, conditions[i]!]));
}

const schemes: Record<string, string> = { euler: "euler", ab2: "adams-bashforth", mid: "heun", rk4: "rk4" };

function integratorOf(options: Options, warnings: string[]): NonNullable<RunSpecInput["integrator"]> {
  const scheme = options.text("timesteppingScheme") ?? "Euler";
  const method = schemes[scheme.toLowerCase()] ?? "euler";
  if (scheme.toLowerCase() === "mid") warnings.push("VisualPDE steps with the midpoint method; Heun’s, of the same order, stands in for it.");
  const dt = options.number("dt");
  return { method, dt: dt !== null && dt > 0 ? dt : "auto" };
}
