import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { join } from "node:path";
import { WorkbenchError } from "../../src/core/errors";
import { verify } from "../crypto/curve-keys";
import { signedBytes, signedManifest, type ManifestFile, type SignedManifest } from "./manifest";

export interface Verdict {
  /** Whether the signature is that of the key over exactly this manifest. */
  signature: boolean;
  /** Base64 of the key it was held against, and whether that was given from outside: a manifest can name any key of its maker. */
  publicKey: string;
  keyGiven: boolean;
  files: { name: string; state: "same" | "changed" | "missing" }[];
  manifest: SignedManifest;
}

/** @throws WorkbenchError `data/unreadable` for a document that is no signed manifest. */
export function readManifest(document: unknown): SignedManifest {
  const parsed = signedManifest.safeParse(document);
  if (parsed.success) return parsed.data;
  const { path, message } = parsed.error.issues[0]!;
  throw new WorkbenchError("data/unreadable", path as (string | number)[], `this is no signed manifest: ${message}`);
}

/**
 * Checks a manifest and the files beside it.
 * @param key base64 of the signer's public key; the manifest's own when left out, which proves that nothing was changed but not who signed.
 */
export async function verifyManifest(manifest: SignedManifest, folder: string, key?: string): Promise<Verdict> {
  const { signature, ...said } = manifest;
  const publicKey = key ?? signature.publicKey;
  const bytes = (base64: string) => new Uint8Array(Buffer.from(base64, "base64"));
  const right = await verify(bytes(publicKey), bytes(signature.value), signedBytes(said));
  const files: Verdict["files"] = [];
  for (const file of manifest.files) files.push({ name: file.name, state: await stateOf(folder, file) });
  return { signature: right, publicKey, keyGiven: key !== undefined, files, manifest };
}

async function stateOf(folder: string, { name, sha256, bytes }: ManifestFile): Promise<"same" | "changed" | "missing"> {
  const hash = createHash("sha256");
  let length = 0;
  try {
    for await (const chunk of createReadStream(join(folder, ...name.split("/")))) {
      length += (chunk as Buffer).length;
      hash.update(chunk as Buffer);
    }
  } catch {
    return "missing";
  }
  return length === bytes && hash.digest("hex") === sha256 ? "same" : "changed";
}
