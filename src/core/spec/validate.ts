import type { z } from "zod";
import { nearest, WorkbenchError } from "../errors";
import { migrate } from "./migrate";
import { specInput, type RunSpecInput } from "./run-spec";

const keys = Object.keys(specInput.shape);

/**
 * Checks the form of a spec: keys, types, bounds that need no model.
 * @throws WorkbenchError with the path of the first thing wrong and what was expected there.
 */
export function validateForm(document: unknown): RunSpecInput {
  const migrated = migrate(document);
  const parsed = specInput.safeParse(migrated);
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
  if (issue.code === "unrecognized_keys") {
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
  const got = given === undefined ? "nothing" : JSON.stringify(given);
  return new WorkbenchError(
    path[0] === "grid" ? "grid/invalid" : path[0] === "boundary" ? "boundary/invalid" : "spec/malformed",
    path,
    `${expectation(issue, path)}, got ${got}`,
  );
}

function expectation(issue: z.core.$ZodIssue, path: (string | number)[]): string {
  if (path[0] === "grid" && path[1] === "shape") return "expected [ny, nx] or [nz, ny, nx], each a whole number from 1 to 16384";
  if (path[0] === "boundary")
    return 'expected "periodic", "neumann", "dirichlet", {"dirichlet": value}, {"neumann": slope}, or these by side or species';
  if (path[0] === "initial" && path.length <= 2 && path[1] !== "amplitude")
    return 'expected a kind: "model-default", "noise", "expression" or "file", with its keys';
  switch (issue.code) {
    case "invalid_value":
      return `expected ${issue.values.map((value) => JSON.stringify(value)).join(" or ")}`;
    case "too_small":
      return `expected at least ${issue.minimum}`;
    case "too_big":
      return `expected at most ${issue.maximum}`;
    case "invalid_type":
      return `expected ${issue.expected === "int" ? "a whole number" : `a ${issue.expected}`}`;
    default:
      return issue.message.charAt(0).toLowerCase() + issue.message.slice(1);
  }
}

function valueAt(document: unknown, path: readonly (string | number)[]): unknown {
  let value = document;
  for (const key of path) value = typeof value === "object" && value !== null ? (value as Record<string | number, unknown>)[key] : undefined;
  return value;
}
