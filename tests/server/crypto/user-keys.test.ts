import type { FastifyInstance } from "fastify";
import { mkdtempSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createServer } from "../../../server/app";
import type { Accounts } from "../../../server/accounts/accounts";
import { roles } from "../../../server/accounts/accounts";
import { verify } from "../../../server/crypto/curve-keys";
import { openSecrets, secretsOf, type ServerSecrets } from "../../../server/crypto/secrets";
import { shareSecret } from "../../../server/crypto/share-secret";
import type { OpenDatabase } from "../../../server/database/database";
import { openDatabase } from "../../../server/database/open";
import { testParts } from "../../support/server-parts";

let database: OpenDatabase;
let secrets: ServerSecrets;
let app: FastifyInstance;
/** Whoever the key names. */
const accounts = {
  identify: async ({ headers }: { headers: Record<string, unknown> }) => {
    const name = String(headers["x-api-key"]);
    return { userId: name, name, role: "researcher", scopes: roles.researcher, via: "key", keyId: null };
  },
} as unknown as Accounts;

beforeAll(async () => {
  database = await openDatabase({});
  secrets = await secretsOf(new Uint8Array(32).fill(1));
  app = await createServer(testParts({ parts: { database, secrets, accounts } }));
}, 120_000);
afterAll(async () => {
  await app.close();
  await database.close();
});

const post = async (name: string, body: object, user = "ann") =>
  app.inject({ method: "POST", url: `/api/${name}`, headers: { "x-api-key": user }, payload: body });
const made = async <T = Record<string, string>>(name: string, body: object, user?: string) => (await post(name, body, user)).json<T>();
const base64 = (text: string) => Buffer.from(text).toString("base64");

describe("encryption", () => {
  it("comes back, with a key of its own for each user", async () => {
    const plaintext = base64("mycelium");
    const sealed = await made("encrypt", { plaintext, associated_data: base64("run 7") });
    expect(sealed).toMatchObject({ algorithm: "AES-256-GCM", key_id: expect.stringMatching(/^key_[0-9a-f]{32}$/) as string });
    expect(await made("decrypt", { ciphertext: sealed["ciphertext"]!, associated_data: base64("run 7") })).toMatchObject({ plaintext });
    const others = await post("decrypt", { ciphertext: sealed["ciphertext"]!, key_id: sealed["key_id"]! }, "bob");
    expect([others.statusCode, others.json<{ detail: string }>().detail]).toEqual([400, expect.stringMatching(/you have no key/)]);
    for (const wrong of [{ ciphertext: sealed["ciphertext"]! }, { ciphertext: base64("short"), associated_data: base64("run 7") }]) {
      const answer = await post("decrypt", wrong);
      expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([400, "data/unreadable"]);
    }
  });
  it("never shows two equal blocks for equal text (fault F23)", async () => {
    const plaintext = Buffer.alloc(96, "A").toString("base64");
    const bytes = Buffer.from((await made("encrypt", { plaintext }))["ciphertext"]!, "base64").subarray(12);
    expect(bytes.subarray(0, 32).equals(bytes.subarray(32, 64))).toBe(false);
  });
  it.each([{ plaintext: "" }, { plaintext: "not base64!" }, { plaintext: "AAAA", key_id: "../x" }, {}])("refuses %o", async (body) =>
    expect((await post("encrypt", body)).statusCode).toBe(400),
  );
});

describe("signatures", () => {
  it("are Ed25519 that anybody can check", async () => {
    const key = await made("keypair", { algorithm: "Ed25519", key_id: "lab" });
    const message = base64("a result");
    const { signature } = await made("sign", { message, key_id: "lab" });
    const bytes = (text: string) => new Uint8Array(Buffer.from(text, "base64"));
    expect(await verify(bytes(key["public_key"]!), bytes(signature!), bytes(message))).toBe(true);
    expect(await made("verify", { message, signature: signature!, public_key: key["public_key"]! }, "bob")).toMatchObject({
      valid: true,
      key_id: null,
    });
    expect(await made("verify", { message: base64("another"), signature: signature!, key_id: "lab" })).toMatchObject({ valid: false, key_id: "lab" });
    expect((await post("verify", { message, signature: signature!, public_key: base64("x") })).statusCode).toBe(400);
  });
});

describe("agreement", () => {
  it("gives both sides one key, so that one reads what the other wrote", async () => {
    const ann = await made("keypair", { algorithm: "ECDH", key_id: "ann-x" });
    const bob = await made("keypair", { algorithm: "ECDH", key_id: "bob-x" }, "bob");
    await made("agree", { key_id: "ann-x", public_key: bob["public_key"]!, new_key_id: "shared" });
    await made("agree", { key_id: "bob-x", public_key: ann["public_key"]!, new_key_id: "shared" }, "bob");
    const { ciphertext } = await made("encrypt", { plaintext: base64("hello"), key_id: "shared" });
    expect(await made("decrypt", { ciphertext: ciphertext!, key_id: "shared" }, "bob")).toMatchObject({ plaintext: base64("hello") });
    expect((await post("agree", { key_id: "ann-x", public_key: Buffer.alloc(32).toString("base64") })).statusCode).toBe(400);
  });
});

