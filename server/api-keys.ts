import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { WorkbenchError } from "../src/core/errors";

const keyFile = z.strictObject({ keys: z.array(z.strictObject({ sha256: z.string().regex(/^[0-9a-f]{64}$/), created: z.iso.datetime() })).min(1) });

/** What a server compares keys with: never the keys themselves. */
export interface KeyStore {
  /** SHA-256 of each key that opens the API, hexadecimal. */
  hashes: readonly string[];
  /** The key made just now, to be shown once; null when keys existed. */
  firstKey: string | null;
}

/**
 * Reads the hashed keys of a data folder; makes folder and first key where there are none. Files are readable by their owner alone.
 * @throws WorkbenchError `data/unreadable` for a damaged key file: it is never replaced silently.
 */
export async function openKeyStore(dataDir: string): Promise<KeyStore> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const path = join(dataDir, "api-keys.json");
  const firstKey = `mfn_${randomBytes(32).toString("base64url")}`;
  const made = { keys: [{ sha256: hashKey(firstKey), created: new Date().toISOString() }] };
  try {
    await writeFile(path, `${JSON.stringify(made, null, 2)}\n`, { flag: "wx", mode: 0o600 });
    return { hashes: made.keys.map(({ sha256 }) => sha256), firstKey };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  try {
    const { keys } = keyFile.parse(JSON.parse(await readFile(path, "utf8")));
    return { hashes: keys.map(({ sha256 }) => sha256), firstKey: null };
  } catch {
    throw new WorkbenchError(
      "data/unreadable",
      [],
      `the key file ${path} is damaged; restore it, or remove it to have a new key made at the next start`,
    );
  }
}

/** A key is 32 random bytes, so one round of SHA-256 guards it: there is nothing to guess. */
export const hashKey = (key: string): string => createHash("sha256").update(key).digest("hex");

/** Whether a key is among those hashed, in a time that tells nothing about them. */
export function keyFits(key: string, hashes: readonly string[]): boolean {
  const given = Buffer.from(hashKey(key), "hex");
  return hashes.map((hash) => timingSafeEqual(given, Buffer.from(hash, "hex"))).includes(true);
}
