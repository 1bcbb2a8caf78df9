import { readExpression } from "../core/equations/equation";
import { cannot, translateFormula, type Dialect } from "./foreign-formula";
import { evenSpread, short } from "./foreign-spec";

/** Names of a simulation of VisualPDE, to ours. */
export interface Names {
  species: ReadonlyMap<string, string>;
  parameters: ReadonlyMap<string, string>;
  /** Names that stand for a formula, in VisualPDE's notation. */
  formulas: ReadonlyMap<string, string>;
}

const derivatives: Record<string, (field: string) => string> = {
  x: (a) => `dx(${a})`,
  y: (a) => `dy(${a})`,
  xx: (a) => `dxx(${a})`,
  yy: (a) => `dyy(${a})`,
  xf: (a) => `dxf(${a})`,
  yf: (a) => `dyf(${a})`,
  xb: (a) => `dxb(${a})`,
  yb: (a) => `dyb(${a})`,
};
const places: Record<string, string> = { x: "x", y: "y", t: "t", pi: "pi", L_x: "Lx", L_y: "Ly", L: "max(Lx, Ly)", MINX: "0", MINY: "0" };
const same = new Set(["sin", "cos", "tanh", "exp", "log", "sqrt", "abs", "min", "max"]);
const calls: Record<string, (...args: string[]) => string> = {
  ln: (a) => `log(${a})`,
  tan: (a) => `(sin(${a})/cos(${a}))`,
  sinh: (a) => `((exp(${a}) - exp(-(${a})))/2)`,
  cosh: (a) => `((exp(${a}) + exp(-(${a})))/2)`,
  sech: (a) => `(2/(exp(${a}) + exp(-(${a}))))`,
  sign: (a) => `((${a} > 0) - (${a} < 0))`,
  ind: (a) => `((${a}) != 0)`,
  H: (a) => `heaviside(${a})`,
  Heav: (a) => `heaviside(${a})`,
  pow: (a, b) => `(${a})^(${b})`,
  safepow: (a, b) => `(${a})^(${b})`,
  Int: (a) => `integral(${a})`,
};
/** Formulas that stand for names may name others, but not themselves in a circle. */
const deepest = 12;

/** How formulas of VisualPDE are read. */
export function visualPdeDialect(source: string, formula: string, names: Names, random: Readonly<Record<string, string>> = {}, depth = 0): Dialect {
  return {
    source,
    name(id) {
      const own = names.species.get(id) ?? names.parameters.get(id);
      if (own !== undefined) return own;
      const text = names.formulas.get(id);
      if (text !== undefined) {
        if (depth === deepest) throw cannot(source, formula, `${id} is defined by itself`);
        return `(${translateFormula(text, visualPdeDialect(source, text, names, random, depth + 1))})`;
      }
      if (Object.hasOwn(random, id)) return random[id]!;
      if (Object.hasOwn(places, id)) return places[id]!;
      const [, field, along] = /^(\w+?)_(xx|yy|xf|yf|xb|yb|x|y)$/.exec(id) ?? [];
      if (field !== undefined && names.species.has(field)) return derivatives[along!]!(names.species.get(field)!);
      if (/^(RAND|RANDN|WhiteNoise)/.test(id))
        throw cannot(
          source,
          formula,
          `${id} is drawn anew in every step there; noise(s) is our white noise, scaled with the step. Write that in the Lab`,
        );
      if (/^I_?[ST]/.test(id)) throw cannot(source, formula, `${id} is a picture that the link does not hold`);
      throw cannot(source, formula, `nothing is called ${id}`);
    },
    call(id, args) {
      if (same.has(id)) return `${id}(${args.join(", ")})`;
      const make = Object.hasOwn(calls, id) ? calls[id] : undefined;
      if (!make) throw cannot(source, formula, `there is no function ${id}`);
      if (make.length !== args.length) throw cannot(source, formula, `${id} takes ${make.length} values, here are ${args.length}`);
      return make(...args);
    },
  };
}

const draws = { RAND: `(0.5 + noise(${short(evenSpread)}))`, RANDN: "noise(1)" };
const means = { RAND: "0.5", RANDN: "0" };
/** Noise that stands in for one inside a function. */
const slight = "noise(0.01)";

/** An initial state. Its random numbers, even or normal, become normal ones; inside a function, where none may stand, slight ones beside it. */
export function initialFormula(source: string, formula: string, names: Names, field: string, warnings: string[]): string {
  const text = translateFormula(formula, visualPdeDialect(source, formula, names, draws));
  if (!text.includes("noise(")) return text;
  if (mayStand(text, names)) {
    if (/\bRAND\b/.test(formula))
      sayOnce(warnings, "Even random numbers are Gaussian ones about the middle of the same interval here, narrower so that they stay inside.");
    return text;
  }
  warnings.push(
    `${field} starts from “${formula}” with the mean of its random numbers, and slight noise: random numbers cannot stand inside a function here.`,
  );
  return `${translateFormula(formula, visualPdeDialect(source, formula, names, means))} + ${slight}`;
}

/** Whether the noise in a formula is only added and multiplied. */
function mayStand(text: string, { parameters }: Names): boolean {
  try {
    readExpression(text, { species: [], params: [...parameters.values()] });
    return true;
  } catch {
    return false;
  }
}

function sayOnce(warnings: string[], sentence: string): void {
  if (!warnings.includes(sentence)) warnings.push(sentence);
}
