import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { loadConfig } from "../../../server/config/load";
import { fakeStore, type FakeStore } from "./fake-stores";

const folder = mkdtempSync(join(tmpdir(), "mfn-config-"));
const file = (name: string, text: string) => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
const stores: FakeStore[] = [];
afterAll(() => Promise.all(stores.map((store) => store.close())));

async function vault(): Promise<FakeStore> {
  const store = await fakeStore(({ method, path, headers, body }) => {
    if (path === "/v1/auth/approle/login") {
      const { role_id: role, secret_id: secret } = JSON.parse(body) as Record<string, string>;
      return role === "mfn" && secret === "s-1" ? { status: 200, body: { auth: { client_token: "t-1" } } } : { status: 400, body: {} };
    }
    if (headers["x-vault-token"] !== "t-1") return { status: 403, body: { errors: ["permission denied"] } };
    if (method === "GET" && path === "/v1/secret/data/mfn")
      return {
        status: 200,
        body: { data: { data: { database_url: "postgres://mfn:pw@db/mfn", MFN_REDIS_URL: "redis://:pw@r:6379" }, metadata: {} } },
      };
    return { status: 404, body: { errors: [] } };
  });
  stores.push(store);
  return store;
}

describe("sources", () => {
  it("go over one another: presets, file, variables, secrets, command line", async () => {
    const path = file("order.yaml", "environment: prod\nsize: small\nmaxRuns: 7\nmaxThreads: 8\nmaxCells: 64\nhostName: 0.0.0.0\n");
    const secret = file("host", "10.1.1.1\n");
    const { config, origins } = await loadConfig(
      { MFN_CONFIG: path, MFN_MAX_THREADS: "9", MFN_HOST: "127.0.0.2", MFN_HOST_FILE: secret },
      { maxCells: 100 },
    );
    expect(config).toMatchObject({ logFormat: "json", idleMinutes: 10, maxRuns: 7, maxThreads: 9, maxCells: 100, hostName: "10.1.1.1" });
    expect(origins).toMatchObject({
      logFormat: "preset MFN_ENV=prod",
      idleMinutes: "preset MFN_SIZE=small",
      maxRuns: `maxRuns in ${path}, line 3,`,
      maxThreads: "the environment variable MFN_MAX_THREADS",
      maxCells: "the command line",
      hostName: `the file ${secret} (MFN_HOST_FILE)`,
      logLevel: "default",
    });
  });
  it.each([
    ["an alias", "maxRuns: 3\ndatabaseUrl: *hunter2\n", /line 2: a value that begins with \* is taken for an alias; put it in quotes/],
    ["a tag", "databaseUrl: !hunter2 {\n", /line \d: this is no YAML \(/],
    ["half a quotation", 'databaseUrl: "hunter2\n', /line \d: this is no YAML \(/],
  ])("with %s is refused by its line, and nothing of it is quoted", async (_, text, words) => {
    const refusal = await loadConfig({ MFN_CONFIG: file("broken.yaml", text) }).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: "usage", message: words });
    expect(String(refusal)).not.toContain("hunter2");
  });
  it("may be JSON too", async () => {
    const path = file("as.json", '{\n\t"maxRuns": 3,\n\t"corsOrigins": ["https://a.org"],\n\t"metricsEnabled": false\n}');
    expect((await loadConfig({ MFN_CONFIG: path })).config).toMatchObject({ maxRuns: 3, corsOrigins: ["https://a.org"], metricsEnabled: false });
  });
  it("count variables that mean nothing here", async () =>
    expect((await loadConfig({ MFN_SOMETHING_ELSE_ENTIRELY: "1" })).unknown).toEqual(["MFN_SOMETHING_ELSE_ENTIRELY"]));
});

describe("a file", () => {
  it.each([
    ["an unknown key", "environment: dev\nmaxRun: 3\n", /line 2: there is no setting "maxRun"; did you mean maxRuns\?/],
    ["a variable for a key", "MFN_MAX_RUNS: 3\n", /line 1: there is no setting "MFN_MAX_RUNS"; did you mean maxRuns\?/],
    ["a key of JavaScript", "__proto__: {a: 1}\n", /there is no setting "__proto__"/],
    ["a wrong value", "\n\nmaxRuns: many\n", /maxRuns in .*bad\.yaml, line 3, cannot be used: expected a whole number, 1 or more; got "many"/],
    ["true for a number", "maxRuns: true\n", /maxRuns in .* cannot be used: expected a whole number, 1 or more; got true/],
    ["a list for a number", "maxCells: [5]\n", /maxCells in .* cannot be used: expected a whole number, 1 or more; got \[5\]/],
    ["a secret of a wrong form", "databaseUrl: hunter2\n", /databaseUrl in .* cannot be used: expected postgres:\/\/user:password@host:5432\/name$/],
    [
      "a server's secret that is too short",
      "\nsecretKey: hunter2\n",
      /secretKey in .*bad\.yaml, line 2, cannot be used: expected 32 bytes[^;]*prints$/,
    ],
    ["a key given twice", "maxRuns: 1\nmaxRuns: 2\n", /line 2: .*duplicate key/],
    ["a list", "- maxRuns\n", /expected settings, each as key: value/],
    ["what is no YAML", "a: [1\n", /bad\.yaml cannot be used: line/],
  ])("with %s is refused by its line", async (_, text, words) => {
    await expect(loadConfig({ MFN_CONFIG: file("bad.yaml", text) })).rejects.toThrow(words);
  });
  it("that is not there is told so", async () =>
    expect(loadConfig({ MFN_CONFIG: join(folder, "none.yaml") })).rejects.toThrow(/none\.yaml does not exist; --config or MFN_CONFIG names it/));
  it("with nothing in it changes nothing", async () =>
    expect((await loadConfig({ MFN_CONFIG: file("empty.yaml", "# nothing\n") })).config).toEqual((await loadConfig({})).config));
});

