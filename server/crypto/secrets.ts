import { randomBytes } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { WorkbenchError } from "../../src/core/errors";
import { importAesKey, seal, unseal } from "./aes-gcm";
import { derive, importPrivate, keyBytes, publicOf, sign } from "./curve-keys";

type Bytes = Uint8Array<ArrayBuffer>;

/** What a server does with its own secret, which never leaves this object. */
export interface ServerSecrets {
  /** Encrypts what is kept; `purpose` is guarded with it, so that one thing cannot be put in another's place. */
  seal(plaintext: Bytes, purpose: string): Promise<Bytes>;
  /** @throws WorkbenchError `data/unreadable` where it was sealed with another secret or for another purpose. */
  unseal(sealed: Bytes, purpose: string): Promise<Bytes>;
  /** Ed25519, for manifests of results. */
  sign(message: Bytes): Promise<Bytes>;
  /** Of those signatures, 32 bytes. */
  readonly publicKey: Bytes;
}

/** The keys of a server from its one secret of 32 bytes: each use has a key of its own. */
export async function secretsOf(secret: Bytes): Promise<ServerSecrets> {
  const salt = new Uint8Array(32);
  const box = await importAesKey(await derive(secret, salt, "mfn/at-rest/v1"));
  const signer = await importPrivate("Ed25519", await derive(secret, salt, "mfn/manifests/v1"));
  const bytesOf = (text: string) => new TextEncoder().encode(text);
  return {
    seal: (plaintext, purpose) => seal(box, plaintext, bytesOf(purpose)),
    unseal: (sealed, purpose) => unseal(box, sealed, bytesOf(purpose)),
    sign: (message) => sign(signer, message),
    publicKey: await publicOf(signer),
  };
}

/**
 * The secret of a server: the one given (MFN_SECRET_KEY), or that of the file `secret-key` in the data folder, which is made at the first start and
 * readable by its owner alone. Servers that share a database must be given the same (`shareSecret`).
 * @throws WorkbenchError `usage` for a secret that is not 32 bytes, `data/unreadable` for a damaged file.
 */
export async function openSecrets({ secretKey, dataDir }: { secretKey?: string | undefined; dataDir: string }): Promise<ServerSecrets> {
  if (secretKey !== undefined) {
    const given = secretIn(secretKey);
    if (given) return secretsOf(given);
    throw new WorkbenchError("usage", [], `the server's secret cannot be used: ${secretForm}`);
  }
  const path = join(dataDir, "secret-key");
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  await writeFile(path, `${randomBytes(keyBytes).toString("hex")}\n`, { flag: "wx", mode: 0o600 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EEXIST") throw error;
  });
  const kept = secretIn((await readFile(path, "utf8")).trim());
  if (kept) return secretsOf(kept);
  throw new WorkbenchError("data/unreadable", [], `the file ${path} is damaged; restore it: what was encrypted with it cannot be read without it`);
}

/** What a secret looks like. */
export const secretForm = "expected 32 bytes as 64 hexadecimal digits or in base64, such as openssl rand -hex 32 prints";

/** 32 bytes in hexadecimal or base64; null for anything else. */
export function secretIn(text: string): Bytes | null {
  const bytes = /^[0-9a-f]{64}$/i.test(text) ? Buffer.from(text, "hex") : Buffer.from(text, "base64");
  return bytes.length === keyBytes ? new Uint8Array(bytes) : null;
}
