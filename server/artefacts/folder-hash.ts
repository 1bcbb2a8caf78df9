import { createHash } from "node:crypto";

/** A file within a folder, by its path from there with `/`. */
export interface HashedFile {
  path: string;
  /** SHA-256, hexadecimal. */
  sha256: string;
}

/** What stands for a whole folder: the SHA-256 of the list of its files as `sha256sum` prints it, in the order of their paths (code units). */
export function folderHash(files: readonly HashedFile[]): string {
  const hash = createHash("sha256");
  const inOrder = [...files].sort((a, b) => (a.path < b.path ? -1 : 1));
  for (const { path, sha256 } of inOrder) hash.update(`${sha256}  ${path}\n`);
  return hash.digest("hex");
}
