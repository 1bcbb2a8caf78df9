import type { ByteReader } from "./byte-reader";
import { luminance, luminanceWeights, luminanceWhole } from "./grey";
import { numberKinds } from "./number-kinds";
import { unpackChunk } from "./tiff-compression";
import type { TiffLayout } from "./tiff-layout";
import { bytesPerRow, undoPredictor, type ChunkLayout } from "./tiff-predictor";

/** Grey and opacity of a page as it is stored. */
export interface TiffPixels {
  grey: Float64Array<ArrayBuffer>;
  /** 0 … 1; null where the page has none. */
  alpha: Float64Array<ArrayBuffer> | null;
}

/** Bits from which whole numbers without a sign are counts rather than shades. */
const countBits = 32;

/** Whether the samples are shades of a range that the format sets, and so become 0 … 1. */
export const hasNominalRange = ({ bits, signedOrFloat, colour }: TiffLayout): boolean => colour === "palette" || (!signedOrFloat && bits < countBits);

/**
 * Grey values of one page: whole numbers of up to 16 bits as 0 … 1 like those of a PNG, wider, signed and floating ones as they are;
 * colours by their luminance; a palette by the luminance of its colours.
 */
export function tiffPixels(name: string, reader: ByteReader, layout: TiffLayout): TiffPixels {
  const { width, height, channels, planar, colour, colourMap, alpha: alphaKind } = layout;
  const grey = new Float64Array(width * height);
  const alpha = alphaKind ? new Float64Array(width * height) : null;
  const colourChannels = colour === "rgb" ? 3 : 1;
  const full = hasNominalRange(layout) && !colourMap ? 2 ** layout.bits - 1 : 1;
  const [weights, whole] = colour === "rgb" ? [luminanceWeights, luminanceWhole] : [[1], 1];
  const shades = colourMap && shadesOf(colourMap);
  const opaque = layout.signedOrFloat || layout.bits >= countBits ? 1 : 2 ** layout.bits - 1;
  forEachChunk(
    name,
    reader,
    layout,
    ({ samples, inChunk, firstChannel, x0, y0, columns, stride, rows }) => {
      for (let y = 0; y < rows; y++) {
        for (let x = 0; x < columns; x++) {
          const from = (y * stride + x) * inChunk;
          const to = (y0 + y) * width + x0 + x;
          for (let k = 0; k < inChunk; k++) {
            const channel = firstChannel + k;
            const sample = samples[from + k]!;
            if (channel < colourChannels) grey[to]! += shades ? (shades[sample] ?? 0) : weights[channel]! * sample;
            else if (channel === colourChannels && alpha) alpha[to] = sample / opaque;
          }
        }
      }
    },
    planar ? 1 : channels,
  );
  for (let i = 0; i < grey.length; i++) grey[i]! /= whole * full;
  if (colour === "white-is-zero") for (let i = 0; i < grey.length; i++) grey[i] = hasNominalRange(layout) ? 1 - grey[i]! : -grey[i]!;
  // Colours that were multiplied by their opacity already: laid over white later, they must not be so twice.
  if (alphaKind === "associated" && alpha) for (let i = 0; i < grey.length; i++) grey[i] = alpha[i]! > 0 ? grey[i]! / alpha[i]! : 0;
  return { grey, alpha };
}

/** Palettes have 16 bits a colour, in which programs put 8 as v·256 or as v·257: the upper half is v in both. */
function shadesOf(map: readonly number[]): number[] {
  const entries = map.length / 3;
  const upper = (value: number) => value >> 8;
  return Array.from({ length: entries }, (_, i) => luminance(upper(map[i]!), upper(map[entries + i]!), upper(map[2 * entries + i]!)) / 255);
}

/** A strip or tile, or one channel of it: its samples and the part of it that lies in the picture. */
interface Chunk {
  samples: Float64Array;
  inChunk: number;
  firstChannel: number;
  x0: number;
  y0: number;
  columns: number;
  rows: number;
  /** Pixels of a stored row. */
  stride: number;
}

function forEachChunk(name: string, reader: ByteReader, layout: TiffLayout, visit: (chunk: Chunk) => void, inChunk: number): void {
  const { width, height, bits, chunk, tiled, offsets, byteCounts, compression, predictor, planar, channels } = layout;
  const across = Math.ceil(width / chunk.columns);
  const down = Math.ceil(height / chunk.rows);
  for (let index = 0; index < across * down * (planar ? channels : 1); index++) {
    const place = index % (across * down);
    const [x0, y0] = [(place % across) * chunk.columns, Math.floor(place / across) * chunk.rows];
    // Strips end with the picture; tiles are always whole.
    const rows = tiled ? chunk.rows : Math.min(chunk.rows, height - y0);
    const stored: ChunkLayout = { columns: chunk.columns, rows, channels: inChunk, bits, little: reader.little };
    const bytes = unpackChunk(name, reader.part(offsets[index]!, byteCounts[index]!), compression, bytesPerRow(stored) * rows);
    undoPredictor(name, bytes, predictor, stored);
    visit({
      samples: samplesOf(bytes, stored, layout),
      inChunk,
      firstChannel: Math.floor(index / (across * down)),
      x0,
      y0,
      columns: Math.min(chunk.columns, width - x0),
      rows: Math.min(rows, height - y0),
      stride: chunk.columns,
    });
  }
}

function samplesOf(bytes: Uint8Array, stored: ChunkLayout, { kind }: TiffLayout): Float64Array {
  const { columns, rows, channels, bits, little } = stored;
  const inRow = columns * channels;
  const samples = new Float64Array(inRow * rows);
  const rowBytes = bytesPerRow(stored);
  if (kind) {
    const { read, bytes: size } = numberKinds[kind];
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let i = 0; i < samples.length; i++) samples[i] = read(view, i * size, little);
    return samples;
  }
  // Packed, the highest bit first, every row beginning a new byte.
  for (let row = 0; row < rows; row++) {
    for (let k = 0; k < inRow; k++) {
      let sample = 0;
      for (let bit = k * bits; bit < (k + 1) * bits; bit++) sample = 2 * sample + ((bytes[row * rowBytes + (bit >> 3)]! >> (7 - (bit & 7))) & 1);
      samples[row * inRow + k] = sample;
    }
  }
  return samples;
}
