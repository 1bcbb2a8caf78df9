import { Gunzip } from "fflate";
import { cutShort, mostCells, unreadable } from "./limits";

/** Whether the bytes begin as a gzip archive does. */
export const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

/** An archive may unpack to the most values that a file may hold, in so many bytes each. */
const bytesOfValue = 4;
/** Bytes unpacked at a time, so that an archive that grows without end is noticed early. */
const slice = 2 ** 16;

/**
 * The one file in a gzip archive.
 * @param most values that it may hold.
 * @throws WorkbenchError `data/unreadable` for a damaged archive, or one that unpacks to more than four bytes for each: a gibibyte unless given.
 */
export function gunzip(name: string, bytes: Uint8Array, most = mostCells): Uint8Array {
  const mostBytes = bytesOfValue * most;
  const parts: Uint8Array[] = [];
  let length = 0;
  let ended = false;
  const stream = new Gunzip((part, last) => {
    parts.push(part);
    length += part.length;
    ended ||= last;
  });
  for (let at = 0; at < bytes.length; at += slice) {
    try {
      stream.push(bytes.subarray(at, at + slice), at + slice >= bytes.length);
    } catch {
      throw unreadable(name, "the gzip archive is damaged or cut short. Copy it again");
    }
    if (length > mostBytes) throw unreadable(name, `the gzip archive unpacks to more than ${mostBytes} bytes. Cut the file into parts`);
  }
  if (!ended) throw cutShort(name);
  const out = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}
