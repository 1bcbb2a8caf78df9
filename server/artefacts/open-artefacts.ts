import { join } from "node:path";
import { WorkbenchError } from "../../src/core/errors";
import type { ArtefactStore } from "./artefact-store";
import { folderStore, removeOldDrafts } from "./folder-store";

export interface ArtefactSettings {
  dataDir: string;
  s3Bucket?: string | undefined;
  s3Endpoint?: string | undefined;
  s3Region: string;
  s3Prefix: string;
  s3AccessKeyId?: string | undefined;
  s3SecretAccessKey?: string | undefined;
}

/** The bucket that the settings name, else a folder among the server's data. @throws WorkbenchError `usage` for half a pair of keys. */
export async function openArtefacts(settings: ArtefactSettings): Promise<ArtefactStore> {
  const { s3Bucket: bucket, s3Endpoint: endpoint, s3Region: region, s3Prefix: prefix, s3AccessKeyId, s3SecretAccessKey } = settings;
  if (bucket === undefined) {
    const folder = join(settings.dataDir, "artefacts");
    await removeOldDrafts(folder);
    return folderStore(folder);
  }
  if ((s3AccessKeyId === undefined) !== (s3SecretAccessKey === undefined))
    throw new WorkbenchError("usage", [], "MFN_S3_ACCESS_KEY_ID and MFN_S3_SECRET_ACCESS_KEY belong together; set both or neither");
  const { s3Store } = await import("./s3-store");
  return s3Store({
    bucket,
    endpoint,
    region,
    prefix,
    ...(s3AccessKeyId !== undefined &&
      s3SecretAccessKey !== undefined && { credentials: { accessKeyId: s3AccessKeyId, secretAccessKey: s3SecretAccessKey } }),
  });
}
