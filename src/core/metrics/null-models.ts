import type { Field, ImageMetric, Mask, MetricResult, NullModel } from "../define/metric";
import type { PlainValue } from "../define/params";
import { randomMask } from "./null-mask";
import type { PreparedImage } from "./prepare-image";
import { randomPhase } from "./random-phase";
import { shuffled } from "./shuffled";
import { cellsIn, finiteRange } from "./threshold";
import { intervalQuantile, studentQuantile } from "./student-quantile";

/** What a measure gives for noise that shares one thing with the image: its density, or its spectrum. */
export interface NullComparison {
  model: NullModel;
  /** The value of each draw for which there is one. */
  draws: number[];
  /** Null when no draw has a value. */
  mean: number | null;
  /** Sample standard deviation of the draws; null with fewer than two. */
  spread: number | null;
  /** The image's value less the mean, in standard errors of both together; null where either has no spread to compare with. */
  deviation: number | null;
  /** Whether such noise gives the value as well: the same, or no further apart than one comparison in twenty is by chance. Null without a mean. */
  alike: boolean | null;
  /** Why there is no mean. */
  reason?: string;
}

type Options = Record<string, PlainValue>;

/**
 * Holds a value against each null model of its metric. A random mask has as many cells in the domain as the set; a shuffled
 * field the same values; a random-phase field has the amplitude spectrum of the image (of its set, when the image has two levels) and is parted so that as many cells belong to the set.
 * @param draws ≥ 2 for a spread.
 */
export function againstNoise(
  metric: ImageMetric,
  options: Options,
  image: PreparedImage,
  result: MetricResult,
  { seed, draws }: { seed: number; draws: number },
): NullComparison[] {
  // Of nothing there is but one way to be.
  if (result.value === null || (metric.of === "mask" && cellsIn(image.mask) === 0)) return [];
  const { value, interval, standardError } = result;
  const error = standardError ?? (interval ? (interval[1] - interval[0]) / 2 / intervalQuantile : 0);
  return (metric.nullModels ?? []).map((model) => {
    const found = Array.from({ length: draws }, (_, draw) => noiseValue(metric, options, image, result, model, seed, draw));
    const values = found.filter((one) => typeof one === "number");
    if (values.length === 0) return { model, draws: [], mean: null, spread: null, deviation: null, alike: null, reason: String(found[0]) };
    return { model, draws: values, ...compare(value, error, values) };
  });
}

function compare(value: number, error: number, draws: readonly number[]): Pick<NullComparison, "mean" | "spread" | "deviation" | "alike"> {
  const n = draws.length;
  const mean = draws.reduce((sum, draw) => sum + draw, 0) / n;
  const variance = n > 1 ? draws.reduce((sum, draw) => sum + (draw - mean) ** 2, 0) / (n - 1) : null;
  const spread = variance === null ? null : Math.sqrt(variance);
  const ofNoise = (variance ?? 0) * (1 + 1 / n);
  const total = Math.sqrt(ofNoise + error ** 2);
  const isSame = Math.abs(value - mean) <= 1e-9 * Math.max(1, Math.abs(mean));
  if (total === 0) return { mean, spread, deviation: null, alike: isSame };
  const deviation = (value - mean) / total;
  // Welch and Satterthwaite (1946, doi:10.2307/3002019): few draws leave their spread unsure; the interval counts as sure of its own.
  const freedom = ofNoise === 0 ? Infinity : ((n - 1) * total ** 4) / ofNoise ** 2;
  return { mean, spread, deviation, alike: isSame || Math.abs(deviation) < studentQuantile(freedom) };
}

/** The value of one draw, or why there is none. */
function noiseValue(
  metric: ImageMetric,
  options: Options,
  image: PreparedImage,
  result: MetricResult,
  model: NullModel,
  seed: number,
  draw: number,
): number | string {
  const { field, mask } = image;
  if (metric.of === "field")
    return valueOf(metric.measure(model === "shuffled" ? shuffled(field, seed, draw) : randomPhaseField(field, seed, draw), options));
  const noise = kept(image, `${model} ${seed} ${draw}`, () =>
    model === "random-mask" ? randomMask(mask.shape, cellsIn(mask), seed, draw, finiteCells(field)) : densest(phaseSource(image), mask, seed, draw),
  );
  const detail = result.value === null ? undefined : result.detail;
  if (metric.like && detail) return metric.like(detail, noise) ?? "the same scales do not fit such noise";
  return valueOf(metric.measure(noise, options));
}

/** Sets of noise of an image, which every measure of it is held against: to make one takes longer than most measures of it. */
const noiseSets = new WeakMap<PreparedImage, Map<string, Mask>>();

function kept(image: PreparedImage, key: string, make: () => Mask): Mask {
  const sets = noiseSets.get(image) ?? new Map<string, Mask>();
  noiseSets.set(image, sets);
  const set = sets.get(key) ?? make();
  sets.set(key, set);
  return set;
}

const valueOf = (result: MetricResult): number | string => result.value ?? (result as { reason: string }).reason;

/** The cells that may belong to the set; null when all may. */
function finiteCells({ values }: Field): Uint8Array | null {
  return finiteRange(values)?.notFinite === 0 ? null : Uint8Array.from(values, (value) => (Number.isFinite(value) ? 1 : 0));
}

/** A field of random phases, with holes where the image has them. */
function randomPhaseField(field: Field, seed: number, draw: number): Field {
  const values = randomPhase(field, seed, draw);
  for (let i = 0; i < values.length; i++) if (!Number.isFinite(field.values[i])) values[i] = NaN;
  return { shape: field.shape, values };
}

/** The field whose spectrum counts: brighter where the set is. */
function phaseSource({ field, mask, inverted, threshold }: PreparedImage): Field {
  if (/^two levels/.test(threshold.rule)) return { shape: field.shape, values: mask.cells };
  return inverted ? { shape: field.shape, values: Float64Array.from(field.values, (value) => -value) } : field;
}

/** As many cells as the set has: the brightest of a field of random phases. */
function densest(source: Field, set: Mask, seed: number, draw: number): Mask {
  const { values } = randomPhaseField(source, seed, draw);
  const wanted = cellsIn(set);
  const order = Float64Array.from(values as Float64Array)
    .filter((value) => !Number.isNaN(value))
    .sort();
  const least = wanted > 0 ? order[order.length - wanted]! : Infinity;
  return { shape: source.shape, cells: Uint8Array.from(values, (value) => (value >= least ? 1 : 0)) };
}
