import { checkName } from "../equations/check";
import { defineModel, type EquationModel, type Species } from "../define/model";
import { num, type NumberParam } from "../define/params";
import { WorkbenchError, type ErrorPath } from "../errors";
import { conditionKeys } from "./condition-keys";
import type { RunSpecInput } from "./run-spec";

/** Where fixed points of a species without a range are sought. */
const defaultRange = [-10, 10] as const;

/** The keys by which a spec declares a model. */
export const declaring = ["species", "params", "equations", "auxiliary"] as const;
export type Declaration = Pick<RunSpecInput, (typeof declaring)[number]>;

/**
 * The model that a spec with `"model": "custom"` declares for itself.
 * @throws WorkbenchError when species, params, equations and auxiliary fields do not fit each other.
 */
export function customModel({ species = {}, params = {}, equations = {}, auxiliary = {} }: Declaration): EquationModel {
  const names = Object.keys(species);
  if (names.length === 0) throw new WorkbenchError("spec/malformed", ["species"], 'a custom model declares its species, such as {"u": {}}');
  const refuse = (key: string, part: (typeof declaring)[number], sentence: string) => new WorkbenchError("spec/malformed", [part, key], sentence);
  for (const name of names) {
    checkField(name, ["species", name]);
    if (!Object.hasOwn(equations, name)) throw refuse(name, "equations", `missing; each species has an equation for its ∂/∂t`);
  }
  for (const name of Object.keys(equations))
    if (!names.includes(name)) throw refuse(name, "equations", `there is no species "${name}"; declare it under "species"`);
  for (const name of Object.keys(auxiliary)) {
    checkField(name, ["auxiliary", name]);
    const taken = names.includes(name) ? "species" : Object.hasOwn(params, name) ? "parameter" : null;
    if (taken) throw refuse(name, "auxiliary", `"${name}" is a ${taken} already; rename one of them`);
  }
  for (const [name, { range }] of Object.entries(species)) {
    if (range && range[0] >= range[1]) throw refuse(name, "species", `expected a range [least, most] with least < most, got [${range.join(", ")}]`);
  }
  for (const [name, own] of Object.entries(params)) {
    checkDeclared(name, ["params", name]);
    if (names.includes(name)) throw refuse(name, "params", `"${name}" is a species already; rename one of them`);
    if (typeof own === "number") continue;
    const { min = -Infinity, max = Infinity } = own;
    if (!(min <= own.default && own.default <= max))
      throw refuse(name, "params", `expected min ≤ default ≤ max, got a default of ${own.default} in [${min}, ${max}]`);
  }
  return defineModel({
    id: "custom",
    title: "Custom model",
    summary: "Equations given by the spec itself.",
    source: "The spec",
    species: Object.fromEntries(
      Object.entries(species).map(([name, own]): [string, Species] => [
        name,
        {
          title: own.title ?? name,
          unit: own.unit ?? "1",
          range: own.range ?? defaultRange,
          ...(own.rest === undefined ? {} : { rest: own.rest }),
          ...(own.timeScale === undefined ? {} : { timeScale: own.timeScale }),
          ...(own.symbol === undefined ? {} : { symbol: own.symbol }),
        },
      ]),
    ),
    params: Object.fromEntries(
      Object.entries(params).map(([name, own]): [string, NumberParam] => [name, customParam(name, typeof own === "number" ? { default: own } : own)]),
    ),
    equations,
    ...(Object.keys(auxiliary).length > 0 && { auxiliary }),
    integrator: { method: "euler", dt: "auto" },
    initial: { kind: "noise", around: "fixed-point", amplitude: 0.01 },
  });
}

function checkField(name: string, path: ErrorPath): void {
  checkDeclared(name, path);
  if (conditionKeys.includes(name))
    throw new WorkbenchError("equation/name", path, `"${name}" is a condition in boundary, which names fields too; take another name`);
}

function checkDeclared(name: string, path: ErrorPath): void {
  try {
    checkName(name);
  } catch (error) {
    if (error instanceof WorkbenchError) throw new WorkbenchError(error.code, path, error.message, error.detail);
    throw error;
  }
}

/** A bare number gets a slider around it, and runs outside the slider's range too. */
function customParam(
  name: string,
  own: { default: number; min?: number; max?: number; title?: string; unit?: string; symbol?: string; help?: string },
): NumberParam {
  const reach = own.default === 0 ? 1 : 2 * Math.abs(own.default);
  const { default: value, ...given } = own;
  return num(value, {
    title: name,
    min: value > 0 ? 0 : -reach,
    max: value < 0 ? 0 : reach,
    soft: own.min === undefined && own.max === undefined,
    ...given,
  });
}
