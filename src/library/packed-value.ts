import { WorkbenchError } from "../core/errors";
import { fromLittleEndian, littleEndianBytes, type RawArray } from "../core/field/little-endian";

/** The typed arrays that a value may hold. */
const arrayTypes = { Float32Array, Float64Array, Uint8Array, Uint16Array } as const;
type ArrayType = keyof typeof arrayTypes;

/** What stands in JSON where a typed array was. */
interface ArrayPlace {
  $array: ArrayType;
  file: string;
}

/** What stands in JSON where a number was that JSON has no word for. */
interface NumberPlace {
  $number: "NaN" | "Infinity" | "-Infinity";
}

/**
 * A value as JSON, its typed arrays handed to `keep`, which names the file that holds their little-endian bytes.
 * @throws WorkbenchError `internal` for something that is neither JSON nor a known array.
 */
export function packValue(value: unknown, keep: (bytes: Uint8Array<ArrayBuffer>) => string): unknown {
  if (typeof value === "number" && !Number.isFinite(value)) return { $number: String(value) };
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => packValue(item, keep));
  const type = value.constructor.name;
  // The copy leaves shared memory behind, which digests and blobs refuse.
  if (type in arrayTypes) return { $array: type, file: keep(new Uint8Array(littleEndianBytes(value as RawArray))) };
  if (type !== "Object") throw new WorkbenchError("internal", [], `a ${type} cannot be written to a backup`);
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, packValue(item, keep)]));
}

/** The value that `packValue` took apart. @throws WorkbenchError `data/unreadable` for a file that is missing or of the wrong length. */
export function unpackValue(packed: unknown, fileOf: (file: string) => Uint8Array | undefined): unknown {
  if (Array.isArray(packed)) return packed.map((item) => unpackValue(item, fileOf));
  if (typeof packed !== "object" || packed === null) return packed;
  if (isNumberPlace(packed)) return Number(packed.$number);
  if (isArrayPlace(packed)) {
    const bytes = fileOf(packed.file);
    const type = arrayTypes[packed.$array];
    const size = type.BYTES_PER_ELEMENT;
    if (!bytes || bytes.length % size !== 0) throw new WorkbenchError("data/unreadable", [packed.file], "this part of the backup is missing");
    return new type(fromLittleEndian(bytes, size));
  }
  return Object.fromEntries(Object.entries(packed).map(([name, item]) => [name, unpackValue(item, fileOf)]));
}

const isArrayPlace = (value: object): value is ArrayPlace =>
  "$array" in value && typeof value.$array === "string" && value.$array in arrayTypes && "file" in value && typeof value.file === "string";

const isNumberPlace = (value: object): value is NumberPlace => "$number" in value && typeof value.$number === "string";
