import { completeValues } from "../define/params";
import type { MetricResult } from "../define/metric";
import type { SeriesField, SeriesScale } from "../define/series-field";
import { WorkbenchError } from "../errors";
import type { FeatureName } from "../metrics/feature-names";
import { mfnFeatures } from "../metrics/mfn-features";
import { isConstant, meanAndDeviation } from "../series/finite";
import { median } from "../series/median";

/** MFN's membrane: a value of 0 rests at −70 mV, 1 is 5 mV more. */
const restVolts = -0.07;
const voltsPerUnit = 0.005;
/** Standard deviation of normal noise over its median absolute deviation. */
const normalRatio = 1.482602218505602;
/** Where more than half of a series has one value, its median absolute deviation is 0, or next to it. */
const smallestShare = 1e-6;
/** Cells along a side at most: more would not be told apart, and be slow to count. */
export const mostSide = 256;
export const shortestWindow = 8;

/** What one window of a series turns into. */
export interface SeriesFrame {
  shape: readonly [number, number];
  /** Membrane potentials in volts, C order. */
  volts: Float64Array<ArrayBuffer>;
  /** The 18 features, corrected, potentials in mV; changes are those from the window before, where there is one. */
  features: Record<FeatureName, MetricResult>;
}

/** Scale of a whole series, finite values. */
export function seriesScale(series: Float64Array): SeriesScale {
  const middle = median(series);
  if (isConstant(series)) return { median: middle, spread: 1 };
  const { deviation } = meanAndDeviation(series);
  const robust = normalRatio * median(series.map((x) => Math.abs(x - middle)));
  return { median: middle, spread: robust > smallestShare * deviation ? robust : deviation };
}

/** The potentials that a window makes. */
export function voltsOf(
  field: SeriesField,
  window: Float64Array,
  scale: SeriesScale,
  given: Record<string, unknown> = {},
): Float64Array<ArrayBuffer> {
  const options = completeValues(field.params, given, ["options"]);
  const side = field.side(window.length, options as never);
  if (side > mostSide)
    throw new WorkbenchError(
      "parameter/out-of-range",
      ["window"],
      `${window.length} samples make a field of ${side} × ${side}; use at most ${mostSide}`,
    );
  return field.values(window, scale, options as never).map((value) => restVolts + value * voltsPerUnit);
}

/**
 * The window `[start, start + length)` of a series as a field, and the field's 18 features.
 * @param stride samples back to the window whose field is the frame before; without one there is no change.
 * @throws WorkbenchError `parameter/out-of-range` for a window that does not lie in the series.
 */
export function seriesFrame(
  series: Float64Array,
  scale: SeriesScale,
  field: SeriesField,
  { start, length, stride, options = {} }: { start: number; length: number; stride?: number | undefined; options?: Record<string, unknown> },
): SeriesFrame {
  if (!Number.isInteger(length) || length < shortestWindow || length > series.length)
    throw new WorkbenchError(
      "parameter/out-of-range",
      ["window"],
      `expected a whole number from ${shortestWindow} to the series' ${series.length} samples, got ${length}`,
    );
  if (!Number.isInteger(start) || start < 0 || start + length > series.length)
    throw new WorkbenchError(
      "parameter/out-of-range",
      ["start"],
      `a window of ${length} samples can begin at 0 … ${series.length - length}, got ${start}`,
    );
  const at = (from: number) => voltsOf(field, series.subarray(from, from + length), scale, options);
  const volts = at(start);
  const before = stride !== undefined && start >= stride ? [at(start - stride)] : [];
  const side = Math.round(Math.sqrt(volts.length));
  const shape = [side, side] as const;
  return { shape, volts, features: mfnFeatures([...before, volts], { shape, millivoltsPerUnit: 1000, periodic: false }) };
}
