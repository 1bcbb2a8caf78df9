import "../uncompiled-schemas";
import { sha256 } from "@noble/hashes/sha2";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils";
import { z } from "zod";
import { WorkbenchError, type ErrorPath } from "../errors";
import { complete } from "../spec/complete";
import { canonicalJson } from "../spec/hash";
import type { RunSpec, RunSpecInput } from "../spec/run-spec";
import { shortJson } from "../spec/short-json";
import { checkMeasure, usualMeasures } from "./measures";

/** More runs than this are no sweep that ends. */
export const mostRuns = 100_000;

const range = z.strictObject({
  name: z.string().min(1),
  from: z.number(),
  to: z.number(),
  count: z.int().min(1).max(mostRuns).optional(),
  scale: z.enum(["linear", "log"]).optional(),
});
const list = z.strictObject({ name: z.string().min(1), values: z.array(z.number()).min(1).max(mostRuns) });

const sweepInput = z.strictObject({
  version: z.literal(1),
  base: z.looseObject({}),
  parameters: z
    .array(z.looseObject({ name: z.string().min(1) }))
    .min(1)
    .max(64),
  design: z.enum(["grid", "random", "latin-hypercube"]).optional(),
  samples: z.int().min(1).max(mostRuns).optional(),
  seed: z.int().min(0).max(Number.MAX_SAFE_INTEGER).optional(),
  seeds: z.int().min(1).max(1000).optional(),
  measure: z.array(z.string()).max(64).optional(),
});

/** What is varied: evenly between two ends (on a logarithmic scale: by even factors), or over given values. `count` holds for grids. */
export type SweptRange = { name: string; from: number; to: number; count: number; scale: "linear" | "log" };
export type SweptList = { name: string; values: number[] };
export type Swept = SweptRange | SweptList;
export type Design = "grid" | "random" | "latin-hypercube";

/** A sweep as a person writes it: only `version`, `base` and `parameters` are required. */
export interface SweepInput {
  version: 1;
  base: RunSpecInput;
  parameters: ((Omit<SweptRange, "count" | "scale"> & Partial<SweptRange>) | SweptList)[];
  design?: Design;
  samples?: number;
  seed?: number;
  seeds?: number;
  measure?: string[];
}

/** A parameter sweep, version 1, with nothing missing. */
export interface SweepSpec {
  version: 1;
  /** The completed spec of which single values are changed. */
  base: RunSpec;
  /** By keys of the spec from its root: `parameters.F`, `integrator.dt`, `grid.spacing`. */
  parameters: Swept[];
  design: Design;
  /** Points of a random design or a Latin hypercube; of a grid, the product of its counts. */
  samples: number;
  /** Of the design. */
  seed: number;
  /** Runs at each point: with the base's seed, the next, and so on, the same ones everywhere. */
  seeds: number;
  measure: string[];
}

const usualCount = 9;
const usualSamples = 64;

/**
 * Checks a sweep and fills in its defaults. Idempotent; equal sweeps come out equal to the byte.
 * @throws WorkbenchError with the path of what is wrong, what was expected and what came.
 */
export function completeSweep(document: unknown): SweepSpec {
  const parsed = sweepInput.safeParse(document);
  if (!parsed.success) throw explain(parsed.error.issues[0]!, document, []);
  const { data } = parsed;
  const base = inside(["base"], () => complete(data.base).spec);
  if (base.interventions)
    throw new WorkbenchError(
      "spec/unsupported",
      ["base", "interventions"],
      "a sweep varies a run from its start; remove what was done to it in flight",
    );
  const design = data.design ?? "grid";
  const parameters = data.parameters.map((one, i) => completeSwept(one, ["parameters", i]));
  parameters.forEach(({ name }, i) => {
    if (parameters.findIndex((other) => other.name === name) < i)
      throw new WorkbenchError("spec/malformed", ["parameters", i, "name"], `"${name}" is swept twice; leave one out`);
    refuseUnsweepable(base, name, ["parameters", i, "name"]);
  });
  const measure = [...new Set(data.measure ?? usualMeasures)];
  measure.forEach((name, i) => checkMeasure(name, base, ["measure", i]));
  const cells = parameters.reduce((product, one) => product * countOf(one), 1);
  const samples = design === "grid" ? cells : (data.samples ?? usualSamples);
  const seeds = data.seeds ?? 1;
  if (samples * seeds > mostRuns)
    throw new WorkbenchError(
      "spec/malformed",
      design === "grid" ? ["parameters"] : ["samples"],
      `that is ${samples * seeds} runs; at most ${mostRuns} are taken`,
    );
  return { version: 1, base, parameters, design, samples, seed: data.seed ?? 1, seeds, measure };
}

