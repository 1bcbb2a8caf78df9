import { WorkbenchError } from "../../src/core/errors";

const { subtle } = globalThis.crypto;

/** Signing and agreement on Curve25519. */
export type Curve = "Ed25519" | "X25519";
type Bytes = Uint8Array<ArrayBuffer>;

/** What stands before the 32 bytes of a private key in PKCS #8 (RFC 8410, section 7). */
const prefixes: Record<Curve, string> = {
  Ed25519: "302e020100300506032b657004220420",
  X25519: "302e020100300506032b656e04220420",
};

export const keyBytes = 32;

/** @param seed 32 bytes: the private key of RFC 8032, or the scalar of RFC 7748. */
export async function importPrivate(curve: Curve, seed: Bytes): Promise<CryptoKey> {
  const document = new Uint8Array([...Buffer.from(prefixes[curve], "hex"), ...seed]);
  return subtle.importKey("pkcs8", document, curve, true, curve === "Ed25519" ? ["sign"] : ["deriveBits"]);
}

/** @throws WorkbenchError `data/unreadable` for bytes that are no public key. */
export async function importPublic(curve: Curve, raw: Bytes): Promise<CryptoKey> {
  return subtle.importKey("raw", raw, curve, true, curve === "Ed25519" ? ["verify"] : []).catch(() => {
    throw new WorkbenchError("data/unreadable", ["public_key"], `expected the ${keyBytes} bytes of a ${curve} public key, got ${raw.length} bytes`);
  });
}

/** The public key, 32 bytes, that belongs to a private one. */
export async function publicOf(privateKey: CryptoKey): Promise<Bytes> {
  const { x } = await subtle.exportKey("jwk", privateKey);
  return new Uint8Array(Buffer.from(x!, "base64url"));
}

/** Ed25519 (RFC 8032): 64 bytes. */
export const sign = async (privateKey: CryptoKey, message: Bytes): Promise<Bytes> =>
  new Uint8Array(await subtle.sign("Ed25519", privateKey, message));

/** False for a signature of another message or key, or one that is no signature at all. */
export async function verify(publicKey: Bytes, signature: Bytes, message: Bytes): Promise<boolean> {
  return subtle.verify("Ed25519", await importPublic("Ed25519", publicKey), signature, message);
}

/**
 * X25519 (RFC 7748): the 32 bytes that both sides come to.
 * @throws WorkbenchError `data/unreadable` for a public key of small order, which would make them all zero.
 */
export async function agree(privateKey: CryptoKey, publicKey: Bytes): Promise<Bytes> {
  const other = await importPublic("X25519", publicKey);
  return new Uint8Array(
    await subtle.deriveBits({ name: "X25519", public: other }, privateKey, 8 * keyBytes).catch(() => {
      throw new WorkbenchError("data/unreadable", ["public_key"], "this public key is of small order: no secret can be agreed on with it");
    }),
  );
}

/** HKDF with SHA-256 (RFC 5869). */
export async function derive(secret: Bytes, salt: Bytes, info: string, length = keyBytes): Promise<Bytes> {
  const key = await subtle.importKey("raw", secret, "HKDF", false, ["deriveBits"]);
  const algorithm = { name: "HKDF", hash: "SHA-256", salt, info: new TextEncoder().encode(info) };
  return new Uint8Array(await subtle.deriveBits(algorithm, key, 8 * length));
}

/** The key that MFN v4.1 makes of an agreed secret: HKDF with a salt of 32 zero bytes and info "MFN-ECDH-v1" + context. */
export const sessionKey = (secret: Bytes, context: string): Promise<Bytes> => derive(secret, new Uint8Array(32), `MFN-ECDH-v1${context}`);
