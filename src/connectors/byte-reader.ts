import { cutShort } from "./limits";

/** Numbers at places of a file; every method throws `data/unreadable` for a place outside it. */
export interface ByteReader {
  readonly length: number;
  readonly little: boolean;
  u8(at: number): number;
  u16(at: number): number;
  i16(at: number): number;
  u32(at: number): number;
  i32(at: number): number;
  /** Exact up to 2⁵³. */
  u64(at: number): number;
  i64(at: number): number;
  f32(at: number): number;
  f64(at: number): number;
  /** Bytes as characters of Latin-1. */
  text(at: number, length: number): string;
  /** The bytes themselves, not a copy. */
  part(at: number, length: number): Uint8Array;
}

export function byteReader(name: string, bytes: Uint8Array, little: boolean): ByteReader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const within = (at: number, length: number): number => {
    if (!(at >= 0 && length >= 0 && at + length <= bytes.length)) throw cutShort(name);
    return at;
  };
  const part = (at: number, length: number) => bytes.subarray(within(at, length), at + length);
  return {
    length: bytes.length,
    little,
    u8: (at) => view.getUint8(within(at, 1)),
    u16: (at) => view.getUint16(within(at, 2), little),
    i16: (at) => view.getInt16(within(at, 2), little),
    u32: (at) => view.getUint32(within(at, 4), little),
    i32: (at) => view.getInt32(within(at, 4), little),
    u64: (at) => Number(view.getBigUint64(within(at, 8), little)),
    i64: (at) => Number(view.getBigInt64(within(at, 8), little)),
    f32: (at) => view.getFloat32(within(at, 4), little),
    f64: (at) => view.getFloat64(within(at, 8), little),
    text: (at, length) => String.fromCharCode(...part(at, length)),
    part,
  };
}
