import type { z } from "zod";
import { WorkbenchError } from "../../src/core/errors";

/**
 * A message as its schema has it: `mfn.proto` knows types, not ranges.
 * @throws WorkbenchError `usage` with the path of the first that is out of place.
 */
export function checked<T extends z.ZodType>(schema: T, message: object): z.output<T> {
  // The marker fields that tell which optional fields are there begin with "_".
  const parsed = schema.safeParse(Object.fromEntries(Object.entries(message).filter(([name]) => !name.startsWith("_"))));
  if (parsed.success) return parsed.data;
  const { path, message: words } = parsed.error.issues[0]!;
  throw new WorkbenchError("usage", path as (string | number)[], words.charAt(0).toLowerCase() + words.slice(1));
}
