import { WorkbenchError } from "../errors";

/**
 * Brings a document of an older version to the present one. Version 1 is the first, so nothing needs bringing forward
 * yet; a later version adds its step here and keeps this one's documents readable.
 * @throws WorkbenchError `spec/malformed` or `spec/unsupported`.
 */
export function migrate(document: unknown): unknown {
  if (typeof document !== "object" || document === null || Array.isArray(document)) {
    throw new WorkbenchError(
      "spec/malformed",
      [],
      `an experiment spec is a JSON object such as {"version":1,"model":"gray-scott"}, got ${kindOf(document)}`,
    );
  }
  const { version } = document as { version?: unknown };
  if (version === undefined) throw new WorkbenchError("spec/malformed", ["version"], 'missing; add "version": 1');
  if (version !== 1)
    throw new WorkbenchError(
      "spec/unsupported",
      ["version"],
      `expected 1, got ${JSON.stringify(version)}; a newer workbench may have written this spec`,
    );
  return document;
}

const kindOf = (value: unknown): string => (value === null ? "null" : Array.isArray(value) ? "a list" : `a ${typeof value}`);
