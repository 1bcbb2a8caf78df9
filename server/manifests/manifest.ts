import { z } from "zod";
import { canonicalJson } from "../../src/core/spec/hash";

/** What a manifest says of one file. */
export const manifestFile = z.strictObject({
  /** Beside the manifest; `/` parts folders. */
  name: z
    .string()
    .min(1)
    .max(500)
    .refine(
      (name) => !name.startsWith("/") && !/[\\\0]/.test(name) && !name.split("/").some((part) => part === "" || part === "." || part === ".."),
      {
        error: "expected a name within the folder of the manifest",
      },
    ),
  bytes: z.int().min(0),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
export type ManifestFile = z.output<typeof manifestFile>;

/** What was computed, of what, with what, and which files came of it. */
export const statement = z.strictObject({
  manifest: z.literal(1),
  /** What made the files, such as `run` or `sweep`. */
  kind: z.string().max(100),
  /** SHA-256 of the completed document. */
  documentHash: z.string().regex(/^[0-9a-f]{64}$/),
  /** Of the workbench that computed them. */
  codeVersion: z.string().max(100),
  /** ISO 8601, when it was signed. */
  signed: z.iso.datetime(),
  files: z.array(manifestFile).max(100_000),
});
export type Statement = z.output<typeof statement>;

export const signedManifest = z.strictObject({
  ...statement.shape,
  signature: z.strictObject({
    algorithm: z.literal("Ed25519"),
    /** Base64. */
    publicKey: z.base64().max(64),
    value: z.base64().max(128),
  }),
});
export type SignedManifest = z.output<typeof signedManifest>;

/** The bytes that are signed: the statement as canonical JSON. */
export const signedBytes = (of: Statement): Uint8Array<ArrayBuffer> => new TextEncoder().encode(canonicalJson(of));
