import { WorkbenchError } from "../../src/core/errors";

const { subtle } = globalThis.crypto;

/** Bytes of the nonce before, and of the tag behind, what is encrypted. */
export const nonceBytes = 12;
export const tagBytes = 16;

type Bytes = Uint8Array<ArrayBuffer>;

/** @param raw 16, 24 or 32 bytes. */
export const importAesKey = (raw: Bytes): Promise<CryptoKey> => subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]);

/**
 * AES-GCM (NIST SP 800-38D): nonce, ciphertext, tag in one piece.
 * @param associated bytes that are not hidden but guarded: decryption needs the same.
 * @param nonce 12 fresh random bytes unless given; no two messages of one key may share one.
 */
export async function seal(
  key: CryptoKey,
  plaintext: Bytes,
  associated: Bytes = new Uint8Array(),
  nonce: Bytes = globalThis.crypto.getRandomValues(new Uint8Array(nonceBytes)),
): Promise<Bytes> {
  const hidden = await subtle.encrypt({ name: "AES-GCM", iv: nonce, additionalData: associated, tagLength: 8 * tagBytes }, key, plaintext);
  const sealed = new Uint8Array(nonceBytes + hidden.byteLength);
  sealed.set(nonce);
  sealed.set(new Uint8Array(hidden), nonceBytes);
  return sealed;
}

/** @throws WorkbenchError `data/unreadable` when a bit of it, of the key or of the associated data is another. */
export async function unseal(key: CryptoKey, sealed: Bytes, associated: Bytes = new Uint8Array()): Promise<Bytes> {
  try {
    if (sealed.length < nonceBytes + tagBytes) throw new Error("too short");
    const algorithm = { name: "AES-GCM", iv: sealed.subarray(0, nonceBytes), additionalData: associated, tagLength: 8 * tagBytes };
    return new Uint8Array(await subtle.decrypt(algorithm, key, sealed.subarray(nonceBytes)));
  } catch {
    throw new WorkbenchError(
      "data/unreadable",
      [],
      "this cannot be decrypted: the key or the associated data are others, or the ciphertext was changed",
    );
  }
}
