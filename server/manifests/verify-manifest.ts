import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readdir, readFile, stat } from "node:fs/promises";
import { basename, dirname, join, relative, sep } from "node:path";
import { WorkbenchError } from "../../src/core/errors";
import { folderHash, type HashedFile } from "../artefacts/folder-hash";
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
 * Checks a manifest and the files beside it. A folder may be there as a folder, or as the ZIP file that the server sends for it, under its name with or
 * without `.zip`. Where the manifest's own name begins as the workbench's page saves files, `0a1b2c3d-`, theirs may too.
 * @param path of the manifest.
 * @param key base64 of the signer's public key; the manifest's own when left out, which proves that nothing was changed but not who signed.
 */
export async function verifyManifest(manifest: SignedManifest, path: string, key?: string): Promise<Verdict> {
  const { signature, ...said } = manifest;
  const publicKey = key ?? signature.publicKey;
  const bytes = (base64: string) => new Uint8Array(Buffer.from(base64, "base64"));
  const right = await verify(bytes(publicKey), bytes(signature.value), signedBytes(said));
  const [prefix = ""] = /^[0-9a-f]{8}-/.exec(basename(path)) ?? [];
  const places = (name: string) =>
    [`${prefix}${name}`, `${prefix}${name}.zip`, name, `${name}.zip`].map((place) => join(dirname(path), ...place.split("/")));
  const files: Verdict["files"] = [];
  for (const file of manifest.files) files.push({ name: file.name, state: await stateOf(places(file.name), file) });
  return { signature: right, publicKey, keyGiven: key !== undefined, files, manifest };
}

/** Of the first of the places where there is something. */
async function stateOf(places: readonly string[], { sha256, bytes }: ManifestFile): Promise<"same" | "changed" | "missing"> {
  for (const place of places) {
    const found = await stat(place).catch(() => null);
    if (found === null) continue;
    if (found.isDirectory()) return (await hashOfFolder(place)) === sha256 ? "same" : "changed";
    if (found.size === bytes && (await hashOf(place)) === sha256) return "same";
    return (await hashOfZip(place)) === sha256 ? "same" : "changed";
  }
  return "missing";
}

async function hashOf(file: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest("hex");
}

async function hashOfFolder(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files: HashedFile[] = [];
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    files.push({ path: relative(folder, file).split(sep).join("/"), sha256: await hashOf(file) });
  }
  return folderHash(files);
}

/** Null where the file is no ZIP file of a folder. */
async function hashOfZip(file: string): Promise<string | null> {
  const { unzipSync } = await import("fflate");
  try {
    const files = Object.entries(unzipSync(await readFile(file)));
    return folderHash(files.map(([path, bytes]) => ({ path, sha256: createHash("sha256").update(bytes).digest("hex") })));
  } catch {
    return null;
  }
}
