import { undefinedBecause, type Mask, type MetricResult } from "../define/metric";
import type { BoxCountingDetail } from "./box-counting";
import { lacunarityCurve } from "./lacunarity";
import { measureMetric } from "./measure-metric";
import type { NullComparison } from "./null-models";
import { prepareImage, type Calibration, type ImageToMeasure, type PreparedImage } from "./prepare-image";
import type { Histogram } from "./threshold";

/** What is known of an image at once, before anything that takes long is measured of it. */
export interface ImageOverview {
  shape: number[];
  /** What was measured, of the region alone. */
  set: Mask;
  /** The value above which (or, inverted, up to which) a cell belongs to the set; null when there is none to choose. */
  threshold: { value: number | null; rule: string };
  inverted: boolean;
  /** Share of the finite cells that belong to the set, 0 … 1. */
  foreground: number;
  /** Cells that are NaN or infinite. */
  notFinite: number;
  /** Of the finite values; null when there are none. */
  histogram: Histogram | null;
  /** Λ(r) of gliding boxes of edge r; null for an empty set. */
  lacunarity: { r: number; value: number | null }[];
  calibration: Calibration | null;
  warnings: string[];
}

export interface ImageMeasurement extends ImageOverview {
  boxCounting: MetricResult<BoxCountingDetail>;
  /** Its value held against random masks and fields of random phases. */
  noise: NullComparison[];
  /** The same number for random masks of equal density, over the same box edges: mean and sample standard deviation. */
  null: { dimension: number | null; spread: number | null; reason?: string };
}

interface Comparison {
  /** Draws of noise to hold the dimension against, of each kind; with 0 the comparison is left out. */
  draws?: number | undefined;
  seed?: number | undefined;
  /** False gives the overview alone, in a small part of the time; `boxCounting` then says that it was not asked for. */
  boxCounting?: boolean | undefined;
}

/** @throws WorkbenchError as `prepareImage`. */
export const measureImage = (image: ImageToMeasure, comparison?: Comparison): ImageMeasurement => measurePrepared(prepareImage(image), comparison);

/** The set and the values as they are, without any dimension. */
export function overviewOf(prepared: PreparedImage): ImageOverview {
  const { mask, threshold, inverted, foreground, notFinite, histogram, calibration, periodic, warnings } = prepared;
  return {
    shape: [...mask.shape],
    set: mask,
    threshold,
    inverted,
    foreground,
    notFinite,
    histogram,
    lacunarity: lacunarityCurve(mask, periodic).map(({ r, lacunarity }) => ({ r, value: lacunarity })),
    calibration,
    warnings,
  };
}

/** The overview of an image with its box-counting dimension. */
export function measurePrepared(prepared: PreparedImage, { draws, seed, boxCounting = true }: Comparison = {}): ImageMeasurement {
  const { result, noise } = boxCounting
    ? measureMetric(prepared, { metric: "box-counting", ...(draws !== undefined && { draws }), ...(seed !== undefined && { seed }) })
    : { result: undefinedBecause("it was not asked for"), noise: [] };
  return { ...overviewOf(prepared), boxCounting: result as MetricResult<BoxCountingDetail>, noise, null: randomMasks(result, noise) };
}

function randomMasks(result: MetricResult, noise: readonly NullComparison[]): ImageMeasurement["null"] {
  if (result.value === null) return { dimension: null, spread: null, reason: result.reason };
  const masks = noise.find(({ model }) => model === "random-mask");
  if (!masks) return { dimension: null, spread: null, reason: "it was not held against noise" };
  const { mean, spread, reason } = masks;
  return { dimension: mean, spread, ...(reason !== undefined && { reason }) };
}
