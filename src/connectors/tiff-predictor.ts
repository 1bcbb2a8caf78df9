import { unreadable } from "./limits";

/** How the samples of a strip or tile lie in its bytes. */
export interface ChunkLayout {
  columns: number;
  rows: number;
  /** Samples of a pixel in this chunk. */
  channels: number;
  bits: number;
  little: boolean;
}

const none = 1;
const horizontal = 2;
const floating = 3;

export const bytesPerRow = ({ columns, channels, bits }: ChunkLayout): number => Math.ceil((columns * channels * bits) / 8);

/**
 * Takes back, in place, the differences that a writer left in place of the samples: of whole numbers (TIFF 6.0, section 14), or of
 * the bytes of floating ones ("TIFF Technical Note 3", Adobe 2005).
 * @throws WorkbenchError `data/unreadable` for another predictor, or samples that it is not defined for.
 */
export function undoPredictor(name: string, bytes: Uint8Array, predictor: number, layout: ChunkLayout): void {
  if (predictor === none) return;
  const { bits, rows } = layout;
  const whole = bits === 8 || bits === 16 || bits === 32 || bits === 64;
  if (!whole || (predictor !== horizontal && predictor !== floating))
    throw unreadable(name, `it is written with predictor ${predictor} for ${bits} bits, which is not read. Save it without one`);
  const stride = bytesPerRow(layout);
  for (let row = 0; row < rows; row++) {
    const line = bytes.subarray(row * stride, (row + 1) * stride);
    if (predictor === horizontal) sumSamples(line, layout);
    else gatherFloats(line, layout);
  }
}

/** Each sample is the difference to the one a pixel before. */
function sumSamples(line: Uint8Array, { bits, channels, little }: ChunkLayout): void {
  const size = bits / 8;
  const view = new DataView(line.buffer, line.byteOffset, line.byteLength);
  for (let at = channels * size; at < line.length; at += size) {
    const before = at - channels * size;
    if (size === 1) line[at]! += line[before]!;
    else if (size === 2) view.setUint16(at, view.getUint16(at, little) + view.getUint16(before, little), little);
    else if (size === 4) view.setUint32(at, view.getUint32(at, little) + view.getUint32(before, little), little);
    else view.setBigUint64(at, view.getBigUint64(at, little) + view.getBigUint64(before, little), little);
  }
}

/** All highest bytes of a row come first, then all second ones …, and of these bytes each is a difference. */
function gatherFloats(line: Uint8Array, { bits, channels, little }: ChunkLayout): void {
  for (let at = channels; at < line.length; at++) line[at]! += line[at - channels]!;
  const size = bits / 8;
  const samples = line.length / size;
  const planes = line.slice();
  for (let i = 0; i < samples; i++)
    for (let byte = 0; byte < size; byte++) line[i * size + (little ? size - 1 - byte : byte)] = planes[byte * samples + i]!;
}
