import { describe, expect, it } from "vitest";
import { fixedKeys } from "../../../server/accounts/fixed-keys";
import { withOutsideKeys } from "../../../server/accounts/outside-keys";
import { hashKey } from "../../../server/api-keys";
import { readConfig } from "../../../server/config/config";
import { createServer } from "../../../server/app";
import { testParts } from "../../support/server-parts";

const [one, another] = ["outside-key-number-one", "outside-key-number-two"];
const config = readConfig({ MFN_API_KEY: one, MFN_API_KEYS: `${another}, outside-key-number-3rd` });

describe("keys that the settings bring", () => {
  it("may read and run, beside those made here, and never look after the server", async () => {
    const accounts = withOutsideKeys(fixedKeys([hashKey("own")]), config);
    for (const key of [one, another, "outside-key-number-3rd"])
      expect(await accounts.identifyKey(key, "127.0.0.1")).toMatchObject({ userId: "outside", scopes: ["read", "run"], role: "researcher" });
    expect((await accounts.identifyKey("own", "127.0.0.1")).scopes).toContain("admin");
    await expect(accounts.identifyKey("outside-key-number-on", "127.0.0.1")).rejects.toThrow(/not known here/);
  });
  it("open the API", async () => {
    const parts = testParts();
    const app = await createServer({ ...parts, accounts: withOutsideKeys(parts.accounts, config) });
    const status = async (key: string) => (await app.inject({ url: "/api/v1/engine", headers: { "x-api-key": key } })).statusCode;
    expect([await status(another), await status("outside-key-number-two2")]).toEqual([200, 401]);
    await app.close();
  });
  it.each(["short", "with spaces in the midst of it", "x".repeat(65)])("%s is refused unseen", (key) => {
    expect(() => readConfig({ MFN_API_KEYS: key })).toThrow(/MFN_API_KEYS cannot be used: expected 20 to 64 letters, digits, _ and -$/);
  });
});
