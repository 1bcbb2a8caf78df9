import { lookupTable, lutSize, notFiniteColour, type ColourMap } from "./colour-maps";

/** A picture in pixels, one a cell: red, green, blue, opacity, 8 bits each, row 0 first. */
export interface Raster {
  width: number;
  height: number;
  rgba: Uint8ClampedArray<ArrayBuffer>;
}

/** A plane of an image: `nx · ny` values in C order from `start` on. */
export interface Plane<Values = ArrayLike<number>> {
  nx: number;
  ny: number;
  values: Values;
  start: number;
}

/** A plane of a set, and where in the image its first cell lies. */
export interface PlacedSet extends Plane<Uint8Array> {
  x0: number;
  y0: number;
}

/** The colour of the set: orange of Okabe and Ito 2008, clear of every grey on either ground. */
export const setColour = [230, 159, 0] as const;
const setOpacity = 0.75;

/** Values from black to white; what is not finite has a colour of its own. */
export function greyRaster({ nx, ny, values, start }: Plane, [low, high]: readonly [number, number]): Raster {
  const raster = blank(nx, ny);
  const pixels = new Uint32Array(raster.rgba.buffer);
  const scale = high > low ? 255 / (high - low) : 0;
  const middle = high > low ? 0 : 128;
  const missing = pixelOf(...notFiniteColour);
  for (let i = 0; i < pixels.length; i++) {
    const value = values[start + i]!;
    if (value - value !== 0) pixels[i] = missing;
    else {
      const grey = Math.max(0, Math.min(255, Math.round(middle + scale * (value - low))));
      pixels[i] = pixelOf(grey, grey, grey);
    }
  }
  return raster;
}

/** The cells of a set, clear elsewhere. */
export function setRaster({ nx, ny, values, start }: Plane<Uint8Array>): Raster {
  const raster = blank(nx, ny);
  const pixels = new Uint32Array(raster.rgba.buffer);
  const colour = pixelOf(...setColour, Math.round(255 * setOpacity));
  for (let i = 0; i < pixels.length; i++) if (values[start + i] !== 0) pixels[i] = colour;
  return raster;
}

/** Each label in a colour of its own, 0 clear. Neighbouring labels are far apart on the circle of hues. */
export function labelRaster({ nx, ny, values, start }: Plane<Uint32Array>, colours: readonly (readonly [number, number, number])[]): Raster {
  const raster = blank(nx, ny);
  const pixels = new Uint32Array(raster.rgba.buffer);
  const packed = Uint32Array.from(colours, (colour) => pixelOf(...colour));
  for (let i = 0; i < pixels.length; i++) {
    const label = values[start + i]!;
    if (label > 0) pixels[i] = packed[(label - 1) % packed.length]!;
  }
  return raster;
}

/** Values of the cells that are inside through a colour map, clear elsewhere. */
export function mapRaster(
  { nx, ny, values, start }: Plane,
  inside: Uint8Array,
  map: ColourMap,
  { low, high }: { low: number; high: number },
): Raster {
  const raster = blank(nx, ny);
  const pixels = new Uint32Array(raster.rgba.buffer);
  const table = new Uint32Array(lookupTable(map).buffer);
  const scale = high > low ? (lutSize - 1) / (high - low) : 0;
  for (let i = 0; i < pixels.length; i++) {
    if (inside[start + i] === 0) continue;
    pixels[i] = table[Math.max(0, Math.min(lutSize - 1, Math.round((values[start + i]! - low) * scale)))]!;
  }
  return raster;
}

/** A grey plane with a set coloured over it, as it is drawn on the page: what the export takes. */
export function paintMask(plane: Plane, range: readonly [number, number], set: PlacedSet | null): Raster {
  const raster = greyRaster(plane, range);
  if (!set) return raster;
  for (let y = 0, i = set.start; y < set.ny; y++)
    for (let x = 0; x < set.nx; x++, i++) {
      if (set.values[i] === 0) continue;
      const at = 4 * ((set.y0 + y) * plane.nx + set.x0 + x);
      for (let k = 0; k < 3; k++) raster.rgba[at + k] = setOpacity * setColour[k]! + (1 - setOpacity) * raster.rgba[at + k]!;
    }
  return raster;
}

const blank = (width: number, height: number): Raster => ({ width, height, rgba: new Uint8ClampedArray(4 * width * height) });

const littleEndian = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1;

/** Four bytes as they lie in memory. */
const pixelOf = (red: number, green: number, blue: number, opacity = 255): number =>
  littleEndian ? ((opacity << 24) | (blue << 16) | (green << 8) | red) >>> 0 : ((red << 24) | (green << 16) | (blue << 8) | opacity) >>> 0;
