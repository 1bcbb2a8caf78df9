import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Keeps a file that a test wrote in the folder that `ORACLE_FILES` names, for `tests/oracle/exported_files.py` to open; nowhere without it. */
export function fileForOracle<Bytes extends Uint8Array>(name: string, bytes: Bytes): Bytes {
  const folder = process.env["ORACLE_FILES"];
  if (folder) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, name), bytes);
  }
  return bytes;
}
