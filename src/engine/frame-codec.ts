import { fromLittleEndian, littleEndianBytes, type RawArray } from "../core/field/little-endian";
import { WorkbenchError } from "../core/errors";

/** Media type of a packet; JSON is the other form in which the same values travel. */
export const packetType = "application/vnd.mfn.packet";

const magic = 0x4e464d50; // "PMFN" read as a little-endian word
const version = 1;
const alignment = 8;

/** Element types a packet may hold, by the name its header uses. */
const elementTypes = { f32: Float32Array, f64: Float64Array, u8: Uint8Array, u16: Uint16Array } as const;
type ElementType = keyof typeof elementTypes;

interface Header {
  value: unknown;
  /** Where each array lies: bytes from the start of the data, and number of elements. */
  arrays: { type: ElementType; offset: number; length: number }[];
}

/**
 * A plain value whose typed arrays travel as raw bytes: frames, images, series. Layout, all little-endian:
 *
 *     0   4 bytes   "PMFN"
 *     4   uint32    version of the layout, 1
 *     8   uint32    length H of the header; 12 + H is a multiple of 8
 *     12  H bytes   UTF-8 JSON {"value":…,"arrays":[{"type":"f32"|"f64"|"u8"|"u16","offset":…,"length":…}]}, padded with spaces
 *     12+H          the arrays in C order, each at a multiple of 8 from here
 *
 * In `value` an array is replaced by `{"$array": index}`.
 */
export function encodePacket(value: unknown): Uint8Array<ArrayBuffer> {
  const arrays: RawArray[] = [];
  const places: Header["arrays"] = [];
  let size = 0;
  const withoutArrays = JSON.stringify(value, (_, item: unknown) => {
    const type = typeOf(item);
    if (type === null) return item;
    const array = item as RawArray;
    places.push({ type, offset: size, length: array.length });
    arrays.push(array);
    size += roundUp(array.byteLength);
    return { $array: arrays.length - 1 };
  });
  const json = new TextEncoder().encode(`{"value":${withoutArrays ?? "null"},"arrays":${JSON.stringify(places)}}`);
  const start = roundUp(12 + json.length);
  const bytes = new Uint8Array(start + size).fill(0x20, 12, start);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, magic, true);
  view.setUint32(4, version, true);
  view.setUint32(8, start - 12, true);
  bytes.set(json, 12);
  for (const [i, array] of arrays.entries()) bytes.set(littleEndianBytes(array), start + places[i]!.offset);
  return bytes;
}

/** Lists and objects that may hold one another: what is read here is walked through by functions that call themselves. */
const mostLevels = 100;

/**
 * The value a packet carries; each array in a buffer of its own. No byte is read twice, so that what comes out is never much larger than the packet.
 * @throws WorkbenchError `data/unreadable` for bytes that are no packet, one cut short, and one whose arrays overlap or are named twice.
 */
export function decodePacket(bytes: Uint8Array): unknown {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 12 || view.getUint32(0, true) !== magic) throw unreadable('it does not begin with "PMFN"');
  if (view.getUint32(4, true) !== version) throw unreadable(`it is of version ${view.getUint32(4, true)}, this program knows ${version}`);
  const start = 12 + view.getUint32(8, true);
  if (start > bytes.length) throw unreadable(`it ends after ${bytes.length} bytes, its header after ${start}`);
  const { value, arrays } = readHeader(bytes.subarray(12, start));
  refuseOverlaps(arrays, bytes.length - start);
  const decoded = arrays.map(({ type, offset, length }) => {
    const ElementArray = elementTypes[type];
    const from = start + offset;
    return new ElementArray(fromLittleEndian(bytes.subarray(from, from + length * ElementArray.BYTES_PER_ELEMENT), ElementArray.BYTES_PER_ELEMENT));
  });
  return withArrays(value, decoded);
}

function readHeader(bytes: Uint8Array): Header {
  try {
    const header = JSON.parse(new TextDecoder().decode(bytes)) as Header;
    const sound = header.arrays.every(
      ({ type, offset, length }) =>
        Object.hasOwn(elementTypes, type) && Number.isInteger(offset) && offset >= 0 && Number.isInteger(length) && length >= 0,
    );
    if (sound) return header;
  } catch {
    // Told below, with the same words as a header of the wrong form.
  }
  throw unreadable("its header is damaged");
}

/** Before any memory is taken: arrays that share bytes would make a small packet a large value. */
function refuseOverlaps(arrays: Header["arrays"], size: number): void {
  const places = arrays.map(({ type, offset, length }, index) => ({ index, offset, end: offset + length * elementTypes[type].BYTES_PER_ELEMENT }));
  places.sort((a, b) => a.offset - b.offset);
  for (const [i, { index, offset, end }] of places.entries()) {
    if (end > size) throw unreadable(`it ends after ${size} bytes of data, array ${index} in it after ${end}`);
    const before = places[i - 1];
    if (before && before.end > offset)
      throw unreadable(`array ${index} begins at byte ${offset} of the data, before array ${before.index} ends at ${before.end}`);
  }
}

/** Each array is taken by the first who names it. */
function withArrays(value: unknown, arrays: (RawArray | undefined)[], level = 1): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (level > mostLevels) throw unreadable(`lists and objects in its header hold one another more than ${mostLevels} levels deep`);
  if (Array.isArray(value)) return value.map((item) => withArrays(item, arrays, level + 1));
  if ("$array" in value) {
    const index = value.$array as number;
    const array = arrays[index];
    if (array === undefined) throw unreadable("its header names an array that is not there, or one twice");
    arrays[index] = undefined;
    return array;
  }
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withArrays(item, arrays, level + 1)]));
}

function typeOf(item: unknown): ElementType | null {
  if (item instanceof Float32Array) return "f32";
  if (item instanceof Float64Array) return "f64";
  if (item instanceof Uint8Array) return "u8";
  if (item instanceof Uint16Array) return "u16";
  return null;
}

const roundUp = (size: number): number => Math.ceil(size / alignment) * alignment;

const unreadable = (why: string): WorkbenchError => new WorkbenchError("data/unreadable", [], `this is not a packet of the workbench: ${why}`);
