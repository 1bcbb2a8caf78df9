import { WorkbenchError, type ErrorRecord } from "../../src/core/errors";
import { DatabaseAway } from "../database/away";

/** An error as a client hears it: a fault of ours is not told with its inside. */
export function toldOf(error: unknown): ErrorRecord {
  if (error instanceof DatabaseAway) return error.record;
  if (error instanceof WorkbenchError && error.code !== "internal") return error.toJSON();
  return { code: "internal", message: "the server has a fault", path: [] };
}
