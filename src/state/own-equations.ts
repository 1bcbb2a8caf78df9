import type { NumberParam } from "../core/define/params";
import type { EquationModel } from "../core/define/model";
import { toRecord, type ErrorRecord } from "../core/errors";
import { checkName } from "../core/equations/check";
import { readAlgebraic, readEquation } from "../core/equations/equation";
import { modelOf } from "../core/spec/model-of";
import { canonicalJson } from "../core/spec/hash";
import type { BoundarySpec, InitialSpec, RunSpec, RunSpecInput, SidesSpec } from "../core/spec/run-spec";

type Given = Required<Pick<RunSpecInput, "species" | "params" | "equations" | "auxiliary">>;

/** Equations as a person writes them, with what they declare: the texts may still be wrong. */
export type OwnEquations = { readonly [Part in keyof Given]: Readonly<Given[Part]> };

/** `species` have an equation for ∂/∂t; `auxiliary` fields are computed from the others. */
export type FieldKind = "species" | "auxiliary";

/** The declaration of a spec's model, in the form of a spec with equations of its own. Null for a model in code. */
export function ownEquations(spec: Pick<RunSpecInput, "model" | keyof OwnEquations | "parameters">): OwnEquations | null {
  const { species = {}, params = {}, equations = {}, auxiliary = {}, parameters = {} } = spec;
  if (spec.model === "custom") return { species, params, equations, auxiliary };
  const model = modelOf(spec);
  return model.kind === "equations" ? declared(model, parameters) : null;
}

function declared(model: EquationModel, values: NonNullable<RunSpecInput["parameters"]>): OwnEquations {
  const species = Object.entries(model.species).map(([name, { title, unit, range, ...rest }]) => [
    name,
    { title, ...(unit !== "1" && { unit }), range: [range[0], range[1]] as [number, number], ...rest },
  ]);
  const params = Object.entries(model.params).map(([name, param]) => [name, ownParam(param, values[name])]);
  return {
    species: Object.fromEntries(species) as Given["species"],
    params: Object.fromEntries(params) as Given["params"],
    equations: model.equations,
    auxiliary: model.auxiliary ?? {},
  };
}

/** A range that held softly becomes one that holds the present value. */
function ownParam({ default: usual, title, unit, min, max, symbol, help }: NumberParam, value: unknown) {
  const held = typeof value === "number" ? value : usual;
  return {
    default: usual,
    min: Math.min(min, held),
    max: Math.max(max, held),
    title,
    ...(unit !== "1" && { unit }),
    ...(symbol !== undefined && { symbol }),
    ...(help !== title && { help }),
  };
}

/** Whether two declarations say the same. */
export const sameEquations = (a: OwnEquations | null, b: OwnEquations | null): boolean => canonicalJson(a) === canonicalJson(b);

/** The spec with these equations in place of its model's; start, boundary and record say something of every field there is now, and of no other. */
export function withEquations(spec: RunSpec, own: OwnEquations): RunSpecInput {
  const { auxiliary, ...always } = own;
  const fields = Object.keys(own.species);
  const before = Object.keys(modelOf(spec).species);
  const recordsAll = before.every((name) => spec.record.fields.includes(name));
  const kept = spec.record.fields.filter((name) => fields.includes(name));
  return {
    ...spec,
    ...always,
    model: "custom",
    auxiliary: Object.keys(auxiliary).length > 0 ? auxiliary : undefined,
    parameters: pick(spec.parameters, Object.keys(own.params)),
    initial: startOf(spec, fields) as RunSpecInput["initial"],
    boundary: sidesOfFields(spec.boundary, before, fields, Object.keys(auxiliary)),
    record: { every: spec.record.every, fields: recordsAll || kept.length === 0 ? fields : kept },
    steps: 0,
  };
}

function startOf(spec: RunSpec, fields: readonly string[]): InitialSpec {
  const model = modelOf(spec);
  const initial = spec.initial.kind === "model-default" && model.kind === "equations" ? model.initial : spec.initial;
  if (initial.kind === "expression") return { kind: "expression", ...everyOne(initial, fields, () => "0") } as InitialSpec;
  if (initial.kind !== "noise" || initial.around === "fixed-point") return initial;
  return { ...initial, around: everyOne(initial.around, fields, () => 0) };
}

/** Sides by field go on as those of the first where a field is new: periodic where it is, elsewhere without a flux. */
function sidesOfFields(boundary: BoundarySpec, before: readonly string[], fields: readonly string[], auxiliary: readonly string[]): BoundarySpec {
  if (typeof boundary === "string" || !before.some((name) => Object.hasOwn(boundary, name))) return boundary;
  const byField = boundary as Record<string, SidesSpec>;
  const first = byField[before.find((name) => Object.hasOwn(byField, name))!]!;
  return { ...pick(byField, auxiliary), ...everyOne(byField, fields, () => withoutFlux(first)) };
}

function withoutFlux(sides: SidesSpec): SidesSpec {
  if (typeof sides === "string") return sides === "periodic" ? sides : "neumann";
  if ("dirichlet" in sides || "neumann" in sides || "robin" in sides) return "neumann";
  return Object.fromEntries(Object.entries(sides).map(([side, condition]) => [side, condition === "periodic" ? condition : "neumann"]));
}

