import { hashKey, keyFits } from "../api-keys";
import type { ServerConfig } from "../config/config";
import { roles, type Accounts, type Principal } from "./accounts";

const owner: Principal = { userId: "outside", name: "a key of MFN_API_KEYS", role: "researcher", scopes: roles.researcher, via: "key", keyId: null };

/**
 * Accounts, and beside them the keys that the settings bring (`MFN_API_KEY`, `MFN_API_KEYS`; mfn-model.md §12). They may read and run, never look after the
 * server, and end with the setting.
 */
export function withOutsideKeys(accounts: Accounts, { apiKey, apiKeys }: Pick<ServerConfig, "apiKey" | "apiKeys">): Accounts {
  const hashes = [...(apiKey === undefined ? [] : [apiKey]), ...apiKeys].map(hashKey);
  if (hashes.length === 0) return accounts;
  return {
    ...accounts,
    async identify(request) {
      const key = request.headers["x-api-key"];
      return typeof key === "string" && keyFits(key, hashes) ? owner : accounts.identify(request);
    },
    identifyKey: async (key, from) => (keyFits(key, hashes) ? owner : accounts.identifyKey(key, from)),
  };
}