/** SHA-256 of a completed sweep in canonical form: its name. */
export const hashSweep = (sweep: SweepSpec): string => bytesToHex(sha256(utf8ToBytes(canonicalJson(sweep))));

/** How many values a parameter takes on a grid. */
export const countOf = (swept: Swept): number => ("values" in swept ? swept.values.length : swept.count);

export const runsOf = ({ samples, seeds }: SweepSpec): number => samples * seeds;

function completeSwept(given: { name: string }, path: ErrorPath): Swept {
  const parsed = ("values" in given ? list : range).safeParse(given);
  if (!parsed.success) throw explain(parsed.error.issues[0]!, given, path);
  if ("values" in parsed.data) return { name: parsed.data.name, values: parsed.data.values };
  const { name, from, to, count = usualCount, scale = "linear" } = parsed.data;
  if (scale === "log" && !(from * to > 0))
    throw new WorkbenchError("parameter/out-of-range", path, `a logarithmic scale needs both ends on one side of 0, got ${from} and ${to}`);
  return { name, from, to, count: from === to ? 1 : count, scale };
}

/** A number must stand where the path leads, so that a misspelt name does not sweep nothing. */
function refuseUnsweepable(base: RunSpec, name: string, path: ErrorPath): void {
  let value: unknown = base;
  for (const key of name.split(".")) value = typeof value === "object" && value !== null ? (value as Record<string, unknown>)[key] : undefined;
  if (typeof value === "number") return;
  const known = numbersIn(base);
  const sentence = value === undefined ? `the base has no value "${name}"` : `"${name}" is no number in the base but ${shortJson(value)}`;
  throw new WorkbenchError("parameter/unknown", path, `${sentence}; numbers there are ${known.join(", ")}`, { known });
}

/** The paths of all numbers of a spec, those of its parameters first. */
export function numbersIn(spec: RunSpec): string[] {
  const { version: _, interventions: __, record: ___, params: ____, species: _____, ...rest } = spec;
  const paths = (node: unknown, path: string): string[] => {
    if (typeof node === "number") return [path];
    if (typeof node !== "object" || node === null) return [];
    return Object.entries(node).flatMap(([key, item]) => paths(item, path === "" ? key : `${path}.${key}`));
  };
  return [...paths({ parameters: rest.parameters }, ""), ...paths({ ...rest, parameters: {} }, "")];
}

function inside<T>(path: ErrorPath, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof WorkbenchError)) throw error;
    const sentence = error.path.length > 0 ? error.message.replace(/^At [^:]*: /, "") : error.message;
    throw new WorkbenchError(error.code, [...path, ...error.path], sentence, error.detail);
  }
}

const forms: Record<string, string> = {
  base: "an experiment spec",
  parameters: 'a list such as [{"name": "parameters.F", "from": 0.02, "to": 0.06, "count": 9}]',
  design: '"grid", "random" or "latin-hypercube"',
  samples: `a whole number from 1 to ${mostRuns}`,
  seeds: "a whole number from 1 to 1000",
  seed: "a whole number from 0",
  measure: "a list of measures",
  version: "1",
  from: "a number",
  to: "a number",
  count: `a whole number from 1 to ${mostRuns}`,
  scale: '"linear" or "log"',
  values: "a list of numbers",
  name: 'the path of a number in the base, such as "parameters.F"',
};

function explain(issue: z.core.$ZodIssue, document: unknown, at: ErrorPath): WorkbenchError {
  const path = issue.path.map((key) => (typeof key === "number" ? key : String(key)));
  if (issue.code === "unrecognized_keys")
    return new WorkbenchError("spec/unknown-key", [...at, ...path, issue.keys[0]!], "a sweep has no such key; remove it");
  let given = document;
  for (const key of path) given = typeof given === "object" && given !== null ? (given as Record<string | number, unknown>)[key] : undefined;
  const form =
    [...path]
      .reverse()
      .map((key) => forms[key])
      .find((words) => words !== undefined) ?? 'a sweep such as {"version": 1, "base": {…}, "parameters": […]}';
  return new WorkbenchError("spec/malformed", [...at, ...path], `expected ${form}, got ${shortJson(given)}`);
}
