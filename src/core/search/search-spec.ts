import "../uncompiled-schemas";
import { z } from "zod";
import { WorkbenchError } from "../errors";
import { completeSweep, type SweptRange } from "../sweep/sweep-spec";
import { readFingerprint } from "./fingerprint";
import type { SearchSpec } from "./search";

/** Runs that a search may spend, at least and at most. */
export const fewestRuns = 10;
export const mostRuns = 5000;

const form = z.looseObject({
  version: z.literal(1),
  base: z.looseObject({}),
  parameters: z.array(z.looseObject({ from: z.number(), to: z.number() })).min(1),
  target: z.looseObject({}),
  evaluations: z.int().min(fewestRuns).max(mostRuns),
  seed: z.int().min(0).max(Number.MAX_SAFE_INTEGER),
});

/**
 * Checks a search as a link or a file holds it: `version` 1, and the keys of `SearchSpec`.
 * @throws WorkbenchError `spec/malformed` with the path of what is wrong, and the errors of a sweep over the same parameters.
 */
export function completeSearch(document: unknown): SearchSpec {
  const parsed = form.safeParse(document);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new WorkbenchError("spec/malformed", issue!.path.map(String), `this is no search: ${issue!.message}; export it again where it was made`);
  }
  const { version, base, parameters, target, evaluations, seed } = parsed.data;
  const sweep = completeSweep({ version, base, parameters: parameters.map((one) => ({ ...one, count: 1 })), measure: [] });
  return { base: sweep.base, parameters: sweep.parameters as SweptRange[], target: readFingerprint(target), evaluations, seed };
}
