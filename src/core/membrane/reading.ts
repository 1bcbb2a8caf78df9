import { nearest, WorkbenchError, type ErrorPath } from "../errors";

/** Readers of a JSON document; each says where it is wrong and what was expected there. */

const malformed = (path: ErrorPath, expected: string, got: unknown) =>
  new WorkbenchError("spec/malformed", path, `expected ${expected}, got ${got === undefined ? "nothing" : JSON.stringify(got)}`);

/** @throws WorkbenchError `spec/unknown-key` with the nearest key that is known. */
export function objectAt(value: unknown, path: ErrorPath, keys: readonly string[]): Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw malformed(path, `an object with ${keys.join(", ")}`, value);
  for (const key of Object.keys(value)) {
    if (keys.includes(key)) continue;
    const guess = nearest(key, keys);
    throw new WorkbenchError(
      "spec/unknown-key",
      [...path, key],
      `there is no such key; ${guess ? `did you mean "${guess}"?` : `known are ${keys.join(", ")}`}`,
      {
        known: keys,
      },
    );
  }
  return value as Record<string, unknown>;
}

export function listAt(value: unknown, path: ErrorPath, of: string): unknown[] {
  if (!Array.isArray(value)) throw malformed(path, `a list of ${of}`, value);
  return value;
}

export function textAt(value: unknown, path: ErrorPath, expected: string): string {
  if (typeof value !== "string" || value.trim() === "") throw malformed(path, expected, value);
  return value;
}

/** A finite number within the bounds given. */
export function numberAt(value: unknown, path: ErrorPath, expected: string, least = -Infinity, most = Infinity): number {
  if (typeof value !== "number" || !Number.isFinite(value)) throw malformed(path, expected, value);
  if (value < least || value > most) throw new WorkbenchError("parameter/out-of-range", path, `expected ${expected}, got ${value}`);
  return value;
}
