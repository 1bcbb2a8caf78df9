import type { Readable } from "node:stream";

/** Bytes of a file, from the first to the last of them, both included. */
export interface ByteRange {
  first: number;
  last: number;
}

/** Bytes under names, in a folder or an S3-compatible store. Names are of our making: lower-case letters, digits, `-`, `_`, `.` and `/`, no `..`. */
export interface ArtefactStore {
  /** Whole or not at all: a reader never sees half of it. */
  put(name: string, bytes: Uint8Array): Promise<void>;
  /** All of it in memory; null when there is none. */
  get(name: string): Promise<Uint8Array | null>;
  /** How many bytes it has; null when there is none. */
  size(name: string): Promise<number | null>;
  /** Piece by piece, however long it is; null when there is none. @param range a part of it that there is; all of it unless given. */
  stream(name: string, range?: ByteRange): Promise<Readable | null>;
  /** Names that begin so, in order. */
  list(prefix: string): Promise<string[]>;
  /** Removes all names that begin so. */
  removeAll(prefix: string): Promise<void>;
}
