import { version } from "../../src/engine/host";
import type { ServerSecrets } from "../crypto/secrets";
import { signedBytes, statement, type ManifestFile, type SignedManifest } from "./manifest";

export interface ManifestSubject {
  /** What made the files, such as `run` or `sweep`. */
  kind: string;
  /** SHA-256 of the completed document, hexadecimal. */
  documentHash: string;
  files: readonly ManifestFile[];
}

/** A manifest of a job's files with the server's Ed25519 signature, for `manifest.json` beside them: `mfn verify` checks it. */
export async function signManifest(
  secrets: ServerSecrets,
  { kind, documentHash, files }: ManifestSubject,
  now: () => Date = () => new Date(),
): Promise<SignedManifest> {
  const said = statement.parse({
    manifest: 1,
    kind,
    documentHash,
    codeVersion: version,
    signed: now().toISOString(),
    files: files.map(({ name, bytes, sha256 }) => ({ name, bytes, sha256 })),
  });
  const value = await secrets.sign(signedBytes(said));
  const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64");
  return { ...said, signature: { algorithm: "Ed25519", publicKey: base64(secrets.publicKey), value: base64(value) } };
}
