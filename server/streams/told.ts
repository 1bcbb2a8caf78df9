import { WorkbenchError, type ErrorRecord } from "../../src/core/errors";

/** An error as a client hears it: a fault of ours is not told with its inside. */
export const toldOf = (error: unknown): ErrorRecord =>
  error instanceof WorkbenchError && error.code !== "internal" ? error.toJSON() : { code: "internal", message: "the server has a fault", path: [] };
