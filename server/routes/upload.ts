import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { WorkbenchError } from "../../src/core/errors";

/** Bytes of one file that a request brings. */
export const maxUploadBytes = 64 * 2 ** 20;

/** Bytes of a JSON document that holds the values of a series or of many clients. */
export const maxDocumentBytes = 16 * 2 ** 20;

/** Of a body whose route says nothing else: those of public routes are read before anybody is known. */
export const maxBodyBytes = 2 ** 20;

/** A body that is a file as it is, for the description. */
export const fileBody = z
  .custom<Buffer>((value) => Buffer.isBuffer(value) && value.length > 0, "expected the bytes of a file as the body")
  .meta({
    type: "string",
    format: "binary",
  });

/** Media types that say what a file is, with the ending that a reader knows it by. */
const endings: Record<string, string> = {
  "image/png": "png",
  "image/jpeg": "jpg",
  "image/tiff": "tif",
  "text/csv": "csv",
  "text/plain": "csv",
  "application/json": "json",
  "application/vnd.apache.parquet": "parquet",
  "application/zip": "npz",
};

/** In the description; any other type, such as application/octet-stream, is told by how the file begins. */
export const fileTypes: readonly string[] = ["application/octet-stream", ...Object.keys(endings)];

/** How files begin that no media type names. */
const beginnings: readonly [begins: string, ending: string][] = [
  ["\x89PNG", "png"],
  ["\xff\xd8\xff", "jpg"],
  ["II*\0", "tif"],
  ["MM\0*", "tif"],
  ["\x93NUMPY", "npy"],
  ["PK\x03\x04", "npz"],
  ["PAR1", "parquet"],
  ["{", "json"],
  ["[", "json"],
];

/** In this scope every body is a file, JSON too. */
export function takeFiles(scope: FastifyInstance): void {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser("*", { parseAs: "buffer", bodyLimit: maxUploadBytes }, async (_: unknown, body: Buffer) => body);
}

/** The name under which a file of a request is read: ours, never theirs. */
export function uploadName(contentType: string | undefined, bytes: Buffer): string {
  const given = endings[contentType?.split(";")[0]?.trim().toLowerCase() ?? ""];
  const head = bytes.subarray(0, 8).toString("latin1");
  const told = beginnings.find(([begins]) => head.startsWith(begins))?.[1];
  // A table is whatever begins like nothing else.
  return `upload.${told ?? given ?? "csv"}`;
}

/** @throws WorkbenchError `server/refused` for a document that has files of the server read. */
export function refuseFiles(document: unknown, path: readonly (string | number)[] = []): void {
  if (typeof document !== "object" || document === null) return;
  for (const [key, value] of Object.entries(document)) {
    const here = [...path, Array.isArray(document) ? Number(key) : key];
    if (key === "file" && typeof value === "string")
      throw new WorkbenchError("server/refused", here, "a server reads no files for a request; put the values in their place");
    refuseFiles(value, here);
  }
}
