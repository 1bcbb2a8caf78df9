/** Numbers as files store them: signed, unsigned, floating, with their bytes. */
export type NumberKind = keyof typeof numberKinds;

interface KindOfNumber {
  bytes: number;
  /** Single precision holds every value exactly. */
  single: boolean;
  /** 64-bit integers, which a double may not hold. */
  wide: boolean;
  read(view: DataView, at: number, little: boolean): number;
}

const kind = (bytes: number, read: KindOfNumber["read"], { single = false, wide = false } = {}): KindOfNumber => ({ bytes, single, wide, read });

export const numberKinds = {
  b1: kind(1, (view, at) => (view.getUint8(at) === 0 ? 0 : 1), { single: true }),
  i1: kind(1, (view, at) => view.getInt8(at), { single: true }),
  u1: kind(1, (view, at) => view.getUint8(at), { single: true }),
  i2: kind(2, (view, at, little) => view.getInt16(at, little), { single: true }),
  u2: kind(2, (view, at, little) => view.getUint16(at, little), { single: true }),
  i4: kind(4, (view, at, little) => view.getInt32(at, little)),
  u4: kind(4, (view, at, little) => view.getUint32(at, little)),
  i8: kind(8, (view, at, little) => Number(view.getBigInt64(at, little)), { wide: true }),
  u8: kind(8, (view, at, little) => Number(view.getBigUint64(at, little)), { wide: true }),
  f2: kind(2, (view, at, little) => halfFloat(view.getUint16(at, little)), { single: true }),
  f4: kind(4, (view, at, little) => view.getFloat32(at, little), { single: true }),
  f8: kind(8, (view, at, little) => view.getFloat64(at, little)),
} as const satisfies Record<string, KindOfNumber>;

/** The first `count` numbers of some bytes; the caller has seen that there are as many. */
export function readNumbers(
  bytes: Uint8Array,
  { bytes: size, single, read }: KindOfNumber,
  little: boolean,
  count: number,
): Float32Array<ArrayBuffer> | Float64Array<ArrayBuffer> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const values = single ? new Float32Array(count) : new Float64Array(count);
  for (let i = 0; i < count; i++) values[i] = read(view, i * size, little);
  return values;
}

/** What is told of 64-bit integers that were rounded; null when none was. */
export function roundedWarning({ wide }: KindOfNumber, values: Float32Array | Float64Array): string | null {
  if (!wide || !values.some((value) => Math.abs(value) > Number.MAX_SAFE_INTEGER)) return null;
  return "Some 64-bit integers are beyond 2⁵³ and were rounded to the nearest number a double can hold.";
}

/** IEEE 754 binary16. */
function halfFloat(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
