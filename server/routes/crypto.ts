import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { WorkbenchError } from "../../src/core/errors";
import { apiRoot } from "../../src/engine/protocol-http";
import { importAesKey, seal, unseal } from "../crypto/aes-gcm";
import { agree, importPrivate, sessionKey, sign, verify } from "../crypto/curve-keys";
import { algorithms, UserKeys, type Algorithm } from "../crypto/user-keys";
import { cursorOf, pageOf, pageQuery, placeOf, type PageQuery } from "../pagination";
import type { ServerParts } from "../parts";
import { jsonRoute, type Asked } from "./route";

/** Base64 of at least one byte. */
const base64 = (most: number) =>
  z
    .string()
    .regex(/^[0-9A-Za-z+/]+={0,2}$/, "expected base64")
    .min(4)
    .max(most)
    .refine((text) => text.length % 4 === 0, "expected base64, its length a multiple of 4");
const keyId = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,64}$/, "expected 1 to 64 letters, digits, _ or -")
  .describe("Of a key of yours; without it the first of the algorithm, made when there is none.");
const longest = 1_048_576;
/** The longest text in base64, with what stands beside it. */
const bodyLimit = 1.5 * 2 ** 20;
const associated = base64(4096).optional().describe("Guarded but not hidden; base64.");

const bodies = {
  encrypt: z.strictObject({ plaintext: base64(longest), key_id: keyId.optional(), associated_data: associated }),
  // Nonce and tag make it longer than what went in.
  decrypt: z.strictObject({ ciphertext: base64(longest + 64), key_id: keyId.optional(), associated_data: associated }),
  sign: z.strictObject({ message: base64(longest), key_id: keyId.optional() }),
  verify: z.strictObject({ message: base64(longest), signature: base64(256), public_key: base64(256).optional(), key_id: keyId.optional() }),
  keypair: z.strictObject({ algorithm: z.enum(algorithms).default("Ed25519"), key_id: keyId.optional() }),
  agree: z.strictObject({
    key_id: keyId.describe("An ECDH key of yours."),
    public_key: base64(256).describe("The other side's, X25519."),
    context: z.string().max(256).default("encryption"),
    new_key_id: keyId.optional(),
  }),
};

const algorithm = z.string();
const answers = {
  encrypt: z.object({ ciphertext: z.string(), key_id: z.string(), algorithm }),
  decrypt: z.object({ plaintext: z.string(), key_id: z.string(), algorithm }),
  sign: z.object({ signature: z.string(), key_id: z.string(), algorithm }),
  verify: z.object({ valid: z.boolean(), key_id: z.string().nullable(), algorithm }),
  key: z.object({ key_id: z.string(), public_key: z.string().nullable(), algorithm }),
  removed: z.null(),
};

const decoded = (text: string) => new Uint8Array(Buffer.from(text, "base64"));
const encoded = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64");
const guarded = (text: string | undefined) => (text === undefined ? new Uint8Array() : decoded(text));

