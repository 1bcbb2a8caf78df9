import { createHash } from "node:crypto";
import type { Readable } from "node:stream";
import type { ArtefactStore } from "./artefact-store";
import { checkName, checkPrefix } from "./artefact-name";

export interface S3Settings {
  bucket: string;
  /** Unset, that of AWS. */
  endpoint?: string | undefined;
  region: string;
  /** What names in the bucket begin with. */
  prefix: string;
  /** Unset, what the SDK finds: its variables, its files, the machine's role. */
  credentials?: { accessKeyId: string; secretAccessKey: string } | undefined;
}

/** Artefacts as objects of a bucket. The SDK is loaded here, so that a server without a bucket does without it. */
export async function s3Store({ bucket, endpoint, region, prefix: root, credentials }: S3Settings): Promise<ArtefactStore> {
  const { DeleteObjectsCommand, GetObjectCommand, HeadObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client } =
    await import("@aws-sdk/client-s3");
  const client = new S3Client({
    region,
    // A store that takes what it is sent and never answers must not keep a worker for ever.
    requestHandler: { connectionTimeout: connectMs, socketTimeout: silentMs },
    // Other stores are reached by path: they have no host for each bucket, and not all know the newer checksums.
    ...(endpoint !== undefined && { endpoint, forcePathStyle: true, requestChecksumCalculation: "WHEN_REQUIRED" as const }),
    ...(credentials && { credentials }),
  });
  const list = async (prefix: string): Promise<string[]> => {
    checkPrefix(prefix);
    const names: string[] = [];
    let token: string | undefined;
    do {
      const page = await client.send(
        new ListObjectsV2Command({ Bucket: bucket, Prefix: root + prefix, ...(token !== undefined && { ContinuationToken: token }) }),
      );
      names.push(...(page.Contents ?? []).map(({ Key = "" }) => Key.slice(root.length)));
      token = page.IsTruncated ? page.NextContinuationToken : undefined;
    } while (token !== undefined);
    return names.sort();
  };
  return {
    async put(name, bytes) {
      checkName(name);
      await client.send(new PutObjectCommand({ Bucket: bucket, Key: root + name, Body: bytes, ContentLength: bytes.length }));
    },
    async get(name) {
      checkName(name);
      const found = await client.send(new GetObjectCommand({ Bucket: bucket, Key: root + name })).catch(missing);
      return found && (found.Body ? found.Body.transformToByteArray() : new Uint8Array());
    },
    async size(name) {
      checkName(name);
      const found = await client.send(new HeadObjectCommand({ Bucket: bucket, Key: root + name })).catch(missing);
      return found && (found.ContentLength ?? 0);
    },
    async stream(name, range) {
      checkName(name);
      const Range = range && `bytes=${range.first}-${range.last}`;
      const found = await client.send(new GetObjectCommand({ Bucket: bucket, Key: root + name, Range })).catch(missing);
      // What the SDK gives in Node.
      return found && (found.Body as Readable);
    },
    list,
    async removeAll(prefix) {
      const names = await list(prefix);
      for (let from = 0; from < names.length; from += mostDeleted) {
        const Objects = names.slice(from, from + mostDeleted).map((name) => ({ Key: root + name }));
        const removal = new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects, Quiet: true } });
        removal.middlewareStack.add((next) => (args) => next(withMd5(args)), { step: "build" });
        const { Errors = [] } = await client.send(removal);
        if (Errors.length > 0) throw new Error(`${Errors.length} objects could not be removed from the bucket: ${Errors[0]!.Message}`);
      }
    },
  };
}

/** Some stores take a removal of several names with the older checksum alone, which the SDK no longer sends (aws-sdk-js-v3, issue 6920). */
function withMd5<Args extends { request: unknown }>(args: Args): Args {
  const { body, headers } = args.request as { body: string; headers: Record<string, string> };
  headers["content-md5"] = createHash("md5").update(body).digest("base64");
  return args;
}

/** What stands for an object that is not there; an answer to HEAD has no body that would name the key. */
function missing(error: unknown): null {
  if (error instanceof Error && (error.name === "NoSuchKey" || error.name === "NotFound")) return null;
  throw error;
}

/** Milliseconds in which a connection stands, and in which something has to be sent or received over it. */
const [connectMs, silentMs] = [5000, 60_000];

/** Objects that one request may remove. */
const mostDeleted = 1000;
