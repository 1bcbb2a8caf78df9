import { decode, type DecodedPng } from "fast-png";
import { WorkbenchError } from "../core/errors";
import { perMetre, spacingFromDots } from "./calibration";
import { defineFileConnector, type ImportedArray } from "./connector";
import { luminance, overGround } from "./grey";
import { mostCells, refuseHollow, unreadable } from "./limits";

/**
 * PNG images of every depth and colour type, as grey values 0 … 1: grey as it is, colour by its luminance (weights of
 * ITU-R BT.709 on the stored values), alpha laid over white, or black where that is bright. An image of one colour whose alpha alone draws the picture is
 * read by its alpha.
 */
export const pngFile = defineFileConnector({
  id: "png-file",
  title: "PNG image",
  extensions: ["png"],
  read: readPng,
});

const magic = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** Whether the bytes begin as a PNG file does. */
export const isPng = (bytes: Uint8Array): boolean => magic.every((byte, i) => bytes[i] === byte);

/** @throws WorkbenchError `data/unreadable` for what is no PNG, or a damaged one. */
export function readPng(name: string, bytes: Uint8Array, most = mostCells): ImportedArray {
  if (!isPng(bytes)) throw new WorkbenchError("data/unreadable", [name], "this is not a PNG image: it does not begin with the mark of one");
  refuseHeader(name, bytes, most);
  let png: DecodedPng;
  try {
    png = decode(bytes, { checkCrc: true });
  } catch {
    // The decoder's own words name chunks and sums, which help nobody who has a picture to open.
    throw new WorkbenchError("data/unreadable", [name], "the PNG image is damaged or cut short. Save or copy it again");
  }
  const warnings: string[] = [];
  const { grey, alpha } = planes(png, png.width * png.height);
  const values = alpha ? overGround(grey, alpha, warnings) : grey;
  const { resolution } = png;
  const spacing = resolution?.unit === dotsPerMetre && spacingFromDots({ x: perMetre(resolution.x), y: perMetre(resolution.y) }, warnings);
  return { kind: "array", name, shape: [png.height, png.width], values, nominalRange: [0, 1], ...(spacing && { spacing }), warnings };
}

/** Unit of the chunk pHYs. */
const dotsPerMetre = 1;

/** The first chunk tells the size, and a few bytes can claim an image of any extent; and it tells what the decoder would get wrong. */
function refuseHeader(name: string, bytes: Uint8Array, most: number): void {
  if (bytes.length < 29) return;
  const header = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const [width, height] = [header.getUint32(16), header.getUint32(20)];
  if (width * height > most)
    throw new WorkbenchError(
      "data/unreadable",
      [name],
      `the PNG image has ${width} × ${height} pixels; at most ${most} can be read. Scale it down, or cut it into parts`,
    );
  const [depth, interlaced] = [bytes[24]!, bytes[28] === 1];
  refuseHollow(name, (width * height * depth) / 8, bytes.length);
  // The decoder takes every packed sample for a whole byte there.
  if (interlaced && depth < 8)
    throw unreadable(
      name,
      `the PNG image is interlaced with ${depth} ${depth === 1 ? "bit" : "bits"} a sample, which is not read. Save it without interlacing`,
    );
}

/** Grey and opacity of each pixel, 0 … 1; no opacity where the image has none. */
function planes(png: DecodedPng, pixels: number): { grey: Float32Array<ArrayBuffer>; alpha: Float32Array<ArrayBuffer> | null } {
  const samples = unpackSamples(png);
  const grey = new Float32Array(pixels);
  if (png.palette) {
    const { palette } = png;
    const shades = palette.map(([red, green, blue]) => luminance(red!, green!, blue!) / 255);
    const opacities = palette.map((colour) => (colour[3] ?? 255) / 255);
    for (let i = 0; i < pixels; i++) grey[i] = shades[samples[i]!] ?? 0;
    const clear = opacities.some((opacity) => opacity < 1);
    return { grey, alpha: clear ? Float32Array.from(grey, (_, i) => opacities[samples[i]!] ?? 1) : null };
  }
  const { channels, depth } = png;
  const full = 2 ** depth - 1;
  const colour = channels >= 3;
  for (let i = 0; i < pixels; i++) {
    const at = i * channels;
    grey[i] = (colour ? luminance(samples[at]!, samples[at + 1]!, samples[at + 2]!) : samples[at]!) / full;
  }
  if (channels === 2 || channels === 4) return { grey, alpha: Float32Array.from(grey, (_, i) => samples[i * channels + channels - 1]! / full) };
  const key = png.transparency;
  if (!key) return { grey, alpha: null };
  const isKey = (i: number) => samples.subarray(i * channels, (i + 1) * channels).every((sample, k) => sample === key[k]);
  return { grey, alpha: Float32Array.from(grey, (_, i) => (isKey(i) ? 0 : 1)) };
}

/** One number a sample; depths below 8 come packed, every row beginning a new byte. */
function unpackSamples({ width, height, depth, channels, data }: DecodedPng): Uint8Array | Uint8ClampedArray | Uint16Array {
  if (depth >= 8) return data;
  const stride = Math.ceil((width * channels * depth) / 8);
  const out = new Uint8Array(width * height * channels);
  for (let y = 0, to = 0; y < height; y++) {
    for (let k = 0; k < width * channels; k++, to++) {
      const bit = k * depth;
      out[to] = (data[y * stride + (bit >> 3)]! >> (8 - depth - (bit & 7))) & (2 ** depth - 1);
    }
  }
  return out;
}
