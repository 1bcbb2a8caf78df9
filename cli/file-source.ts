import { open } from "node:fs/promises";
import { resolve } from "node:path";
import type { ByteSource } from "../src/connectors/byte-source";
import type { Io } from "./command";
import { unreadable } from "./files";

/**
 * Opens a file that is then read piece by piece, so that it may be longer than memory.
 * @throws WorkbenchError `data/unreadable` that says why a path cannot be read.
 */
export async function withSource<T>(io: Io, path: string, work: (source: ByteSource) => Promise<T>): Promise<T> {
  const refuse = (error: unknown): never => {
    throw unreadable(path, error);
  };
  const file = await open(resolve(io.cwd, path)).catch(refuse);
  try {
    const { size } = await file.stat().catch(refuse);
    const read = async (start: number, end: number) => {
      const bytes = new Uint8Array(end - start);
      let got = 0;
      while (got < bytes.length) {
        const { bytesRead } = await file.read(bytes, got, bytes.length - got, start + got).catch(refuse);
        if (bytesRead === 0) return bytes.subarray(0, got);
        got += bytesRead;
      }
      return bytes;
    };
    return await work({ size, read });
  } finally {
    await file.close();
  }
}