const pick = <T>(from: Readonly<Record<string, T>>, names: readonly string[]): Record<string, T> =>
  Object.fromEntries(Object.entries(from).filter(([name]) => names.includes(name)));

const everyOne = <T>(from: Readonly<Record<string, T>>, names: readonly string[], otherwise: () => T): Record<string, T> =>
  Object.fromEntries(names.map((name) => [name, Object.hasOwn(from, name) ? from[name]! : otherwise()]));

/** Every text with the field it belongs to, in the order in which they are shown. */
export const textsOf = ({ equations, auxiliary }: OwnEquations): [name: string, kind: FieldKind, text: string][] => [
  ...Object.entries(equations).map(([name, text]): [string, FieldKind, string] => [name, "species", text]),
  ...Object.entries(auxiliary).map(([name, text]): [string, FieldKind, string] => [name, "auxiliary", text]),
];

export function withText(own: OwnEquations, name: string, text: string): OwnEquations {
  const part = Object.hasOwn(own.equations, name) ? "equations" : "auxiliary";
  return { ...own, [part]: { ...own[part], [name]: text } };
}

/** A new species decays, so that it has a state of rest to start from; a new auxiliary field is 0. */
export function withField(own: OwnEquations, name: string, kind: FieldKind): OwnEquations {
  if (kind === "auxiliary") return { ...own, auxiliary: { ...own.auxiliary, [name]: "0" } };
  return { ...own, species: { ...own.species, [name]: {} }, equations: { ...own.equations, [name]: `-${name}` } };
}

export const withoutField = (own: OwnEquations, name: string): OwnEquations => ({
  ...own,
  species: without(own.species, name),
  equations: without(own.equations, name),
  auxiliary: without(own.auxiliary, name),
});

/** A new parameter is 1. */
export const withParameter = (own: OwnEquations, name: string): OwnEquations => ({ ...own, params: { ...own.params, [name]: 1 } });

export const withoutParameter = (own: OwnEquations, name: string): OwnEquations => ({ ...own, params: without(own.params, name) });

const without = <T>(from: Readonly<Record<string, T>>, name: string): Record<string, T> =>
  Object.fromEntries(Object.entries(from).filter(([key]) => key !== name));

/** What is wrong with a text as the equation of one of the fields, by itself; null when nothing is. */
export function textProblem(own: OwnEquations, name: string, text: string, dimensions: 2 | 3): ErrorRecord | null {
  const scope = { species: Object.keys(own.species), params: Object.keys(own.params), auxiliary: Object.keys(own.auxiliary), dimensions };
  try {
    if (Object.hasOwn(own.auxiliary, name)) readAlgebraic(text, scope);
    else readEquation(text, { ...scope, equationOf: name });
    return null;
  } catch (error) {
    return toRecord(error);
  }
}

/** The same with the text of the run in place of each that is wrong: while one is being written, the rest is followed. */
export function runnable(own: OwnEquations, running: OwnEquations, dimensions: 2 | 3): OwnEquations {
  return textsOf(own).reduce((result, [name, kind, text]) => {
    if (textProblem(own, name, text, dimensions) === null) return result;
    const before = running[kind === "species" ? "equations" : "auxiliary"][name];
    return before === undefined ? result : withText(result, name, before);
  }, own);
}

/** Why a field or a parameter cannot have this name; null when it can. */
export function nameProblem(own: OwnEquations, name: string): string | null {
  try {
    checkName(name);
  } catch (error) {
    return toRecord(error).message;
  }
  const kind = Object.hasOwn(own.species, name) ? "field" : Object.hasOwn(own.auxiliary, name) ? "field" : "parameter";
  return isDeclared(own, name) ? `"${name}" is a ${kind} already` : null;
}

const isDeclared = ({ species, params, auxiliary }: OwnEquations, name: string): boolean =>
  [species, params, auxiliary].some((part) => Object.hasOwn(part, name));

/** The places where a field or a parameter is named, in words; its own equation does not count. */
export function usesOf(name: string, spec: RunSpec, own: OwnEquations): string[] {
  const running = ownEquations(spec) ?? own;
  const inTexts = [...textsOf(own), ...textsOf(running)]
    .filter(([field, , text]) => field !== name && namesIn(text).has(name))
    .map(([field, kind]) => (kind === "species" ? `the equation of ${field}` : `the formula of ${field}`));
  const elsewhere: [place: string, value: unknown][] = [
    ["a time scale", Object.values(without(own.species, name)).map(({ timeScale }) => timeScale)],
    ["the start", without(startOf(spec, Object.keys(own.species)) as Record<string, unknown>, name)],
    ["the formula of a parameter", without(spec.parameters, name)],
    ["the boundary", typeof spec.boundary === "string" ? [] : without(spec.boundary as Record<string, unknown>, name)],
    ["the mask", spec.grid.mask],
  ];
  const places = elsewhere.filter(([, value]) => stringsIn(value).some((text) => namesIn(text).has(name))).map(([place]) => place);
  return [...new Set([...inTexts, ...places])];
}

const namesIn = (text: string): ReadonlySet<string> => new Set(text.match(/[A-Za-z_][A-Za-z0-9_]*/g));

function stringsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}
