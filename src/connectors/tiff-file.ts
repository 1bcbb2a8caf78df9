import { defineFileConnector, type ImportedArray } from "./connector";
import { overGround } from "./grey";
import { cellsOf, mostCells, unreadable } from "./limits";
import { turned } from "./orientation";
import { tiffNotes, type TiffNotes } from "./tiff-calibration";
import { readTiffDirectories, type TiffDirectory } from "./tiff-directory";
import { tiffLayout, type TiffLayout, type TiffLimits } from "./tiff-layout";
import { hasNominalRange, tiffPixels } from "./tiff-pixels";

/**
 * TIFF and BigTIFF: whole numbers of 1 to 32 bits, floating ones of 16, 32 and 64; grey, RGB by its luminance, palettes; strips
 * and tiles, channels together or apart; plain, LZW, Deflate or PackBits, with predictors. Pages of one size are a volume
 * `[pages, ny, nx]`. Whole numbers of up to 16 bits become 0 … 1 as those of a PNG do, other samples stay what they are.
 */
export const tiffFile = defineFileConnector({
  id: "tiff-file",
  title: "TIFF image",
  extensions: ["tif", "tiff"],
  read: readTiff,
});

const subfileType = 254;

/** @throws WorkbenchError `data/…` for what is no TIFF, a damaged one, or a kind that is not read. */
export function readTiff(name: string, bytes: Uint8Array, most = mostCells): ImportedArray {
  const { reader, pages: all } = readTiffDirectories(name, bytes);
  const warnings: string[] = [];
  // Bit 0 marks a smaller copy of another page.
  const full = all.filter((page) => (page.number(subfileType, 0) & 1) === 0);
  const first = full[0] ?? all[0];
  if (!first) throw unreadable(name, "it holds no page. Save it anew");
  const notes = tiffNotes(first, warnings);
  const layouts = takenPages(name, full.length > 0 ? full : all, notes, { fileLength: bytes.length, most }, warnings);
  const [model] = layouts;
  const size = cellsOf(name, [layouts.length, model!.height, model!.width], most);
  const values = exactInSingle(model!) ? new Float32Array(size) : new Float64Array(size);
  const told = new Set<string>();
  let plane = { rows: model!.height, columns: model!.width };
  layouts.forEach((layout, i) => {
    const { grey, alpha } = tiffPixels(name, reader, layout);
    const said: string[] = [];
    const picture = turned({ rows: layout.height, columns: layout.width, values: alpha ? overGround(grey, alpha, said) : grey }, model!.orientation);
    values.set(picture.values, (i * size) / layouts.length);
    plane = picture;
    said.forEach((sentence) => told.add(sentence));
  });
  if (model!.channels > (model!.colour === "rgb" ? 3 : 1) + (model!.alpha ? 1 : 0))
    warnings.push(
      `It has ${model!.channels} channels; ${model!.colour === "rgb" ? "the first three are its colours, the rest" : "the first was read, the others"} left out.`,
    );
  const volume = layouts.length > 1;
  const spacing = spacingFor(notes, volume, model!.orientation >= 5, warnings);
  return {
    kind: "array",
    name,
    shape: volume ? [layouts.length, plane.rows, plane.columns] : [plane.rows, plane.columns],
    values,
    nominalRange: hasNominalRange(model!) ? [0, 1] : null,
    ...(spacing && { spacing }),
    warnings: [...warnings, ...told],
  };
}

/** Layouts of the pages that make the picture or volume: of one size and kind, of one channel, of one moment. */
function takenPages(
  name: string,
  pages: readonly TiffDirectory[],
  { channels, slices, frames, images }: TiffNotes,
  limits: TiffLimits,
  warnings: string[],
): TiffLayout[] {
  const noted = channels * slices * frames === pages.length;
  if (images !== null && images > pages.length)
    warnings.push(`Its notes promise ${images} pages and it lists ${pages.length}, which were read: save it as a plain TIFF to have all.`);
  const apart = noted && channels > 1;
  if (apart) warnings.push(`Its pages are ${channels} channels; the first was read, the others left out.`);
  let chosen = apart ? pages.filter((_, i) => i % channels === 0) : pages;
  if (noted && slices > 1 && frames > 1) {
    warnings.push(`It holds ${frames} moments of a volume; the first was read.`);
    chosen = chosen.slice(0, slices);
  } else if (noted && frames > 1) warnings.push("Its pages are moments, not depths: the third axis is time.");
  const model = tiffLayout(name, chosen[0]!, limits);
  const layouts = [model];
  let others = 0;
  for (const page of chosen.slice(1)) {
    const layout = tiffLayout(name, page, limits);
    if (layout.width === model.width && layout.height === model.height && layout.colour === model.colour && layout.bits === model.bits)
      layouts.push(layout);
    else others++;
  }
  if (others > 0) warnings.push(`${others} of ${chosen.length} pages differ from the first in size or kind and were left out.`);
  return layouts;
}

/** Whether the grey values lose nothing in single precision: shades of up to 16 bits, short and single floating numbers. */
const exactInSingle = (layout: TiffLayout): boolean =>
  hasNominalRange(layout) || layout.bits < 32 || (layout.kind === "f4" && layout.colour !== "rgb");

function spacingFor({ spacing }: TiffNotes, volume: boolean, swapped: boolean, warnings: string[]): ImportedArray["spacing"] {
  if (!spacing) return undefined;
  const plane = spacing.edge.slice(-2);
  if (swapped) plane.reverse();
  if (!volume) return { edge: plane, unit: spacing.unit };
  if (spacing.edge.length === 3) return { edge: [spacing.edge[0]!, ...plane], unit: spacing.unit };
  warnings.push(
    `The file says that a pixel measures ${plane.map((edge) => Number(edge.toPrecision(6))).join(" × ")} ${spacing.unit}, but not how far apart its pages are.`,
  );
  return undefined;
}
