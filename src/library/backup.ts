import { Zip, ZipDeflate, ZipPassThrough } from "fflate";
import { WorkbenchError } from "../core/errors";
import { digest } from "./digest";
import { packValue } from "./packed-value";
import type { Attachments, LibraryRecord } from "./record";

/** A record with all that stands beside it. */
export interface BackupEntry {
  record: LibraryRecord;
  attachments: Attachments;
}

/** What `library.json` of a backup says. `attachments` are packed; `files` tells how each other file of the archive should read. */
export interface BackupIndex {
  format: typeof backupFormat;
  version: 1;
  /** When it was made, as ISO 8601. */
  made: string;
  entries: BackupEntry[];
  files: Record<string, { bytes: number; sha256: string }>;
}

export const backupFormat = "mfn-library";
export const indexFile = "library.json";
/** Holds the digest of the index, which holds the digests of all the others. */
export const sealFile = "library.sha256";

/** Archives without the 64-bit extension end here. */
const mostBytes = 0xffff_0000;

/**
 * Records as one zip: `library.json`, and a file for each array in little-endian order. Arrays are stored as they are: states hardly shrink, and packing
 * them would hold up the page. One record at a time is in memory.
 * @throws WorkbenchError `usage` above 4 GB.
 */
export async function packBackup(entries: AsyncIterable<BackupEntry>, now: number): Promise<Blob> {
  const parts: Blob[] = [];
  let size = 0;
  let failure: Error | null = null;
  const zip = new Zip((error, chunk) => {
    failure ??= error;
    if (!error) {
      size += chunk.length;
      parts.push(new Blob([chunk as Uint8Array<ArrayBuffer>]));
    }
  });
  const add = (name: string, bytes: Uint8Array, file: ZipPassThrough | ZipDeflate = new ZipPassThrough(name)) => {
    file.mtime = now;
    zip.add(file);
    file.push(bytes, true);
    if (failure) throw failure;
    if (size > mostBytes)
      throw new WorkbenchError(
        "usage",
        [],
        "the backup would be larger than 4 GB, which an archive cannot hold: choose fewer runs and back them up apart",
      );
  };

  const index: BackupIndex = { format: backupFormat, version: 1, made: new Date(now).toISOString(), entries: [], files: {} };
  let files = 0;
  for await (const { record, attachments } of entries) {
    const fresh: [name: string, bytes: Uint8Array<ArrayBuffer>][] = [];
    const packed = packValue(attachments, (bytes) => {
      const name = `arrays/${String(++files).padStart(6, "0")}.bin`;
      fresh.push([name, bytes]);
      return name;
    }) as Attachments;
    for (const [name, bytes] of fresh) {
      index.files[name] = { bytes: bytes.length, sha256: await digest(bytes) };
      add(name, bytes);
    }
    index.entries.push({ record, attachments: packed });
  }
  const text = new TextEncoder().encode(JSON.stringify(index));
  add(indexFile, text, new ZipDeflate(indexFile));
  add(sealFile, new TextEncoder().encode(await digest(text)));
  zip.end();
  if (failure) throw failure;
  return new Blob(parts, { type: "application/zip" });
}
