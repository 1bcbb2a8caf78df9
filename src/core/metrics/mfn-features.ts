import { undefinedBecause, type Mask, type MetricResult } from "../define/metric";
import { WorkbenchError } from "../errors";
import { cellIndex } from "../field/grid";
import type { FieldValues } from "../simulation";
import { boxCounting, type BoxCountingDetail } from "./box-counting";
import { components } from "./components";
import type { FeatureName } from "./feature-names";
import { changesOf, meanEnergy, type FrameChange } from "./frame-changes";
import { insideValues } from "./inside";
import { fitLine } from "./scaling-window";
import { cellsIn, maskAbove, quantiles } from "./threshold";

export type { FeatureName };

/** What the features must know of a field beside its values. */
export interface FieldKind {
  /** `[ny, nx]` or `[nz, ny, nx]`. */
  shape: readonly number[];
  /** Factor from the field's unit to millivolts; null for a field without volts. */
  millivoltsPerUnit: number | null;
  /** Opposite sides are neighbours. */
  periodic: boolean;
  /** 1 for each cell inside the domain, C order; absent or null when all are. The others belong to no set and to no mean. */
  mask?: Uint8Array | null | undefined;
}

/** The last frame of a history, measured. */
export interface FrameAnalysis {
  /** In the field's own unit. */
  threshold: { value: number; rule: string };
  /** Cells of the domain above the threshold. */
  active: Mask;
  boxCounting: MetricResult<BoxCountingDetail>;
  features: Record<FeatureName, MetricResult>;
}

const thresholdsMillivolts = [-60, -50, -40] as const;
const thresholdQuantiles = [0.5, 0.75, 0.9] as const;
/** Cells within this share of the range from its ends lie at that end. */
const endShare = 0.01;
/** Fewer cells than this make no quantile. */
const fewestCells = 16;
/** A field is at rest when the spread of its change from frame to frame stays below this for `restFrames` changes. */
const restMillivolts = 0.001;
/** The same for fields without volts: a share of the spread of the field. */
const restShare = 1e-4;
const restFrames = 10;
/** Below this spread, in mV or the field's unit, skewness and kurtosis measure rounding. */
const smallestSpread = 1e-10;

/**
 * The 18 features of MFN v4.1, corrected (faults F5, F6, F21): the dimension by our own estimator; clusters on the periodic
 * topology where the field has it; the energy as a mean over cells, so that it does not grow with the grid; and undefined, with
 * a reason, where the reference writes 0. Potentials in mV for fields in volts; other fields stay in their unit, and their three
 * thresholds are the quantiles 0.5, 0.75 and 0.9 of the frame. Static features take the last frame.
 * @param history frames of one field, oldest first, each in C order; not to be written to afterwards.
 * @throws WorkbenchError `data/empty` without frames or cells inside, `data/unreadable` when a frame or the mask does not fit the
 *   shape, `data/not-finite`.
 */
export const mfnFeatures = (history: readonly FieldValues[], field: FieldKind): Record<FeatureName, MetricResult> =>
  analyseFrame(history, field).features;

/** What `mfnFeatures` says, with the set it was said of. Arguments and errors as there. */
export function analyseFrame(history: readonly FieldValues[], field: FieldKind): FrameAnalysis {
  const { shape, mask = null } = field;
  checkHistory(history, shape);
  checkMask(mask, shape);
  const domain = history.map((frame) => insideValues(frame, mask));
  const last = domain.at(-1)!;
  const { values, rule, halves } = thresholdsOf(last, field.millivoltsPerUnit);
  const masks = values.map((value) => maskAbove({ shape, values: history.at(-1)! }, value, mask));
  const active = masks[0]!;
  const dimension = boxCounting.measure(active, { effort: "live" });
  const perUnit = field.millivoltsPerUnit ?? 1;
  const spread = distribution(last, perUnit);
  const changes = changesOf(domain);
  const features = {
    ...dimensionFeatures(dimension),
    ...spread,
    ...changeFeatures(changes, perUnit),
    T_stable: timeOfRest(changes, field.millivoltsPerUnit === null ? restShare * spread.V_std.value : restMillivolts / field.millivoltsPerUnit),
    E_trend: energyTrend(domain, perUnit),
    f_active: activeShare(active, last.length, halves),
    ...clusterFeatures(masks, field.periodic),
  };
  return { threshold: { value: values[0]!, rule }, active, boxCounting: dimension, features };
}

