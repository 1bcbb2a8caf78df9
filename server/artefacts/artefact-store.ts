/** Bytes under names, in a folder or an S3-compatible store. Names are of our making: lower-case letters, digits, `-`, `_`, `.` and `/`, no `..`. */
export interface ArtefactStore {
  /** Whole or not at all: a reader never sees half of it. */
  put(name: string, bytes: Uint8Array): Promise<void>;
  /** null when there is none. */
  get(name: string): Promise<Uint8Array | null>;
  /** Names that begin so, in order. */
  list(prefix: string): Promise<string[]>;
  /** Removes all names that begin so. */
  removeAll(prefix: string): Promise<void>;
}
