import "../core/uncompiled-schemas";
import { unzipSync } from "fflate";
import { z } from "zod";
import { toRecord, WorkbenchError } from "../core/errors";
import { backupFormat, indexFile, sealFile, type BackupEntry, type BackupIndex } from "./backup";
import { digest } from "./digest";
import { unpackValue } from "./packed-value";
import type { Attachments } from "./record";

const record = z.looseObject({
  id: z.string().min(1),
  kind: z.enum(["run", "sweep", "search"]),
  spec: z.looseObject({ version: z.literal(1), model: z.string() }),
  specHash: z.string(),
  codeVersion: z.string(),
  step: z.number(),
  time: z.number(),
  created: z.number(),
  changed: z.number(),
  worked: z.number(),
  title: z.string(),
  notes: z.string(),
  tags: z.array(z.string()),
  starred: z.boolean(),
  deleted: z.number().nullable(),
  metrics: z.record(z.string(), z.number().nullable()),
  edited: z.record(z.string(), z.number()),
});
const entry = z.object({ record, attachments: z.record(z.string(), z.unknown()) });
const index = z.object({
  format: z.literal(backupFormat),
  version: z.literal(1),
  entries: z.array(entry),
  files: z.record(z.string(), z.object({ bytes: z.number(), sha256: z.string() })),
});

/**
 * What a backup holds, every part of it checked against its digest before any is given back. The whole file is held in memory.
 * @throws WorkbenchError `data/unreadable`: it is no backup, of a later version, cut off or damaged.
 */
export async function readBackup(file: Blob): Promise<BackupEntry[]> {
  const files = unzip(new Uint8Array(await file.arrayBuffer()));
  const text = files[indexFile];
  if (!text || !files[sealFile]) throw unreadable("it is a zip, but no backup of a library: library.json is missing");
  if ((await digest(text.slice())) !== new TextDecoder().decode(files[sealFile])) throw damaged(indexFile);
  const { entries, files: listed } = readIndex(text);
  for (const [name, { bytes, sha256 }] of Object.entries(listed)) {
    const found = files[name];
    if (!found || found.length !== bytes || (await digest(found.slice())) !== sha256) throw damaged(name);
  }
  return entries.map(({ record, attachments }) => ({ record, attachments: unpackValue(attachments, (name) => files[name]) as Attachments }));
}

function unzip(bytes: Uint8Array): Record<string, Uint8Array> {
  try {
    return unzipSync(bytes);
  } catch (error) {
    throw unreadable(`it is no zip archive, or was cut off (${toRecord(error).message})`);
  }
}

function readIndex(text: Uint8Array): BackupIndex {
  const read: unknown = JSON.parse(new TextDecoder().decode(text));
  const { version } = (typeof read === "object" && read !== null ? read : {}) as { version?: unknown };
  if (typeof version === "number" && version > 1)
    throw unreadable(`it was written by a later version (format ${version}); update the workbench first`);
  const checked = index.safeParse(read);
  if (!checked.success) throw unreadable(`library.json is not as it should be: ${checked.error.issues[0]!.path.join(".")}`);
  return checked.data as unknown as BackupIndex;
}

const damaged = (part: string): WorkbenchError => unreadable(`its part ${part} is damaged`);

const unreadable = (why: string): WorkbenchError =>
  new WorkbenchError("data/unreadable", [], `The backup was not restored, and nothing was changed: ${why}. Take another copy of the file.`);