describe("secrets", () => {
  it("come from files, whole or by a key", async () => {
    const whole = file("secret", "postgres://a:b@c/d\n");
    const document = file("secret.json", '{"redis":"redis://x:6379"}');
    const { config, veiled } = await loadConfig({ MFN_DATABASE_URL: `file:${whole}`, MFN_REDIS_URL: `file:${document}#redis` });
    expect(config).toMatchObject({ databaseUrl: "postgres://a:b@c/d", redisUrl: "redis://x:6379" });
    expect([...veiled]).toEqual(["databaseUrl", "redisUrl"]);
  });
  it("come from Vault, by token or AppRole, one request a document", async () => {
    const store = await vault();
    const path = file("vault.yaml", 'databaseUrl: "vault:secret/data/mfn#database_url"\nredisUrl: vault:secret/data/mfn#MFN_REDIS_URL\n');
    const { config, origins } = await loadConfig({ MFN_CONFIG: path, VAULT_ADDR: `${store.url}/`, VAULT_TOKEN: "t-1", VAULT_NAMESPACE: "lab" });
    expect(config).toMatchObject({ databaseUrl: "postgres://mfn:pw@db/mfn", redisUrl: "redis://:pw@r:6379" });
    expect(origins.databaseUrl).toMatch(/line 1 \(vault:secret\/data\/mfn#database_url\)$/);
    expect(store.asked.map(({ path: asked }) => asked)).toEqual(["/v1/secret/data/mfn"]);
    expect(store.asked[0]!.headers["x-vault-namespace"]).toBe("lab");
    const role = { VAULT_ROLE_ID: "mfn", VAULT_SECRET_ID_FILE: file("secret-id", "s-1\n") };
    expect((await loadConfig({ VAULT_ADDR: store.url, ...role, MFN_SECRETS: "vault:secret/data/mfn" })).config.redisUrl).toBe("redis://:pw@r:6379");
  });
  it.each([
    ["without an address", { VAULT_ADDR: "" }, "secret/data/mfn#database_url", /set VAULT_ADDR/],
    ["without a token", { VAULT_TOKEN: "" }, "secret/data/mfn#database_url", /set VAULT_TOKEN, or VAULT_ROLE_ID and VAULT_SECRET_ID/],
    ["with a wrong token", { VAULT_TOKEN: "t-2" }, "secret/data/mfn#database_url", /answers 403: the token has ended/],
    ["at a path that is none", {}, "secret/data/other#x", /vault:secret\/data\/other cannot be read: Vault answers 404/],
    [
      "by a mistyped key",
      {},
      "secret/data/mfn#databse_url",
      /no key "databse_url"; did you mean "database_url"; it has database_url, MFN_REDIS_URL$/,
    ],
    ["by no key", {}, "secret/data/mfn", /name one of its keys after a #/],
    ["at a wrong address", { VAULT_ADDR: "http://127.0.0.1:1" }, "secret/data/mfn#database_url", /Vault at http:\/\/127\.0\.0\.1:1 does not answer/],
  ])("of Vault are refused %s, by the variable that names them", async (_, env, reference, words) => {
    const { url } = await vault();
    const loading = loadConfig({ VAULT_ADDR: url, VAULT_TOKEN: "t-1", MFN_DATABASE_URL: `vault:${reference}`, ...env });
    await expect(loading).rejects.toThrow(words);
    await expect(loading).rejects.toThrow(/^the environment variable MFN_DATABASE_URL: the secret vault:/);
    await expect(loading).rejects.not.toThrow(/pw/);
  });
  it("come from AWS Secrets Manager", async () => {
    const store = await fakeStore(({ headers, body }) => {
      const known = headers["x-amz-target"] === "secretsmanager.GetSecretValue" && (JSON.parse(body) as { SecretId: string }).SecretId === "mfn/prod";
      return known
        ? { status: 200, body: { Name: "mfn/prod", SecretString: '{"database_url":"postgres://aws:pw@db/mfn"}' } }
        : { status: 400, body: { __type: "ResourceNotFoundException", message: "Secrets Manager can't find the specified secret." } };
    });
    stores.push(store);
    const env = { AWS_REGION: "eu-central-1", AWS_ACCESS_KEY_ID: "id", AWS_SECRET_ACCESS_KEY: "key", AWS_ENDPOINT_URL_SECRETS_MANAGER: store.url };
    expect((await loadConfig({ ...env, MFN_DATABASE_URL: "aws:mfn/prod#database_url" })).config.databaseUrl).toBe("postgres://aws:pw@db/mfn");
    expect(store.asked[0]!.headers["authorization"]).toMatch(/^AWS4-HMAC-SHA256 Credential=id\/\d+\/eu-central-1\/secretsmanager/);
    await expect(loadConfig({ ...env, MFN_DATABASE_URL: "aws:mfn/dev#x" })).rejects.toThrow(
      /aws:mfn\/dev cannot be read: Secrets Manager answers ResourceNotFound/,
    );
  });
  it("that are of a wrong form are not quoted, whatever they were for", async () => {
    const path = file("wrong", "hunter2");
    await expect(loadConfig({ MFN_MAX_RUNS_FILE: path })).rejects.toThrow(/\(MFN_MAX_RUNS_FILE\) cannot be used: expected a whole number/);
    await expect(loadConfig({ MFN_MAX_RUNS_FILE: path })).rejects.not.toThrow(/hunter2/);
    await expect(loadConfig({ MFN_HOST_FILE: join(folder, "nowhere") })).rejects.toThrow(/MFN_HOST_FILE names .*nowhere: there is no such file/);
  });
});
