import { unzlibSync } from "fflate";
import { cutShort, unreadable } from "./limits";

/** Unpacks to as many bytes as `out` has, fewer where the data end, never more. */
type Unpack = (packed: Uint8Array, out: Uint8Array) => Uint8Array;

const deflate: Unpack = (packed, out) => unzlibSync(packed, { out });

const readable: Record<number, Unpack> = {
  1: (packed, out) => packed.subarray(0, out.length),
  5: lzw,
  8: deflate,
  32773: packBits,
  32946: deflate,
};

const unreadableKinds: Record<number, string> = {
  2: "CCITT run lengths",
  3: "CCITT Group 3",
  4: "CCITT Group 4",
  6: "JPEG",
  7: "JPEG",
  33003: "JPEG 2000",
  33005: "JPEG 2000",
  34712: "JPEG 2000",
  34887: "LERC",
  34925: "LZMA",
  50000: "Zstandard",
  50001: "WebP",
};

/** @throws WorkbenchError `data/unreadable` for a compression that is not read. */
export function refuseCompression(name: string, compression: number): void {
  if (readable[compression]) return;
  const kind = unreadableKinds[compression] ?? `kind ${compression}`;
  throw unreadable(name, `it is compressed with ${kind}; none, LZW, Deflate and PackBits are read. Save it with one of those`);
}

/**
 * The bytes of a strip or tile, a copy that may be written to.
 * @param size bytes that it must have.
 * @throws WorkbenchError `data/unreadable` where it is damaged or holds fewer.
 */
export function unpackChunk(name: string, packed: Uint8Array, compression: number, size: number): Uint8Array {
  const out = new Uint8Array(size);
  let unpacked: Uint8Array;
  try {
    unpacked = readable[compression]!(packed, out);
  } catch {
    throw unreadable(name, "its compressed data are damaged. Copy the file again, or save it anew");
  }
  if (unpacked.length < size) throw cutShort(name);
  if (unpacked.buffer !== out.buffer) out.set(unpacked);
  return out;
}

/** Runs of literal and of repeated bytes (TIFF 6.0, section 9). */
function packBits(packed: Uint8Array, out: Uint8Array): Uint8Array {
  let [from, to] = [0, 0];
  while (from < packed.length && to < out.length) {
    const lead = packed[from++]!;
    if (lead < 128) {
      const run = packed.subarray(from, from + lead + 1).subarray(0, out.length - to);
      out.set(run, to);
      to += run.length;
      from += lead + 1;
    } else if (lead > 128) {
      const run = Math.min(257 - lead, out.length - to);
      if (from >= packed.length) break;
      out.fill(packed[from++]!, to, to + run);
      to += run;
    }
  }
  return out.subarray(0, to);
}

const clearCode = 256;
const endCode = 257;
const mostCodes = 4096;

/**
 * LZW with codes of 9 to 12 bits, the highest bit first, each length ending one code early (TIFF 6.0, section 13). A string is kept
 * as where in the output it was first written.
 */
function lzw(packed: Uint8Array, out: Uint8Array): Uint8Array {
  const starts = new Uint32Array(mostCodes + 1);
  const lengths = new Uint32Array(mostCodes + 1);
  let [next, width, held, bits, to] = [endCode + 1, 9, 0, 0, 0];
  let previous = -1;
  const write = (from: number, length: number) => {
    // Byte by byte: a string may end in its own beginning.
    for (let k = 0; k < length && to < out.length; k++) out[to++] = out[from + k]!;
  };
  for (let from = 0; to < out.length;) {
    for (; bits < width; bits += 8) {
      if (from >= packed.length) return out.subarray(0, to);
      held = ((held & 0xffff) << 8) | packed[from++]!;
    }
    bits -= width;
    const code = (held >> bits) & ((1 << width) - 1);
    if (code === endCode) break;
    if (code === clearCode) {
      [next, width, previous] = [endCode + 1, 9, -1];
      continue;
    }
    const start = to;
    if (code < clearCode) out[to++] = code;
    else if (code < next) write(starts[code]!, lengths[code]!);
    else if (code === next && previous >= 0) write(previous, start - previous + 1);
    else throw new RangeError("a code before its string");
    // A new string: the one before and the first byte of this one, which stands right behind it.
    if (previous >= 0 && next < mostCodes) {
      starts[next] = previous;
      lengths[next++] = start - previous + 1;
      if (next >= (1 << width) - 1 && width < 12) width++;
    }
    previous = start;
  }
  return out.subarray(0, to);
}
