import { keyFits } from "../api-keys";
import { WorkbenchError } from "../../src/core/errors";
import { roles, type Accounts, type Principal } from "./accounts";

/** Keys that are known by their hashes alone, each of which may do all. */
export function fixedKeys(hashes: readonly string[]): Accounts {
  const owner: Principal = { userId: "owner", name: "the server's first key", role: "admin", scopes: roles.admin, via: "key", keyId: null };
  const identifyKey = async (key: string) => {
    if (keyFits(key, hashes)) return owner;
    throw new WorkbenchError("server/unauthorised", [], "this API key is not known here; the server printed its key at its first start");
  };
  return {
    async identify(request) {
      const key = request.headers["x-api-key"];
      return key === undefined ? null : identifyKey(String(key));
    },
    identifyKey,
  };
}
