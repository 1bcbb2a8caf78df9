import type { Mask, MetricResult } from "../define/metric";
import { WorkbenchError } from "../errors";
import { boxCounting, type BoxCountingDetail } from "./box-counting";
import { lacunarityCurve } from "./lacunarity";
import { nullDimension } from "./null-mask";
import { cellsIn, finiteRange, histogram, maskAbove, otsu, type Histogram } from "./threshold";

/** An image, matrix or volume to measure: values in C order. What is not finite is counted and left out. */
export interface ImageToMeasure {
  /** `[ny, nx]` or `[nz, ny, nx]`; sides of 1 are dropped. */
  shape: readonly number[];
  values: ArrayLike<number>;
  /** A value in the array's own units, or how to find one. `none`: every cell above 0 belongs to the set. */
  threshold: number | "otsu" | "none";
  /** Takes the cells at or below the threshold instead. */
  invert: boolean;
}

export interface ImageMeasurement {
  shape: number[];
  /** The value above which (or, inverted, up to which) a cell belongs to the set; null when there is none to choose. */
  threshold: { value: number | null; rule: string };
  inverted: boolean;
  /** Share of the finite cells that belong to the set, 0 … 1. */
  foreground: number;
  /** Cells that are NaN or infinite. */
  notFinite: number;
  /** Of the finite values; null when there are none. */
  histogram: Histogram | null;
  boxCounting: MetricResult<BoxCountingDetail>;
  /** The same number for random masks of equal density, over the same box edges: mean and sample standard deviation. */
  null: { dimension: number | null; spread: number | null; reason?: string };
  /** Λ(r) of gliding boxes of edge r; null for an empty set. */
  lacunarity: { r: number; value: number | null }[];
  warnings: string[];
}

const histogramBins = 128;
const nullDraws = 4;
/** A foreground larger than this looks like the background. */
const suspiciousShare = 0.5;

/**
 * Everything the Measure room and `mfn measure` tell about one array.
 * @throws WorkbenchError `data/empty` or `data/unreadable` for an array that is not two- or three-dimensional.
 */
export function measureImage(image: ImageToMeasure, seed = 1): ImageMeasurement {
  const shape = measurableShape(image);
  const { values } = image;
  const range = finiteRange(values);
  const threshold = chooseThreshold(image, range);
  const mask = maskOf({ ...image, shape }, threshold.value);
  const cells = cellsIn(mask);
  const notFinite = range ? range.notFinite : values.length;
  const foreground = cells / Math.max(1, values.length - notFinite);
  const dimension = boxCounting.measure(mask);
  return {
    shape,
    threshold,
    inverted: image.invert,
    foreground,
    notFinite,
    histogram: histogram(values, histogramBins),
    boxCounting: dimension,
    null: compareWithNoise(mask, dimension, seed),
    lacunarity: lacunarityCurve(mask).map(({ r, lacunarity }) => ({ r, value: lacunarity })),
    warnings: warningsOf(foreground, notFinite, values.length, image.invert),
  };
}

/** The set itself: finite cells above the threshold, or the other finite cells when inverted. Empty when there is no threshold. */
export function maskOf({ shape, values, invert }: Pick<ImageToMeasure, "shape" | "values" | "invert">, threshold: number | null): Mask {
  if (threshold === null) return { shape, cells: new Uint8Array(values.length) };
  const mask = maskAbove({ shape, values }, threshold);
  for (let i = 0; i < values.length; i++) mask.cells[i] = Number.isFinite(values[i]!) && (mask.cells[i] === 1) !== invert ? 1 : 0;
  return mask;
}

function measurableShape({ shape, values }: ImageToMeasure): number[] {
  const size = shape.reduce((product, side) => product * side, 1);
  const words = `${shape.join(" × ")}`;
  if (size !== values.length)
    throw new WorkbenchError("data/unreadable", ["shape"], `${words} is ${size} cells, but there are ${values.length} values`);
  if (size === 0) throw new WorkbenchError("data/empty", ["shape"], "the array holds no values");
  const kept = shape.filter((side) => side > 1);
  if (kept.length === 2 || kept.length === 3) return kept;
  if (shape.length === 2 || shape.length === 3) return [...shape];
  throw new WorkbenchError(
    "data/unreadable",
    ["shape"],
    `an array of shape ${words} is neither an image nor a volume: give [rows, columns] or [planes, rows, columns]`,
  );
}

function chooseThreshold({ values, threshold }: ImageToMeasure, range: { min: number; max: number } | null): ImageMeasurement["threshold"] {
  if (typeof threshold === "number") return { value: threshold, rule: "given" };
  if (!range) return { value: null, rule: "no cell is finite" };
  if (threshold === "none") return { value: 0, rule: "above zero" };
  const { min, max } = range;
  if (min === max) return { value: null, rule: "all values are equal" };
  if (hasTwoLevels(values, min, max)) return { value: (min + max) / 2, rule: "two levels: the brighter one" };
  return { value: otsu(values), rule: "Otsu" };
}

function hasTwoLevels(values: ArrayLike<number>, min: number, max: number): boolean {
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (value !== min && value !== max && Number.isFinite(value)) return false;
  }
  return true;
}

function compareWithNoise(mask: Mask, dimension: MetricResult<BoxCountingDetail>, seed: number): ImageMeasurement["null"] {
  if (dimension.value === null) return { dimension: null, spread: null, reason: dimension.reason };
  const noise = nullDimension(mask, dimension.detail!, seed, nullDraws);
  if (noise.value === null) return { dimension: null, spread: null, reason: noise.reason };
  return { dimension: noise.value, spread: noise.detail!.spread };
}

function warningsOf(foreground: number, notFinite: number, size: number, inverted: boolean): string[] {
  const warnings: string[] = [];
  if (foreground > suspiciousShare && foreground < 1) {
    const cure = inverted ? "take back the inversion" : "invert it";
    warnings.push(`The set covers ${Math.round(100 * foreground)} % of the array and looks inverted: ${cure} if the background was meant.`);
  }
  if (notFinite > 0) warnings.push(`${notFinite} of ${size} cells are NaN or infinite and belong neither to the set nor to the background.`);
  return warnings;
}
