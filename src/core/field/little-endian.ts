const hostIsLittleEndian = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;

/** Arrays of numbers that leave the program as raw bytes. */
export type RawArray = Float32Array | Float64Array | Uint8Array | Uint16Array | Uint32Array;

/**
 * The bytes of an array, little-endian whatever the machine: what files, hashes and the network carry.
 * A view of the array's own memory on the usual machine, a copy on a big-endian one.
 */
export function littleEndianBytes(values: RawArray): Uint8Array {
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  return hostIsLittleEndian ? bytes : swapped(bytes, values.BYTES_PER_ELEMENT);
}

/** The memory image of little-endian bytes, as a fresh buffer aligned for any element type. */
export function fromLittleEndian(bytes: Uint8Array, bytesPerElement: number): ArrayBuffer {
  const copy = hostIsLittleEndian ? new Uint8Array(bytes) : swapped(bytes, bytesPerElement);
  return copy.buffer;
}

function swapped(bytes: Uint8Array, size: number): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(bytes, (_, i) => bytes[i - (i % size) + size - 1 - (i % size)]!);
}
