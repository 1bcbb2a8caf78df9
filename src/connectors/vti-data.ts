import { unzlibSync } from "fflate";
import { mostExpansion, refuseHollow, unreadable } from "./limits";

/** How the numbers of one file are packed. */
export interface VtiPacking {
  name: string;
  little: boolean;
  /** Bytes of a number in the header of a block. */
  headerBytes: 4 | 8;
  zlib: boolean;
  appended: { bytes: Uint8Array; raw: boolean } | null;
}

/**
 * The bytes of an array, out of base64 and zlib.
 * @param expected bytes that it should have.
 * @throws WorkbenchError `data/unreadable` where it is damaged, cut short, or longer.
 */
export function unpackVti(title: string, format: string, text: string, offset: number, expected: number, packing: VtiPacking): Uint8Array {
  const { name, appended, headerBytes, little, zlib } = packing;
  if (format === "appended" && !appended) throw unreadable(name, `the array “${title}” is said to be appended, but the file has no <AppendedData>`);
  if (format === "appended" && !(offset >= 0 && offset < appended!.bytes.length))
    throw unreadable(
      name,
      `the array “${title}” is said to begin at ${offset} of the appended data, which end at ${appended!.bytes.length}. Copy the file again`,
    );
  const source = format === "appended" ? appended!.bytes.subarray(offset) : Uint8Array.from(text, (character) => character.charCodeAt(0) & 0xff);
  const stream = format === "appended" && appended!.raw ? source : fromBase64(source);
  const view = new DataView(stream.buffer, stream.byteOffset, stream.byteLength);
  const cut = () => unreadable(name, `the data of the array “${title}” are cut short. Copy the file again`);
  const number = (index: number): number => {
    const at = index * headerBytes;
    if (at + headerBytes > stream.length) throw cut();
    return headerBytes === 4 ? view.getUint32(at, little) : Number(view.getBigUint64(at, little));
  };
  if (!zlib) return stream.subarray(headerBytes, headerBytes + number(0));
  const blocks = number(0);
  if (blocks * headerBytes > stream.length) throw cut();
  refuseHollow(name, expected, stream.length);
  const out = new Uint8Array(expected);
  let at = (3 + blocks) * headerBytes;
  let filled = 0;
  for (let block = 0; block < blocks; block++) {
    const length = number(3 + block);
    if (at + length > stream.length) throw cut();
    // One byte more than is left, so that a block which is too long is noticed and never unpacked whole.
    const part = inflate(title, stream.subarray(at, at + length), expected - filled + 1, name);
    if (filled + part.length > expected) throw unreadable(name, `the array “${title}” has more values than the image`);
    out.set(part, filled);
    filled += part.length;
    at += length;
  }
  return out.subarray(0, filled);
}

function inflate(title: string, bytes: Uint8Array, most: number, name: string): Uint8Array {
  try {
    return unzlibSync(bytes, { out: new Uint8Array(Math.min(most, bytes.length * mostExpansion)) });
  } catch {
    throw unreadable(name, `the compressed data of the array “${title}” are damaged. Copy the file again`);
  }
}

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const digits = new Int16Array(256).fill(-1);
for (let i = 0; i < 64; i++) digits[alphabet.charCodeAt(i)] = i;
const padding = 0x3d;

/** Base64 in which parts may be padded one by one, as VTK writes a header and its blocks; blanks are skipped. */
function fromBase64(text: Uint8Array): Uint8Array {
  const out = new Uint8Array(Math.ceil((text.length * 3) / 4));
  let length = 0;
  let group = 0;
  let held = 0;
  let pads = 0;
  for (const code of text) {
    if (code === padding) pads++;
    else if (digits[code]! < 0) continue;
    group = (group << 6) | (code === padding ? 0 : digits[code]!);
    if (++held < 4) continue;
    for (let k = 0; k < 3 - pads; k++) out[length++] = (group >> (16 - 8 * k)) & 0xff;
    group = held = pads = 0;
  }
  return out.subarray(0, length);
}
