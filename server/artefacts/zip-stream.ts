import { Readable } from "node:stream";
import { Zip, ZipPassThrough } from "fflate";

/** A file of an archive: its name in it, and its bytes when their turn comes. */
interface ZippedFile {
  name: string;
  open(): Promise<Readable>;
}

/** The first day that a ZIP file can tell: the same files make the same bytes. */
const mtime = "1980-01-01T00:00:00";

/**
 * A ZIP file of files as they are, not packed, one piece after the other: no more than a piece is in memory, and a reader who is slow is waited
 * for. A file that cannot be opened breaks the stream off.
 */
export function zipStream(files: readonly ZippedFile[]): Readable {
  return Readable.from(pieces(files), { objectMode: false });
}

async function* pieces(files: readonly ZippedFile[]): AsyncGenerator<Uint8Array> {
  let ready: Uint8Array[] = [];
  const zip = new Zip((error, piece) => {
    if (error) throw error;
    ready.push(piece);
  });
  const taken = () => {
    const pieces = ready.filter(({ length }) => length > 0);
    ready = [];
    return pieces;
  };
  for (const { name, open } of files) {
    const entry = Object.assign(new ZipPassThrough(name), { mtime });
    zip.add(entry);
    for await (const bytes of await open()) {
      entry.push(bytes as Uint8Array);
      yield* taken();
    }
    entry.push(new Uint8Array(), true);
    yield* taken();
  }
  zip.end();
  yield* taken();
}
