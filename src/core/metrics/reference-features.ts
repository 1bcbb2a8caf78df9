import { WorkbenchError } from "../errors";
import { cellIndex } from "../field/grid";
import { components } from "./components";
import type { FeatureName } from "./feature-names";
import { referenceBoxCounting } from "./reference-box-counting";

export interface ReferenceFeatureOptions {
  /** Thresholds of activity, mV; −60, −50 and −40 unless given. A cell is above when V > threshold, strictly. */
  thresholds?: readonly [low: number, med: number, high: number];
  /** Smallest box edge (2) and number of edges (5) of the box counting. */
  minBox?: number;
  scales?: number;
  /** A field is stable when the spread of its changes stays below this, mV (0.001), for `window` steps (10). */
  stabilityThreshold?: number;
  window?: number;
  connectivity?: 4 | 8;
}

/**
 * The 18 features of MFN v4.1 in reference mode: potentials in mV, populations' standard deviations, and 0 where a
 * feature is undefined. Static features take the last frame; clusters ignore a periodic boundary.
 * @param history potentials in volts, frame by frame.
 * @param shape (frames, n, n); a single field is one frame.
 * @throws WorkbenchError `data/empty`, `data/unreadable` or `data/not-finite`.
 */
export function referenceFeatures(
  history: ArrayLike<number>,
  shape: readonly [number, number, number],
  options: ReferenceFeatureOptions = {},
): Record<FeatureName, number> {
  const { thresholds = [-60, -50, -40], minBox = 2, scales = 5, stabilityThreshold = 0.001, window = 10, connectivity = 4 } = options;
  checkHistory(history, shape);
  const [frames, rows, columns] = shape;
  const cells = rows * columns;
  const volts = Float64Array.from({ length: cells }, (_, k) => history[(frames - 1) * cells + k]!);
  const [low, med, high] = thresholds.map((threshold) => above(volts, [rows, columns], threshold / 1000));
  const box = referenceBoxCounting(low!, { minBox, scales });
  const [clustersLow, clustersMed, clustersHigh] = [low!, med!, high!].map((mask) => components(mask, { connectivity, periodic: false }));
  const sizes = [...clustersLow!.sizes];
  return {
    D_box: box.dimension,
    D_r2: Math.min(1, Math.max(0, box.r2)),
    ...distribution(volts.map((v) => v * 1000)),
    ...changes(history, frames, cells, stabilityThreshold, window),
    E_trend: energyTrend(history, frames, cells),
    f_active: low!.cells.reduce((sum, one) => sum + one, 0) / cells,
    N_clusters_low: clustersLow!.count,
    N_clusters_med: clustersMed!.count,
    N_clusters_high: clustersHigh!.count,
    max_cluster_size: sizes.reduce((largest, size) => Math.max(largest, size), 0),
    cluster_size_std: sizes.length < 2 ? 0 : spread(sizes),
  };
}

function checkHistory(history: ArrayLike<number>, shape: readonly [number, number, number]): void {
  const [frames, rows, columns] = shape;
  if (history.length !== frames * rows * columns)
    throw new WorkbenchError("data/unreadable", ["shape"], `${history.length} values do not make an array of shape (${shape.join(", ")})`);
  if (history.length === 0) throw new WorkbenchError("data/empty", [], "a history needs at least one frame of one cell");
  for (let i = 0; i < history.length; i++) {
    if (!Number.isFinite(history[i]))
      throw new WorkbenchError(
        "data/not-finite",
        [],
        `the value at frame, row, column (${cellIndex(shape, i).join(", ")}) is ${history[i]}; features need finite potentials`,
      );
  }
}

function above(volts: Float64Array, shape: readonly number[], threshold: number): { shape: readonly number[]; cells: Uint8Array } {
  return { shape, cells: Uint8Array.from(volts, (v) => (v > threshold ? 1 : 0)) };
}

const average = (values: ArrayLike<number>): number => sumOf(values) / values.length;

function sumOf(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum;
}

/** Population standard deviation. */
function spread(values: ArrayLike<number>, mean = average(values)): number {
  let squares = 0;
  for (let i = 0; i < values.length; i++) squares += (values[i]! - mean) ** 2;
  return Math.sqrt(squares / values.length);
}

function distribution(mv: Float64Array): Pick<Record<FeatureName, number>, "V_min" | "V_max" | "V_mean" | "V_std" | "V_skew" | "V_kurt"> {
  const mean = average(mv);
  const std = spread(mv);
  const moment = (k: number) => average(mv.map((v) => (v - mean) ** k));
  const flat = std <= 1e-10;
  return {
    V_min: mv.reduce((a, b) => Math.min(a, b)),
    V_max: mv.reduce((a, b) => Math.max(a, b)),
    V_mean: mean,
    V_std: std,
    V_skew: flat ? 0 : moment(3) / std ** 3,
    V_kurt: flat ? 0 : moment(4) / std ** 4 - 3,
  };
}

/** Sizes of the changes between frames, and the step from which they keep still. */
function changes(
  history: ArrayLike<number>,
  frames: number,
  cells: number,
  threshold: number,
  window: number,
): Pick<Record<FeatureName, number>, "dV_mean" | "dV_max" | "T_stable"> {
  if (frames < 2) return { dV_mean: 0, dV_max: 0, T_stable: 0 };
  const change = new Float64Array(cells);
  let [sum, largest, still] = [0, 0, 0];
  let stableFrom = frames;
  for (let t = 0; t < frames - 1; t++) {
    let total = 0;
    for (let k = 0, before = t * cells, after = before + cells; k < cells; k++, before++, after++) {
      const size = Math.abs(history[after]! * 1000 - history[before]! * 1000);
      change[k] = size;
      total += size;
      if (size > largest) largest = size;
    }
    sum += total;
    still = spread(change, total / cells) < threshold ? still + 1 : 0;
    if (still === window && stableFrom === frames && frames > window) stableFrom = t - window + 2;
  }
  return { dV_mean: sum / ((frames - 1) * cells), dV_max: largest, T_stable: stableFrom };
}

/** Slope of Σ V² (mV²) over the frames by least squares. */
function energyTrend(history: ArrayLike<number>, frames: number, cells: number): number {
  if (frames < 2) return 0;
  const energy = Float64Array.from({ length: frames }, (_, t) => {
    let sum = 0;
    for (let k = t * cells; k < (t + 1) * cells; k++) sum += (history[k]! * 1000) ** 2;
    return sum;
  });
  const middle = (frames - 1) / 2;
  const mean = average(energy);
  let [product, square] = [0, 0];
  for (let t = 0; t < frames; t++) {
    product += (t - middle) * (energy[t]! - mean);
    square += (t - middle) ** 2;
  }
  return product / square;
}
