import { decode } from "jpeg-js";
import { byteReader } from "./byte-reader";
import { perCentimetre, perInch, spacingFromDots } from "./calibration";
import { defineFileConnector, type ImportedArray } from "./connector";
import { luminance } from "./grey";
import { cellsOf, cutShort, refuseHollow, unreadable } from "./limits";
import { turned } from "./orientation";
import { isTiff, readTiffDirectories } from "./tiff-directory";

/**
 * JPEG images, baseline and progressive, as grey values 0 … 1: colour by its luminance (weights of ITU-R BT.709 on the stored
 * values, as for PNG), turned as Exif says.
 */
export const jpegFile = defineFileConnector({
  id: "jpeg-file",
  title: "JPEG image",
  extensions: ["jpg", "jpeg"],
  read: readJpeg,
});

const magic = [0xff, 0xd8, 0xff];

/** Whether the bytes begin as a JPEG file does. */
export const isJpeg = (bytes: Uint8Array): boolean => magic.every((byte, i) => bytes[i] === byte);

/** Pixels that one byte can stand for: a progressive picture of one shade has the fewest bytes. */
const mostPixelsPerByte = 4096;
/** A decoder needs some 12 bytes a pixel of colour. */
const decoderMegabytes = 4096;
const exifOrientation = 274;

/** @throws WorkbenchError `data/unreadable` for what is no JPEG, a damaged one, or a kind that is not read. */
export function readJpeg(name: string, bytes: Uint8Array, most?: number): ImportedArray {
  if (!isJpeg(bytes)) throw unreadable(name, "this is not a JPEG image: it does not begin with the mark of one");
  const { height, width, orientation, dots } = readSegments(name, bytes);
  const size = cellsOf(name, [height, width], most);
  refuseHollow(name, size, bytes.length, mostPixelsPerByte);
  const data = decodeColours(name, bytes, 3 * size);
  const values = new Float32Array(size);
  for (let i = 0; i < size; i++) values[i] = luminance(data[3 * i]!, data[3 * i + 1]!, data[3 * i + 2]!) / 255;
  const picture = turned({ rows: height, columns: width, values }, orientation);
  const warnings = ["JPEG changes grey values a little around edges: for measurements keep the PNG or TIFF that it was made from."];
  const upright = dots && orientation >= 5 ? { x: dots.y, y: dots.x } : dots;
  const spacing = upright ? spacingFromDots(upright, warnings) : undefined;
  return {
    kind: "array",
    name,
    shape: [picture.rows, picture.columns],
    values: picture.values,
    nominalRange: [0, 1],
    ...(spacing && { spacing }),
    warnings,
  };
}

function decodeColours(name: string, bytes: Uint8Array, expected: number): Uint8Array {
  try {
    const { data } = decode(bytes, {
      useTArray: true,
      formatAsRGBA: false,
      tolerantDecoding: false,
      maxResolutionInMP: Infinity,
      maxMemoryUsageInMB: decoderMegabytes,
    });
    if (data.length === expected) return data;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    if (/maxMemoryUsage/.test(why)) throw unreadable(name, "the JPEG image is too large to be decoded here. Scale it down, or cut it into parts");
    throw unreadable(name, "the JPEG image is damaged or of a kind that is not read. Save it anew, or as PNG");
  }
  throw unreadable(name, "the JPEG image is damaged: it holds two sizes. Save it anew, or as PNG");
}

interface Segments {
  height: number;
  width: number;
  /** 1 … 8 of Exif. */
  orientation: number;
  /** Per µm, of JFIF. */
  dots: { x: number; y: number } | null;
}

const startOfFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
const startOfScan = 0xda;
const app0 = 0xe0;
const app1 = 0xe1;

/** What the segments before the picture say (ITU-T T.81, annex B). */
function readSegments(name: string, bytes: Uint8Array): Segments {
  const reader = byteReader(name, bytes, false);
  const found: Segments = { height: 0, width: 0, orientation: 1, dots: null };
  let at = 2;
  for (;;) {
    if (reader.u8(at) !== 0xff) throw unreadable(name, "the JPEG image is damaged: a segment does not begin where it should. Copy the file again");
    const marker = reader.u8(at + 1);
    if (marker === 0xff) {
      at++;
      continue;
    }
    if (marker === startOfScan) break;
    const [from, length] = [at + 4, reader.u16(at + 2) - 2];
    if (length < 0) throw cutShort(name);
    if (startOfFrame(marker)) Object.assign(found, frameSize(name, marker, reader.part(from, length)));
    else if (marker === app0 && length >= 12 && reader.text(from, 4) === "JFIF") found.dots = jfifDots(reader.part(from, length)) ?? found.dots;
    else if (marker === app1 && length > 14 && reader.text(from, 4) === "Exif")
      found.orientation = orientationOf(name, reader.part(from + 6, length - 6));
    at = from + length;
  }
  if (found.width === 0 || found.height === 0) throw unreadable(name, "the JPEG image does not say its size. Save it anew, or as PNG");
  if (!endsBehind(bytes, at)) throw cutShort(name);
  return found;
}

/** Whether the mark that ends a picture stands anywhere behind a place. Without it the decoder would make up the rest. */
function endsBehind(bytes: Uint8Array, at: number): boolean {
  for (let end = bytes.lastIndexOf(0xd9); end > at; end = bytes.lastIndexOf(0xd9, end - 1)) if (bytes[end - 1] === 0xff) return true;
  return false;
}

function frameSize(name: string, marker: number, frame: Uint8Array): Pick<Segments, "height" | "width"> {
  if (marker > 0xc2)
    throw unreadable(name, "it is a lossless, hierarchical or arithmetic JPEG; baseline and progressive ones are read. Save it as PNG");
  if (frame.length < 6) throw cutShort(name);
  const components = frame[5]!;
  if (frame[0] !== 8) throw unreadable(name, `its samples have ${frame[0]} bits; JPEG images of 8 are read. Save it as PNG`);
  if (components !== 1 && components !== 3)
    throw unreadable(name, `it has ${components} colours${components === 4 ? ", as for printing" : ""}; grey and RGB are read. Convert it to RGB`);
  return { height: 256 * frame[1]! + frame[2]!, width: 256 * frame[3]! + frame[4]! };
}

function jfifDots(data: Uint8Array): Segments["dots"] {
  const scale = data[7] === 1 ? perInch : data[7] === 2 ? perCentimetre : null;
  const [x, y] = [256 * data[8]! + data[9]!, 256 * data[10]! + data[11]!];
  return scale && x > 0 && y > 0 ? { x: scale(x), y: scale(y) } : null;
}

/** Exif is a TIFF directory; a damaged one leaves the picture as it is stored. */
function orientationOf(name: string, exif: Uint8Array): number {
  if (!isTiff(exif)) return 1;
  try {
    return readTiffDirectories(name, exif).pages[0]?.number(exifOrientation, 1) ?? 1;
  } catch {
    return 1;
  }
}