interface Thresholds {
  values: readonly number[];
  rule: string;
  /** The lowest is the frame's own median. */
  halves: boolean;
}

function thresholdsOf(values: FieldValues, millivoltsPerUnit: number | null): Thresholds {
  if (millivoltsPerUnit === null) return quantileThresholds(values);
  return { values: thresholdsMillivolts.map((threshold) => threshold / millivoltsPerUnit), rule: "−60 mV", halves: false };
}

/**
 * Quantiles of the frame. Where more than half of it lies at one end of its range, as around a spot that has just been
 * seeded, its median would part one rounding error from another: then the quantiles of the cells between the ends.
 */
function quantileThresholds(values: FieldValues): Thresholds {
  const [min, max] = quantiles(values, [0, 1]) as [number, number];
  const margin = endShare * (max - min);
  const end = endOfMost(values, min + margin, max - margin);
  const between = end === null ? [] : values.filter((value) => value > min + margin && value < max - margin);
  if (between.length < fewestCells)
    return { values: quantiles(values, thresholdQuantiles)!, rule: "the median, since the field has no volts", halves: true };
  const rule = `the median of the cells in between, since more than half of the field lies at its ${end}`;
  return { values: quantiles(between, thresholdQuantiles)!, rule, halves: false };
}

/** At which end of its range the median lies, counted and not sorted out; null for neither. */
function endOfMost(values: FieldValues, low: number, high: number): "minimum" | "maximum" | null {
  let [below, above] = [0, 0];
  for (let i = 0; i < values.length; i++) {
    if (values[i]! < low) below++;
    else if (values[i]! > high) above++;
  }
  const half = values.length / 2;
  if (below > half) return "minimum";
  if (above > half) return "maximum";
  if (below < half && above < half) return null;
  // Exactly half of the cells: the median lies between the two in the middle.
  const median = quantiles(values, [0.5])![0]!;
  return median < low ? "minimum" : median > high ? "maximum" : null;
}

function dimensionFeatures(dimension: MetricResult<BoxCountingDetail>): Record<"D_box" | "D_r2", MetricResult> {
  if (dimension.value === null) return { D_box: undefinedBecause(dimension.reason), D_r2: undefinedBecause(dimension.reason) };
  const { value, interval, range, detail } = dimension;
  return { D_box: { value, interval, range }, D_r2: { value: detail!.r2 } };
}

type Distribution = Record<"V_min" | "V_max" | "V_mean" | "V_std", { value: number }> & Record<"V_skew" | "V_kurt", MetricResult>;

/** Moments about the mean, in two passes; the standard deviation is the population's. */
function distribution(values: FieldValues, perUnit: number): Distribution {
  let [min, max, sum] = [Infinity, -Infinity, 0];
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (value < min) min = value;
    if (value > max) max = value;
    sum += value;
  }
  const mean = sum / values.length;
  let [m2, m3, m4] = [0, 0, 0];
  for (let i = 0; i < values.length; i++) {
    const off = values[i]! - mean;
    const square = off * off;
    m2 += square;
    m3 += square * off;
    m4 += square * square;
  }
  const std = Math.sqrt(m2 / values.length);
  const flat = std * perUnit <= smallestSpread ? undefinedBecause("the field is uniform") : null;
  return {
    V_min: { value: min * perUnit },
    V_max: { value: max * perUnit },
    V_mean: { value: mean * perUnit },
    V_std: { value: std * perUnit },
    V_skew: flat ?? { value: m3 / values.length / std ** 3 },
    V_kurt: flat ?? { value: m4 / values.length / std ** 4 - 3 },
  };
}

const oneFrame = "a change needs at least two frames";

