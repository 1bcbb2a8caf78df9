import { cellsOf, refuseHollow, unreadable } from "./limits";
import { numberKinds, type NumberKind } from "./number-kinds";
import { refuseCompression } from "./tiff-compression";
import { bytesPerRow } from "./tiff-predictor";
import type { TiffDirectory } from "./tiff-directory";

/** Tags of TIFF 6.0. */
const tags = {
  width: 256,
  height: 257,
  bits: 258,
  compression: 259,
  photometric: 262,
  fillOrder: 266,
  stripOffsets: 273,
  orientation: 274,
  channels: 277,
  rowsPerStrip: 278,
  stripByteCounts: 279,
  planar: 284,
  predictor: 317,
  colourMap: 320,
  tileWidth: 322,
  tileHeight: 323,
  tileOffsets: 324,
  tileByteCounts: 325,
  extraSamples: 338,
  sampleFormat: 339,
} as const;

/** What a layout may claim. */
export interface TiffLimits {
  /** Bytes of the file, beyond which nothing can lie. */
  fileLength: number;
  /** Values of a page. */
  most: number;
}

/** A strip or tile is unpacked as a whole: so many samples for each value that a page may have. */
const mostChannels = 4;

/** How the picture of one page is stored. */
export interface TiffLayout {
  width: number;
  height: number;
  channels: number;
  bits: number;
  /** How a sample is read; null for whole numbers of fewer or odd bits, which lie packed. */
  kind: NumberKind | null;
  signedOrFloat: boolean;
  compression: number;
  predictor: number;
  orientation: number;
  /** Each channel in chunks of its own. */
  planar: boolean;
  colour: "white-is-zero" | "black-is-zero" | "rgb" | "palette";
  /** Red, then green, then blue of every entry, 0 … 65535; null unless the colour is a palette. */
  colourMap: number[] | null;
  /** Of the first channel beyond the colours: whether it is opacity, and whether colours were multiplied by it already. */
  alpha: "associated" | "unassociated" | null;
  tiled: boolean;
  /** Pixels of a tile, or of a strip. */
  chunk: { columns: number; rows: number };
  /** Of every chunk, row by row, and channel by channel when they are planar. */
  offsets: number[];
  byteCounts: number[];
}

const colours = ["white-is-zero", "black-is-zero", "rgb", "palette"] as const;
const otherColours: Record<number, string> = { 4: "a transparency mask", 5: "CMYK", 6: "YCbCr", 8: "CIE L*a*b*", 32844: "LogL", 32845: "LogLuv" };

/** @throws WorkbenchError `data/…` for a layout that is not read or that the file is too short for. */
export function tiffLayout(name: string, page: TiffDirectory, limits: TiffLimits): TiffLayout {
  const [width, height] = [page.number(tags.width, 0), page.number(tags.height, 0)];
  cellsOf(name, [height, width], limits.most);
  const compression = page.number(tags.compression, 1);
  refuseCompression(name, compression);
  if (page.number(tags.fillOrder, 1) !== 1) throw unreadable(name, "its bits are stored in reverse (FillOrder 2), which is not read. Save it anew");
  const photometric = page.number(tags.photometric, 1);
  const colour = colours[photometric];
  if (!colour)
    throw unreadable(
      name,
      `its colours are ${otherColours[photometric] ?? `of kind ${photometric}`}; grey, RGB and palettes are read. Convert it to RGB`,
    );
  const channels = page.number(tags.channels, 1);
  const colourChannels = colour === "rgb" ? 3 : 1;
  if (!(Number.isInteger(channels) && channels >= colourChannels))
    throw unreadable(name, `it has ${channels} channels, and its colours need ${colourChannels}`);
  const bits = samplesBits(name, page);
  const format = page.number(tags.sampleFormat, 1);
  const extra = page.number(tags.extraSamples, 0);
  const planar = page.number(tags.planar, 1) === 2 && channels > 1;
  const shared = {
    width,
    height,
    channels,
    bits,
    compression,
    planar,
    colour,
    kind: kindOf(name, bits, format),
    signedOrFloat: format === 2 || format === 3,
  };
  const chunks = chunksOf(name, page, shared, limits);
  return {
    ...shared,
    ...chunks,
    predictor: page.number(tags.predictor, 1),
    orientation: page.number(tags.orientation, 1),
    colourMap: colour === "palette" ? colourMapOf(name, page, bits) : null,
    alpha: channels > colourChannels ? (extra === 1 ? "associated" : extra === 2 ? "unassociated" : null) : null,
  };
}

