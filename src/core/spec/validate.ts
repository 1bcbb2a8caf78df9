import type { z } from "zod";
import { nearest, WorkbenchError } from "../errors";
import { boundaryFault } from "./boundary-fault";
import { migrate } from "./migrate";
import { specInput, type RunSpecInput } from "./run-spec";
import { shortJson } from "./short-json";

const keys = Object.keys(specInput.shape);

/**
 * Checks the form of a spec: keys, types, bounds that need no model.
 * @throws WorkbenchError with the path of the first thing wrong and what was expected there.
 */
export function validateForm(document: unknown): RunSpecInput {
  const migrated = migrate(document);
  const parsed = specInput.safeParse(migrated);
  const misnamed = parsed.success && parsed.data.boundary !== undefined ? boundaryFault(parsed.data.boundary) : null;
  if (misnamed) throw misnamed;
  if (parsed.success) return parsed.data;
  throw explain(innermost(parsed.error.issues[0]!), migrated);
}

/** A union reports one list of issues a branch; the branch that got furthest is the one that was meant. */
function innermost(issue: z.core.$ZodIssue): z.core.$ZodIssue {
  if (issue.code !== "invalid_union" || issue.errors.length === 0) return issue;
  const branches = issue.errors.map((issues) => innermost(issues[0]!));
  const deepest = branches.reduce((best, branch) => (branch.path.length > best.path.length ? branch : best));
  return deepest.path.length === 0 ? issue : { ...deepest, path: [...issue.path, ...deepest.path] };
}

function explain(issue: z.core.$ZodIssue, document: unknown): WorkbenchError {
  const path = issue.path.map((key) => (typeof key === "number" ? key : String(key)));
  if (issue.code === "unrecognized_keys" && path[0] !== "boundary") {
    const key = issue.keys[0]!;
    const guess = path.length === 0 ? nearest(key, keys) : undefined;
    return new WorkbenchError(
      "spec/unknown-key",
      [...path, key],
      `there is no such key${guess ? `; did you mean "${guess}"?` : "; remove it"}`,
      path.length === 0 ? { known: keys } : {},
    );
  }
  const given = valueAt(document, path);
  const fault = path[0] === "boundary" ? boundaryFault((document as { boundary: unknown }).boundary) : null;
  return (
    fault ?? new WorkbenchError(path[0] === "grid" ? "grid/invalid" : "spec/malformed", path, `${expectation(issue, path)}, got ${shortJson(given)}`)
  );
}

/** Places where several forms are possible, by their path without the names that a person chose. */
const forms: Record<string, string> = {
  "grid.shape": "[ny, nx] or [nz, ny, nx], each a whole number from 1 to 16384",
  "grid.spacing": "one number above 0, or one for each axis",
  "grid.mask": 'a formula that is above 0 inside the domain, {"file": "mask.png"}, or {"painted": [marks]}',
  initial: 'a kind: "model-default", "noise", "expression" or "file", with its keys',
  "initial.kind": 'a kind: "model-default", "noise", "expression" or "file"',
  "initial.around": '"fixed-point" or a value for each species',
  "initial.path": "the path of an NPY or NPZ file",
  "integrator.dt": 'a number above 0, "auto", or {"atMost": 0.5}: that or, where it is not stable, 0.9 of what is',
  "integrator.dt.atMost": "a number above 0",
  "integrator.rtol": "a number above 0",
  "integrator.atol": "a number above 0",
  "interventions.*.mark.kind": 'a kind: "stroke", "stamp", "noise" or "fill"',
  "interventions.*": "what was done at a step: parameters, or a field with the mark painted on it",
  "species.*.timeScale": "a number or a formula",
  "params.*": 'a number or an object such as {"default": 1, "min": 0, "max": 2}',
  "parameters.*.file": "the path of an image or array",
  "parameters.*": 'a number, a formula, true or false, a word, or {"file": "F.npy"} with "low" and "high" as you like',
};

const kinds: Record<string, string> = { int: "a whole number", array: "a list", object: "an object", record: "an object", boolean: "true or false" };

function expectation(issue: z.core.$ZodIssue, path: (string | number)[]): string {
  const place = path.slice(0, 2).map(String);
  const form = forms[place.join(".")] ?? (path.length >= 2 ? forms[[path[0], "*", ...path.slice(2)].join(".")] : undefined);
  if (form) return `expected ${form}`;
  switch (issue.code) {
    case "invalid_value":
      return `expected ${issue.values.map((value) => JSON.stringify(value)).join(" or ")}`;
    case "too_small":
      return `expected ${issue.inclusive === false ? "more than" : "at least"} ${issue.minimum}${issue.origin === "array" ? " values" : ""}`;
    case "too_big":
      return `expected at most ${issue.maximum}${issue.origin === "array" ? " values" : ""}`;
    case "invalid_type":
      return `expected ${kinds[issue.expected] ?? `a ${issue.expected}`}`;
    default:
      return issue.message.charAt(0).toLowerCase() + issue.message.slice(1);
  }
}

function valueAt(document: unknown, path: readonly (string | number)[]): unknown {
  let value = document;
  for (const key of path) value = typeof value === "object" && value !== null ? (value as Record<string | number, unknown>)[key] : undefined;
  return value;
}