/** Encryption, signatures and agreement with keys that the server keeps for whoever asks, under MFN v4.1's names. */
export function cryptoRoutes(app: FastifyInstance, { config, database, secrets, audit }: ServerParts): void {
  const keys = () => {
    if (!config.cryptoEnabled)
      throw Object.assign(new WorkbenchError("server/refused", [], "the cryptography of this server is switched off (MFN_CRYPTO_ENABLED)"), {
        statusCode: 503,
      });
    return new UserKeys(database.db, secrets);
  };
  const told = (action: string, { circumstances }: Asked, id: string, success = true) =>
    audit.record({ ...circumstances, action, category: "security", severity: success ? "info" : "warning", success, resource: `user-key:${id}` });
  const post = { method: "POST", tag: "cryptography", access: "run", bodyLimit } as const;

  jsonRoute(app, {
    ...post,
    url: "/api/encrypt",
    id: "encrypt",
    title: "Encrypts with AES-256-GCM",
    help: "The ciphertext begins with the nonce (12 bytes) and ends with the tag (16).",
    body: bodies.encrypt,
    example: { plaintext: "bXljZWxpdW0=" },
    answer: answers.encrypt,
    async handle(asked) {
      const { body, owner } = asked;
      const { plaintext, key_id, associated_data } = body as z.output<typeof bodies.encrypt>;
      const key = await keys().find(owner, "AES-256-GCM", key_id);
      const ciphertext = await seal(await importAesKey(key.secret), decoded(plaintext), guarded(associated_data));
      await told("encrypted", asked, key.id);
      return { ciphertext: encoded(ciphertext), key_id: key.id, algorithm: key.algorithm };
    },
  });
  jsonRoute(app, {
    ...post,
    url: "/api/decrypt",
    id: "decrypt",
    title: "Decrypts what /api/encrypt made",
    body: bodies.decrypt,
    answer: answers.decrypt,
    async handle(asked) {
      const { body, owner } = asked;
      const { ciphertext, key_id, associated_data } = body as z.output<typeof bodies.decrypt>;
      const key = await keys().find(owner, "AES-256-GCM", key_id);
      const plaintext = await unseal(await importAesKey(key.secret), decoded(ciphertext), guarded(associated_data)).catch(async (error: unknown) => {
        await told("decrypted", asked, key.id, false);
        throw error;
      });
      await told("decrypted", asked, key.id);
      return { plaintext: encoded(plaintext), key_id: key.id, algorithm: key.algorithm };
    },
  });
  jsonRoute(app, {
    ...post,
    url: "/api/sign",
    id: "sign",
    title: "Signs with Ed25519",
    body: bodies.sign,
    example: { message: "bXljZWxpdW0=" },
    answer: answers.sign,
    async handle(asked) {
      const { body, owner } = asked;
      const { message, key_id } = body as z.output<typeof bodies.sign>;
      const key = await keys().find(owner, "Ed25519", key_id);
      const signature = await sign(await importPrivate("Ed25519", key.secret), decoded(message));
      await told("signed", asked, key.id);
      return { signature: encoded(signature), key_id: key.id, algorithm: key.algorithm };
    },
  });
  jsonRoute(app, {
    ...post,
    url: "/api/verify",
    id: "verify",
    title: "Checks an Ed25519 signature",
    help: "With the public key given, or else with a key of yours.",
    body: bodies.verify,
    answer: answers.verify,
    async handle({ body, owner }) {
      const { message, signature, public_key, key_id } = body as z.output<typeof bodies.verify>;
      const held = keys();
      const own = public_key === undefined ? await held.find(owner, "Ed25519", key_id) : null;
      const valid = await verify(own ? own.publicKey! : decoded(public_key!), decoded(signature), decoded(message));
      return { valid, key_id: own?.id ?? null, algorithm: "Ed25519" };
    },
  });
  jsonRoute(app, {
    ...post,
    url: "/api/keypair",
    id: "makeUserKey",
    title: "Makes a key that the server keeps",
    help: "Ed25519 signs, ECDH (X25519) agrees, AES-256-GCM encrypts and has no public part. Secrets never leave the server.",
    body: bodies.keypair,
    example: { algorithm: "Ed25519" },
    answer: answers.key,
    async handle(asked) {
      const { body, owner } = asked;
      const given = body as z.output<typeof bodies.keypair>;
      const key = await keys().make(owner, given.algorithm, given.key_id);
      await told("user_key_made", asked, key.id);
      return { key_id: key.id, public_key: key.publicKey && encoded(key.publicKey), algorithm: key.algorithm };
    },
  });
  jsonRoute(app, {
    ...post,
    url: "/api/agree",
    id: "agree",
    title: "Agrees with another side on an AES-256-GCM key",
    help: 'X25519, then HKDF-SHA-256 with a salt of 32 zero bytes and info "MFN-ECDH-v1" + context, as MFN v4.1 does with its wrong X25519.',
    body: bodies.agree,
    answer: answers.key,
    async handle(asked) {
      const { body, owner } = asked;
      const { key_id, public_key, context, new_key_id } = body as z.output<typeof bodies.agree>;
      const held = keys();
      const own = await held.find(owner, "ECDH", key_id);
      const secret = await agree(await importPrivate("X25519", own.secret), decoded(public_key));
      const key = await held.make(owner, "AES-256-GCM" satisfies Algorithm, new_key_id, await sessionKey(secret, context));
      await told("user_key_agreed", asked, key.id);
      return { key_id: key.id, public_key: null, algorithm: key.algorithm };
    },
  });
  jsonRoute(app, {
    method: "GET",
    url: `${apiRoot}/user-keys`,
    id: "userKeys",
    title: "Keys that the server keeps for you, without their secrets",
    tag: "cryptography",
    query: pageQuery,
    answer: pageOf(answers.key.extend({ created: z.string() })),
    async handle({ query, owner }) {
      const { limit, after } = query as PageQuery;
      const found = await keys().list(owner, after === undefined ? "" : placeOf(after), limit + 1);
      const items = found.slice(0, limit);
      return { items, next: found.length > limit ? cursorOf(items.at(-1)!.key_id) : null };
    },
  });
  jsonRoute(app, {
    method: "DELETE",
    url: `${apiRoot}/user-keys/:id`,
    id: "removeUserKey",
    title: "Removes a key that the server keeps for you",
    help: "What was encrypted with it can never be read again.",
    tag: "cryptography",
    params: z.object({ id: keyId }),
    answer: answers.removed,
    async handle(asked) {
      const { params, owner } = asked;
      await keys().remove(owner, params["id"]!);
      await told("user_key_removed", asked, params["id"]!);
      return null;
    },
  });
}
