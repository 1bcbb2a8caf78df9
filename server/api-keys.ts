import { timingSafeEqual } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { WorkbenchError } from "../src/core/errors";
import { hashSecret } from "./accounts/secrets";

const keyFile = z.strictObject({ keys: z.array(z.strictObject({ sha256: z.string().regex(/^[0-9a-f]{64}$/), created: z.iso.datetime() })).min(1) });

/**
 * SHA-256 of each key that a data folder of an earlier version holds, hexadecimal; none where there is no such file. They are taken over when the
 * database is made, and never read again.
 * @throws WorkbenchError `data/unreadable` for a damaged key file: it is never passed over silently.
 */
export async function readKeyFile(dataDir: string): Promise<string[]> {
  const path = join(dataDir, "api-keys.json");
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
  try {
    return keyFile.parse(JSON.parse(text)).keys.map(({ sha256 }) => sha256);
  } catch {
    throw new WorkbenchError("data/unreadable", [], `the key file ${path} is damaged; restore it, or remove it: keys are in the database now`);
  }
}

/** A key is 32 random bytes, so one round of SHA-256 guards it: there is nothing to guess. */
export const hashKey = hashSecret;

/** Whether a key is among those hashed, in a time that tells nothing about them. */
export function keyFits(key: string, hashes: readonly string[]): boolean {
  const given = Buffer.from(hashKey(key), "hex");
  return hashes.map((hash) => timingSafeEqual(given, Buffer.from(hash, "hex"))).includes(true);
}
