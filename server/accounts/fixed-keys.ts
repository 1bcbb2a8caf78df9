import { keyFits } from "../api-keys";
import { WorkbenchError } from "../../src/core/errors";
import { roles, type Accounts } from "./accounts";

/** Keys that are known by their hashes alone, each of which may do all. */
export const fixedKeys = (hashes: readonly string[]): Accounts => ({
  async identify(request) {
    const key = request.headers["x-api-key"];
    if (key === undefined) return null;
    if (typeof key !== "string" || !keyFits(key, hashes))
      throw new WorkbenchError("server/unauthorised", [], "this API key is not known here; the server printed its key at its first start");
    return { userId: "owner", name: "the server's first key", role: "admin", scopes: roles.admin, via: "key", keyId: null };
  },
});
