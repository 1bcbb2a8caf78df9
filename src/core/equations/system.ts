import type { EquationModel } from "../define/model";
import { WorkbenchError } from "../errors";
import { readEquation, readAlgebraic, type Equation } from "./equation";
import { refuseTooLarge } from "./expand";
import { parse } from "./parse";
import { substitute } from "./substitute";
import { number, type Expr, type Scope } from "./tree";
import { variesInSpace } from "./vary";
import { namesIn } from "./walk";

/** The equations of a model, ready for back ends and analysis: only primitives are left in them. */
export interface EquationSystem {
  species: readonly string[];
  /** By species, divided by its time scale. Auxiliary fields stand in them by name. */
  equations: Readonly<Record<string, Equation>>;
  /** In an order in which each uses only those before it. */
  auxiliary: readonly Auxiliary[];
}

/** A field that is computed from the others at every stage of a step. */
export interface Auxiliary {
  name: string;
  /** Primitives without random terms. */
  expr: Expr;
}

type SystemModel = Pick<EquationModel, "species" | "params" | "equations" | "auxiliary">;

/** What a run adds to its model: which parameters vary in space, and the dimensions of its grid; and what its reader wants, `continuum`. */
export type SystemSetting = Pick<Scope, "varying" | "dimensions" | "continuum">;

/**
 * Reads all equations of a model.
 * @throws WorkbenchError with the place of the text: `equation/…`; `equation/form` at `auxiliary` when auxiliary fields use
 *   one another in a circle; `parameter/out-of-range` for a time scale that is not above 0.
 */
export function readSystem(model: SystemModel, setting: SystemSetting = {}): EquationSystem {
  const species = Object.keys(model.species);
  const texts = model.auxiliary ?? {};
  const params = Object.keys(model.params);
  const taken = Object.keys(texts).find((name) => species.includes(name) || params.includes(name));
  if (taken !== undefined)
    throw new WorkbenchError(
      "equation/name",
      ["auxiliary", taken],
      `"${taken}" is a ${species.includes(taken) ? "species" : "parameter"} already; rename one of them`,
    );

  // Grows by the auxiliary fields that turn out to vary; those after them ask for it.
  const varying = [...(setting.varying ?? [])];
  const scope: Scope = { ...setting, species, params, auxiliary: Object.keys(texts), varying };
  const auxiliary = inOrder(texts).map((name): Auxiliary => {
    const expr = readAlgebraic(texts[name]!, scope, ["auxiliary", name]);
    if (variesInSpace(expr, scope)) varying.push(name);
    return { name, expr };
  });
  const equations = species.map((name) => {
    const timeScale = readTimeScale(model.species[name]!.timeScale, params, ["species", name, "timeScale"]);
    return [name, readEquation(model.equations[name]!, { ...scope, equationOf: name }, ["equations", name], timeScale)] as const;
  });
  return { species, equations: Object.fromEntries(equations), auxiliary };
}

function readTimeScale(given: number | string | undefined, params: readonly string[], path: readonly string[]): Expr | undefined {
  if (given === undefined) return undefined;
  if (typeof given === "string") return readAlgebraic(given, { species: [], params }, path);
  if (given > 0 && given < Infinity) return number(given);
  throw new WorkbenchError("parameter/out-of-range", path, `expected a number above 0 or a formula, got ${given}`);
}

/** Each auxiliary field after those that it uses, otherwise in the order of the text. */
function inOrder(texts: Readonly<Record<string, string>>): string[] {
  const order: string[] = [];
  const visit = (name: string, above: readonly string[]): void => {
    if (order.includes(name)) return;
    const start = above.indexOf(name);
    if (start >= 0) throw circle(above.slice(start));
    for (const used of usedIn(texts[name]!)) if (Object.hasOwn(texts, used)) visit(used, [...above, name]);
    order.push(name);
  };
  for (const name of Object.keys(texts)) visit(name, []);
  return order;
}

/** Names in a text; one that cannot be read is reported when it is read for good. */
function usedIn(text: string): ReadonlySet<string> {
  try {
    return namesIn(parse(text));
  } catch (error) {
    if (error instanceof WorkbenchError) return new Set();
    throw error;
  }
}

function circle(names: readonly string[]): WorkbenchError {
  const steps = names.map((name, i) => `${name} needs ${names[(i + 1) % names.length]}`).join(", ");
  return new WorkbenchError(
    "equation/form",
    ["auxiliary", names[0]!],
    names.length === 1
      ? `${names[0]} is computed from itself; make it a species with a short time scale`
      : `these are computed from one another in a circle: ${steps}; make one of them a species with a short time scale`,
  );
}

/**
 * Puts the expressions of auxiliary fields in place of their names, theirs included.
 * @throws WorkbenchError `equation/form` when the result is beyond 20 000 nodes.
 */
export function inlineAuxiliary(expr: Expr, auxiliary: readonly Auxiliary[]): Expr {
  const whole: Record<string, Expr> = {};
  for (const { name, expr: own } of auxiliary) whole[name] = replaced(own, whole);
  return replaced(expr, whole);
}

function replaced(expr: Expr, byName: Readonly<Record<string, Expr>>): Expr {
  const result = substitute(expr, byName);
  if (result !== expr) refuseTooLarge(result, expr.at);
  return result;
}
