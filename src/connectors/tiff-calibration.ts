import { perCentimetre, perInch, spacingFromDots, spacingOf, unitOf } from "./calibration";
import type { ImportedArray } from "./connector";
import type { TiffDirectory } from "./tiff-directory";

const tags = { description: 270, xResolution: 282, yResolution: 283, resolutionUnit: 296 } as const;

/** What the notes of a file say of its pages. */
export interface TiffNotes {
  /** Of `[ny, nx]`, or `[nz, ny, nx]` where the distance of planes is noted. */
  spacing: NonNullable<ImportedArray["spacing"]> | undefined;
  /** Pages of one picture for which several channels were taken; 1 for the others. */
  channels: number;
  /** Planes along z, 1 when not noted, and moments. */
  slices: number;
  frames: number;
  /** All pages that the notes promise; null when they promise none. */
  images: number | null;
}

/**
 * Calibration from the first page: of ImageJ (`unit=`, `spacing=`, dots per unit), of OME-XML (`PhysicalSizeX`), or the resolution
 * tags of TIFF 6.0.
 */
export function tiffNotes(page: TiffDirectory, warnings: string[]): TiffNotes {
  const description = page.text(tags.description);
  if (description.startsWith("ImageJ=")) return imageJNotes(page, description);
  if (description.includes("<OME")) return omeNotes(description);
  const [x, y] = [page.number(tags.xResolution, 0), page.number(tags.yResolution, 0)];
  const unit = page.number(tags.resolutionUnit, 2);
  const scale = unit === 2 ? perInch : unit === 3 ? perCentimetre : null;
  const spacing = scale && x > 0 && y > 0 ? spacingFromDots({ x: scale(x), y: scale(y) }, warnings) : undefined;
  return { spacing, channels: 1, slices: 1, frames: 1, images: null };
}

function imageJNotes(page: TiffDirectory, description: string): TiffNotes {
  const notes = new Map(description.split(/\r?\n/).map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1).trim()]));
  const count = (key: string) => Math.max(1, Math.floor(Number(notes.get(key)) || 1));
  const unit = unitOf(notes.get("unit") ?? "");
  const plane = [1 / page.number(tags.yResolution, 0), 1 / page.number(tags.xResolution, 0)];
  const between = Number(notes.get("spacing"));
  const known = unit !== "" && !/^pixels?$/i.test(unit);
  const spacing = known ? spacingOf(between > 0 ? [between, ...plane] : plane, unit) : undefined;
  return { spacing, channels: count("channels"), slices: count("slices"), frames: count("frames"), images: count("images") };
}

function omeNotes(description: string): TiffNotes {
  const pixels = /<(?:\w+:)?Pixels\b[^>]*>/.exec(description)?.[0] ?? "";
  const attribute = (key: string) => new RegExp(`\\b${key}="([^"]*)"`).exec(pixels)?.[1];
  const count = (key: string) => Math.max(1, Math.floor(Number(attribute(key)) || 1));
  const size = (axis: string) => Number(attribute(`PhysicalSize${axis}`));
  const units = ["X", "Y", "Z"].map((axis) => unitOf((attribute(`PhysicalSize${axis}Unit`) ?? "µm").replace("&#181;", "µ")));
  const edge = size("Z") > 0 && units[2] === units[0] ? [size("Z"), size("Y"), size("X")] : [size("Y"), size("X")];
  const spacing = units[0] === units[1] ? spacingOf(edge, units[0]!) : undefined;
  // Channels are consecutive pages only where they come before planes and moments.
  const channels = (attribute("DimensionOrder") ?? "XYCZT").startsWith("XYC") ? count("SizeC") : 1;
  return { spacing, channels, slices: count("SizeZ"), frames: count("SizeT"), images: null };
}
