import { unzlibSync } from "fflate";
import { WorkbenchError } from "../core/errors";

const signature = 0x774f4646; // "wOFF"
const entryBytes = { woff: 20, sfnt: 16 };
const headerBytes = { woff: 44, sfnt: 12 };

/**
 * A TrueType font out of WOFF 1.0 (W3C Recommendation 2012), which is the same tables under zlib. A font that is TrueType already comes back as it is.
 * @throws WorkbenchError `data/unreadable` for a WOFF that is damaged.
 */
export function trueTypeOf(font: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const from = new DataView(font.buffer, font.byteOffset, font.byteLength);
  if (from.getUint32(0) !== signature) return font;
  try {
    const count = from.getUint16(12);
    const tables = Array.from({ length: count }, (_, i) => {
      const at = headerBytes.woff + entryBytes.woff * i;
      const [tag, offset, packed, length, checksum] = [0, 4, 8, 12, 16].map((field) => from.getUint32(at + field)) as [
        number,
        number,
        number,
        number,
        number,
      ];
      const bytes = font.subarray(offset, offset + packed);
      return { tag, checksum, bytes: packed < length ? unzlibSync(bytes, { out: new Uint8Array(length) }) : bytes };
    });
    return assembled(from.getUint32(4), tables);
  } catch {
    throw new WorkbenchError("data/unreadable", [], "a font that came with the app is damaged. Reload the page and try again");
  }
}

/** Tables one after the other, each at a multiple of 4, behind their directory (OpenType 1.9, “Font file”). */
function assembled(flavour: number, tables: readonly { tag: number; checksum: number; bytes: Uint8Array }[]): Uint8Array<ArrayBuffer> {
  const padded = (length: number) => 4 * Math.ceil(length / 4);
  const start = headerBytes.sfnt + entryBytes.sfnt * tables.length;
  const font = new Uint8Array(tables.reduce((sum, { bytes }) => sum + padded(bytes.length), start));
  const view = new DataView(font.buffer);
  const power = Math.floor(Math.log2(tables.length));
  view.setUint32(0, flavour);
  [tables.length, 16 * 2 ** power, power, 16 * (tables.length - 2 ** power)].forEach((value, i) => view.setUint16(4 + 2 * i, value));
  let at = start;
  tables.forEach(({ tag, checksum, bytes }, i) => {
    [tag, checksum, at, bytes.length].forEach((value, k) => view.setUint32(headerBytes.sfnt + entryBytes.sfnt * i + 4 * k, value));
    font.set(bytes, at);
    at += padded(bytes.length);
  });
  return font;
}
