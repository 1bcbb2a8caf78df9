import { WorkbenchError } from "../core/errors";

/** The options of a simulation of VisualPDE under their long names, numbers and texts alike. */
export interface Options {
  text(key: string): string | undefined;
  /** Null where it is missing or no number. */
  number(key: string): number | null;
  flag(key: string): boolean;
  /** The highest n for which `keyn` is given; 0 for none. */
  highest(key: string): number;
}

/** Letters that the short and the older names of the first four species have. */
const letters = "UVWQ";
/** Short names, in which a link writes them; those with a letter in place of the species' number end in an underscore here. */
const short: Record<string, string> = {
  k: "kineticParams",
  n: "numSpecies",
  na: "numAlgebraicSpecies",
  aV: "algebraicV",
  aW: "algebraicW",
  cD: "crossDiffusion",
  d: "domainIndicatorFun",
  di: "dimension",
  ds: "domainScale",
  dv: "domainViaIndicatorFun",
  dt: "dt",
  o: "oneDimensional",
  p: "preset",
  sn: "speciesNames",
  sp: "spatialStep",
  ts: "timesteppingScheme",
  r_: "reactionStr_",
  b_: "boundaryConditions_",
  c_: "initCond_",
  d_: "dirichletStr_",
  n_: "neumannStr_",
};

/**
 * Brings short, older and present names of the options together.
 * @throws WorkbenchError `data/unreadable` for what is no object.
 */
export function readOptions(given: unknown): Options {
  if (typeof given !== "object" || given === null || Array.isArray(given))
    throw new WorkbenchError("data/unreadable", ["VisualPDE"], 'the options are no object, such as {"reactionStr_1": "u*(1 - u)", …}');
  const values = new Map(Object.entries(given).map(([key, value]) => [longName(key), value as unknown]));
  const text = (key: string): string | undefined => {
    const value = values.get(key);
    return typeof value === "string" ? value : typeof value === "number" ? String(value) : undefined;
  };
  return {
    text,
    number(key) {
      const value = text(key)?.trim();
      return value !== undefined && value !== "" && Number.isFinite(Number(value)) ? Number(value) : null;
    },
    flag: (key) => values.get(key) === true || values.get(key) === "true",
    highest: (key) => Math.max(0, ...[...values.keys()].flatMap((name) => (name.startsWith(key) ? [Number(name.slice(key.length)) || 0] : []))),
  };
}

function longName(key: string): string {
  if (Object.hasOwn(short, key)) return short[key]!;
  const number = (letter: string) => letters.indexOf(letter) + 1;
  const [, diffusion] = /^d([UVWQ]{2})$/.exec(key) ?? /^diffusionStr([UVWQ]{2})$/.exec(key) ?? [];
  if (diffusion !== undefined) return `diffusionStr_${number(diffusion[0]!)}_${number(diffusion[1]!)}`;
  const [, far] = /^d(\d\d)$/.exec(key) ?? [];
  if (far !== undefined) return `diffusionStr_${far[0]}_${far[1]}`;
  const [, stem, which] = /^([rbcdn])([UVWQ]|[5-8])$/.exec(key) ?? [];
  if (stem !== undefined) return `${short[`${stem}_`]}${number(which!) || which}`;
  const [, old, letter] = /^(reactionStr|boundaryConditions|clearValue|dirichletStr|neumannStr)([UVWQ])$/.exec(key) ?? [];
  if (old !== undefined) return `${old === "clearValue" ? "initCond" : old}_${number(letter!)}`;
  return key;
}