function changeFeatures(changes: readonly FrameChange[], perUnit: number): Record<"dV_mean" | "dV_max", MetricResult> {
  if (changes.length === 0) return { dV_mean: undefinedBecause(oneFrame), dV_max: undefinedBecause(oneFrame) };
  const mean = changes.reduce((sum, change) => sum + change.mean, 0) / changes.length;
  const max = changes.reduce((largest, change) => Math.max(largest, change.max), 0);
  return { dV_mean: { value: mean * perUnit }, dV_max: { value: max * perUnit } };
}

/** The first frame from which `restFrames` changes in a row are at rest, counted from 0. */
function timeOfRest(changes: readonly FrameChange[], limit: number): MetricResult {
  if (changes.length < restFrames) return undefinedBecause(`rest is told by ${restFrames} changes; there are ${changes.length}`);
  for (let t = 0, calm = 0; t < changes.length; t++) {
    calm = changes[t]!.spread <= limit ? calm + 1 : 0;
    if (calm === restFrames) return { value: t - restFrames + 1 };
  }
  return undefinedBecause(`the field has not come to rest within ${changes.length + 1} frames`);
}

/** Slope of the mean of V² over the cells against the frame's number. */
function energyTrend(history: readonly FieldValues[], perUnit: number): MetricResult {
  if (history.length < 2) return undefinedBecause(oneFrame);
  const energies = history.map((frame) => meanEnergy(frame) * perUnit * perUnit);
  return { value: fitLine([...energies.keys()], energies).slope };
}

function activeShare(active: Mask, cells: number, halves: boolean): MetricResult {
  if (halves) return undefinedBecause("the threshold is the median, so it is one half by construction");
  return { value: cellsIn(active) / cells };
}

function clusterFeatures(masks: readonly Mask[], periodic: boolean): Record<ClusterFeature, MetricResult> {
  const connectivity = masks[0]!.shape.length === 3 ? 6 : 4;
  const [low, med, high] = masks.map((mask) => components(mask, { connectivity, periodic }));
  const sizes = [...low!.sizes];
  const mean = sizes.reduce((sum, size) => sum + size, 0) / sizes.length;
  const variance = sizes.reduce((sum, size) => sum + (size - mean) ** 2, 0) / sizes.length;
  return {
    N_clusters_low: { value: low!.count },
    N_clusters_med: { value: med!.count },
    N_clusters_high: { value: high!.count },
    max_cluster_size:
      sizes.length > 0 ? { value: sizes.reduce((a, b) => Math.max(a, b), 0) } : undefinedBecause("no cell is above the low threshold"),
    cluster_size_std:
      sizes.length > 1
        ? { value: Math.sqrt(variance) }
        : undefinedBecause(`a spread needs two clusters; there ${sizes.length === 1 ? "is one" : "are none"}`),
  };
}

type ClusterFeature = "N_clusters_low" | "N_clusters_med" | "N_clusters_high" | "max_cluster_size" | "cluster_size_std";

function checkHistory(history: readonly FieldValues[], shape: readonly number[]): void {
  const cells = shape.reduce((product, side) => product * side, 1);
  if (history.length === 0 || cells === 0) throw new WorkbenchError("data/empty", [], "a history needs at least one frame of one cell");
  history.forEach((frame, t) => {
    if (frame.length !== cells)
      throw new WorkbenchError(
        "data/unreadable",
        ["history", t],
        `a frame of shape ${shape.join(" × ")} has ${cells} values, this one has ${frame.length}`,
      );
    // a sum of squares is finite only when every value is, or when it overflows, which no field of ours does
    if (Number.isFinite(meanEnergy(frame))) return;
    const cell = frame.findIndex((value) => !Number.isFinite(value));
    if (cell >= 0)
      throw new WorkbenchError("data/not-finite", ["history", t], `the value in cell (${cellIndex(shape, cell).join(", ")}) is not a finite number`);
  });
}

function checkMask(mask: Uint8Array | null, shape: readonly number[]): void {
  if (mask === null) return;
  const cells = shape.reduce((product, side) => product * side, 1);
  if (mask.length !== cells)
    throw new WorkbenchError("data/unreadable", ["mask"], `a frame of shape ${shape.join(" × ")} has ${cells} cells, the mask ${mask.length}`);
  if (!mask.some((cell) => cell !== 0)) throw new WorkbenchError("data/empty", ["mask"], "the mask leaves no cell inside, so nothing is measured");
}
