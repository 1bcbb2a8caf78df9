import { byteReader, type ByteReader } from "./byte-reader";
import { unreadable } from "./limits";

/** The tags of one page. */
export interface TiffDirectory {
  /** Numbers of a tag; null when it has none. Rationals are divided. */
  numbers(tag: number): number[] | null;
  /** The only or first number of a tag, or what stands for it when it is not given. */
  number(tag: number, otherwise: number): number;
  text(tag: number): string;
}

/** The pages of a file and its bytes. */
export interface TiffDirectories {
  reader: ByteReader;
  pages: TiffDirectory[];
}

interface Entry {
  type: number;
  count: number;
  /** Where the values are. */
  at: number;
}

const little = [0x49, 0x49];
const big = [0x4d, 0x4d];
const classic = 42;
const bigTiff = 43;

/** Whether the bytes begin as a TIFF file does: its byte order, then 42, or 43 for BigTIFF. */
export function isTiff(bytes: Uint8Array): boolean {
  const order = [little, big].findIndex((mark) => mark.every((byte, i) => bytes[i] === byte));
  const version = order === 0 ? bytes[2]! + 256 * bytes[3]! : 256 * bytes[2]! + bytes[3]!;
  return order >= 0 && (version === classic || version === bigTiff);
}

/** Bytes of a value of each type of TIFF 6.0 and BigTIFF, and how it is read. */
const types: Record<number, { bytes: number; read(reader: ByteReader, at: number): number }> = {
  1: { bytes: 1, read: (reader, at) => reader.u8(at) },
  2: { bytes: 1, read: (reader, at) => reader.u8(at) },
  3: { bytes: 2, read: (reader, at) => reader.u16(at) },
  4: { bytes: 4, read: (reader, at) => reader.u32(at) },
  5: { bytes: 8, read: (reader, at) => reader.u32(at) / reader.u32(at + 4) },
  6: { bytes: 1, read: (reader, at) => (reader.u8(at) << 24) >> 24 },
  7: { bytes: 1, read: (reader, at) => reader.u8(at) },
  8: { bytes: 2, read: (reader, at) => reader.i16(at) },
  9: { bytes: 4, read: (reader, at) => reader.i32(at) },
  10: { bytes: 8, read: (reader, at) => reader.i32(at) / reader.i32(at + 4) },
  11: { bytes: 4, read: (reader, at) => reader.f32(at) },
  12: { bytes: 8, read: (reader, at) => reader.f64(at) },
  13: { bytes: 4, read: (reader, at) => reader.u32(at) },
  16: { bytes: 8, read: (reader, at) => reader.u64(at) },
  17: { bytes: 8, read: (reader, at) => reader.i64(at) },
  18: { bytes: 8, read: (reader, at) => reader.u64(at) },
};

/**
 * The directories of a TIFF or BigTIFF file, one a page, in the order of their chain ("TIFF Revision 6.0", Adobe 1992; BigTIFF as
 * libtiff writes it). Values are read when asked for, and never beyond the end of the file.
 * @throws WorkbenchError `data/unreadable` for what is no TIFF, or a chain that leaves the file or comes back to itself.
 */
export function readTiffDirectories(name: string, bytes: Uint8Array): TiffDirectories {
  if (!isTiff(bytes)) throw unreadable(name, "this is not a TIFF image: it does not begin with the mark of one");
  const reader = byteReader(name, bytes, bytes[0] === little[0]);
  const wide = reader.u16(2) === bigTiff;
  const offset = (at: number) => (wide ? reader.u64(at) : reader.u32(at));
  const [countBytes, entryBytes, wordBytes] = wide ? [8, 20, 8] : [2, 12, 4];
  const pages: TiffDirectory[] = [];
  const seen = new Set<number>();
  let entriesSoFar = 0;
  for (let at = offset(wide ? 8 : 4); at !== 0;) {
    const count = wide ? reader.u64(at) : reader.u16(at);
    entriesSoFar += count;
    if (seen.has(at) || entriesSoFar > bytes.length / entryBytes)
      throw unreadable(name, "its pages come back to themselves: the file is damaged. Copy it again, or save it anew");
    seen.add(at);
    const entries = new Map<number, Entry>();
    for (let k = 0; k < count; k++) {
      const entry = at + countBytes + k * entryBytes;
      const [tag, type, values] = [reader.u16(entry), reader.u16(entry + 2), offset(entry + 4)];
      const place = entry + 4 + wordBytes;
      const size = (types[type]?.bytes ?? 0) * values;
      if (size > 0) entries.set(tag, { type, count: values, at: size <= wordBytes ? place : offset(place) });
    }
    pages.push(directoryOf(reader, entries));
    at = offset(at + countBytes + count * entryBytes);
  }
  return { reader, pages };
}

function directoryOf(reader: ByteReader, entries: ReadonlyMap<number, Entry>): TiffDirectory {
  const read = ({ type, at }: Entry, k: number) => types[type]!.read(reader, at + k * types[type]!.bytes);
  return {
    numbers(tag) {
      const entry = entries.get(tag);
      if (!entry) return null;
      // Before an array is set aside for them: the values must be there.
      reader.part(entry.at, entry.count * types[entry.type]!.bytes);
      return Array.from({ length: entry.count }, (_, k) => read(entry, k));
    },
    number(tag, otherwise) {
      const entry = entries.get(tag);
      return entry ? read(entry, 0) : otherwise;
    },
    text(tag) {
      const entry = entries.get(tag);
      if (!entry || types[entry.type]!.bytes !== 1) return "";
      return new TextDecoder("utf-8").decode(reader.part(entry.at, entry.count)).replace(/\0[\s\S]*$/, "");
    },
  };
}