function samplesBits(name: string, page: TiffDirectory): number {
  const all = page.numbers(tags.bits) ?? [1];
  const bits = all[0]!;
  if (all.some((one) => one !== bits)) throw unreadable(name, `its channels have ${all.join(", ")} bits; only channels of equal depth are read`);
  return bits;
}

/** 1 whole numbers, 2 whole numbers with a sign, 3 floating; 4 undefined is read as whole. */
function kindOf(name: string, bits: number, format: number): NumberKind | null {
  const kind = `${format === 3 ? "f" : format === 2 ? "i" : "u"}${bits / 8}`;
  if (Object.hasOwn(numberKinds, kind) && format <= 4) return kind as NumberKind;
  if ((format === 1 || format === 4) && Number.isInteger(bits) && bits >= 1 && bits < 32) return null;
  const words = [
    "whole numbers",
    "whole numbers with a sign",
    "floating numbers",
    "values of no stated kind",
    "complex whole numbers",
    "complex numbers",
  ];
  throw unreadable(
    name,
    `its samples are ${words[format - 1] ?? "of an unknown kind"} of ${bits} bits, which are not read. Save it with 8, 16 or 32 bits`,
  );
}

function colourMapOf(name: string, page: TiffDirectory, bits: number): number[] {
  const map = page.numbers(tags.colourMap);
  if (bits > 16 || map?.length !== 3 * 2 ** bits) throw unreadable(name, "its palette is missing or of the wrong length. Save it as RGB");
  return map;
}

function chunksOf(
  name: string,
  page: TiffDirectory,
  shared: Pick<TiffLayout, "width" | "height" | "channels" | "bits" | "planar" | "compression">,
  { fileLength, most }: TiffLimits,
): Pick<TiffLayout, "tiled" | "chunk" | "offsets" | "byteCounts"> {
  const { width, height, channels, bits, planar, compression } = shared;
  const tileOffsets = page.numbers(tags.tileOffsets);
  const tiled = tileOffsets !== null;
  const chunk = tiled
    ? { columns: page.number(tags.tileWidth, 0), rows: page.number(tags.tileHeight, 0) }
    : { columns: width, rows: Math.min(height, page.number(tags.rowsPerStrip, height) || height) };
  const inChunk = planar ? 1 : channels;
  const size = bytesPerRow({ ...chunk, channels: inChunk, bits, little: true }) * chunk.rows;
  if (![chunk.columns, chunk.rows].every((side) => Number.isInteger(side) && side > 0))
    throw unreadable(name, `its tiles measure ${chunk.columns} × ${chunk.rows}: the file is damaged. Copy it again`);
  cellsOf(name, [chunk.rows, chunk.columns, inChunk], mostChannels * most);
  const expected = Math.ceil(width / chunk.columns) * Math.ceil(height / chunk.rows) * (planar ? channels : 1);
  refuseHollow(name, size * expected, fileLength);
  const offsets = tileOffsets ?? page.numbers(tags.stripOffsets) ?? [];
  const uncompressed = compression === 1 ? offsets.map((offset) => Math.min(size, fileLength - offset)) : [];
  const byteCounts = page.numbers(tiled ? tags.tileByteCounts : tags.stripByteCounts) ?? uncompressed;
  if (offsets.length < expected || byteCounts.length < expected)
    throw unreadable(
      name,
      `it needs ${expected} strips or tiles and lists ${Math.min(offsets.length, byteCounts.length)}: the file is damaged. Copy it again`,
    );
  return { tiled, chunk, offsets, byteCounts };
}