describe("keys", () => {
  it("are listed without secrets, page by page, and removed", async () => {
    for (const key_id of ["a", "b", "c"]) await post("keypair", { key_id }, "carl");
    const list = async (query: string) =>
      (await app.inject({ url: `/api/v1/user-keys?${query}`, headers: { "x-api-key": "carl" } })).json<{
        items: { key_id: string }[];
        next: string | null;
      }>();
    const first = await list("limit=2");
    expect(first.items.map(({ key_id }) => key_id)).toEqual(["a", "b"]);
    expect((await list(`limit=2&after=${first.next}`)).items.map(({ key_id }) => key_id)).toEqual(["c"]);
    expect(Object.keys(first.items[0]!).sort()).toEqual(["algorithm", "created", "key_id", "public_key"]);
    const remove = async () => (await app.inject({ method: "DELETE", url: "/api/v1/user-keys/a", headers: { "x-api-key": "carl" } })).statusCode;
    expect([await remove(), await remove()]).toEqual([200, 404]);
    expect((await post("keypair", { key_id: "b" }, "carl")).statusCode).toBe(400);
  });
  it("are made once when many ask for the first of them at the same time", async () => {
    const plaintext = base64("together");
    const sealed = await Promise.all(Array.from({ length: 12 }, () => made("encrypt", { plaintext }, "finn")));
    expect(new Set(sealed.map(({ key_id }) => key_id)).size).toBe(1);
    for (const { ciphertext } of sealed) expect(await made("decrypt", { ciphertext: ciphertext! }, "finn")).toMatchObject({ plaintext });
  });
  it("are used on the record, with the address and the request", async () => {
    const parts = testParts({ parts: { database, secrets, accounts } });
    const other = await createServer(parts);
    const answer = await other.inject({ method: "POST", url: "/api/sign", headers: { "x-api-key": "gil" }, payload: { message: base64("x") } });
    await other.close();
    const { key_id } = answer.json<{ key_id: string }>();
    expect(parts.events).toContainEqual({
      action: "signed",
      category: "security",
      severity: "info",
      success: true,
      userId: "gil",
      resource: `user-key:${key_id}`,
      sourceIp: "127.0.0.1",
      requestId: answer.headers["x-request-id"],
    });
  });
  it("lie in the database encrypted, bound to their user", async () => {
    await post("keypair", { key_id: "mine" }, "dora");
    await database.execute("update user_keys set owner = 'eve' where owner = 'dora'");
    const stolen = await post("sign", { message: base64("x"), key_id: "mine" }, "eve");
    expect([stolen.statusCode, stolen.json<{ code: string }>().code]).toEqual([400, "data/unreadable"]);
  });
  it("are not made while the cryptography is switched off", async () => {
    const off = await createServer(testParts({ parts: { database, secrets, accounts }, config: { cryptoEnabled: false } }));
    const answer = await off.inject({ method: "POST", url: "/api/keypair", headers: { "x-api-key": "ann" }, payload: {} });
    expect(answer.statusCode).toBe(503);
    await off.close();
  });
});

describe("the server's secret", () => {
  const folder = () => mkdtempSync(join(tmpdir(), "mfn-secret-"));
  it("is made once, for its owner's eyes alone", async () => {
    const dataDir = folder();
    const first = await openSecrets({ dataDir });
    expect(statSync(join(dataDir, "secret-key")).mode & 0o777).toBe(0o600);
    expect((await openSecrets({ dataDir })).publicKey).toEqual(first.publicKey);
    const sealed = await first.seal(new Uint8Array([1, 2]), "a");
    expect([...(await (await openSecrets({ dataDir })).unseal(sealed, "a"))]).toEqual([1, 2]);
    await expect(first.unseal(sealed, "b")).rejects.toThrow("cannot be decrypted");
    const text = readFileSync(join(dataDir, "secret-key"), "utf8").trim();
    expect((await openSecrets({ dataDir: folder(), secretKey: text })).publicKey).toEqual(first.publicKey);
    expect((await openSecrets({ dataDir: folder(), secretKey: Buffer.from(text, "hex").toString("base64") })).publicKey).toEqual(first.publicKey);
  });
  it("is one for all servers of a database", async () => {
    const other = await secretsOf(new Uint8Array(32).fill(2));
    await Promise.all([shareSecret(database.db, secrets), shareSecret(database.db, secrets)]);
    await expect(shareSecret(database.db, other)).rejects.toThrow(
      /another secret than the first one .* the same MFN_SECRET_KEY\. .*secret-key in its data folder/,
    );
    await shareSecret(database.db, secrets);
    await database.execute("delete from server_secret");
    await shareSecret(database.db, other);
    await expect(shareSecret(database.db, secrets)).rejects.toThrow("MFN_SECRET_KEY");
  });
  it("is refused when it is too short, and when its file is damaged", async () => {
    await expect(openSecrets({ dataDir: folder(), secretKey: "abc" })).rejects.toThrow("the server's secret cannot be used: expected 32 bytes");
    const dataDir = folder();
    writeFileSync(join(dataDir, "secret-key"), "oops");
    await expect(openSecrets({ dataDir })).rejects.toThrow("is damaged");
  });
});
