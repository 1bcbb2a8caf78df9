import { WorkbenchError } from "../core/errors";
import type { OnProgress } from "./connector";
import { unreadable } from "./limits";

/** A file whose bytes are had piece by piece, as a `Blob`, an open file or an array gives them. */
export interface ByteSource {
  readonly size: number;
  /** The bytes `[start, end)`. Rejects with a WorkbenchError when they cannot be had any more. */
  read(start: number, end: number): Promise<Uint8Array>;
}

/** The most bytes that are held in one array: what engines give. */
export const mostBytes = 2 ** 31 - 1;
/** Bytes read at a time. */
const pieceBytes = 2 ** 23;

export const bytesAsSource = (bytes: Uint8Array): ByteSource => ({
  size: bytes.length,
  read: (start, end) => Promise.resolve(bytes.subarray(start, end)),
});

export const blobAsSource = (name: string, blob: Blob): ByteSource => ({
  size: blob.size,
  async read(start, end) {
    try {
      return new Uint8Array(await blob.slice(start, end).arrayBuffer());
    } catch {
      throw new WorkbenchError("data/unreadable", [name], "the browser cannot read it: it is a folder, or was moved or changed. Choose it again");
    }
  },
});

/**
 * All bytes, for kinds of files that are taken apart as a whole.
 * @throws WorkbenchError `data/unreadable` for more than fit into one array.
 */
export async function allBytes(name: string, source: ByteSource, onProgress: OnProgress): Promise<Uint8Array> {
  if (source.size > mostBytes) throw tooLarge(name, source.size);
  const bytes = new Uint8Array(source.size);
  for (let at = 0; at < source.size; at += pieceBytes) {
    const end = Math.min(at + pieceBytes, source.size);
    bytes.set(await source.read(at, end), at);
    onProgress(end / source.size);
  }
  return bytes;
}

const tooLarge = (name: string, size: number): WorkbenchError =>
  unreadable(
    name,
    `it has ${(size / 2 ** 30).toFixed(1)} GiB; a file of this kind is read as a whole, which goes up to 2 GiB. Cut it into parts, or save the table as CSV or Parquet, which are read piece by piece`,
  );
