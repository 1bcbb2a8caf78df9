import { WorkbenchError } from "../errors";
import type { MetricResult } from "../define/metric";
import { readMeasure } from "./measure-name";
import { surrogate } from "./surrogates";

export interface WindowedMeasurement {
  /** Index of the first sample of each window; a window covers `[start, start + window)`. */
  starts: number[];
  results: MetricResult[];
}

/** Windows that one call measures at most. */
const mostWindows = 20_000;

/**
 * A series metric in windows of equal length, each `stride` samples after the last; samples that no full window reaches are left out. One window as long as the
 * series measures the whole of it.
 * @param values finite, or NaN where a window is to come out undefined.
 * @param measure a metric with its options, of the series or of a surrogate of it, as `readMeasure` takes it.
 * @throws WorkbenchError when the metric is unknown, or window or stride cannot be: each names what would do.
 */
export function measureWindows(values: ArrayLike<number>, measure: string, window: number, stride: number): WindowedMeasurement {
  const { metric, options, surrogate: draw } = readMeasure(measure);
  const n = values.length;
  if (!Number.isInteger(window) || window < 2 || window > n) {
    throw new WorkbenchError("parameter/out-of-range", ["window"], `expected a whole number from 2 to the series' ${n} samples, got ${window}`);
  }
  if (!Number.isInteger(stride) || stride < 1) {
    throw new WorkbenchError("parameter/out-of-range", ["stride"], `expected a whole number of at least 1, got ${stride}`);
  }
  const count = Math.floor((n - window) / stride) + 1;
  if (count > mostWindows) {
    const needed = Math.ceil((n - window) / (mostWindows - 1));
    throw new WorkbenchError(
      "parameter/out-of-range",
      ["stride"],
      `a stride of ${stride} makes ${count} windows; use ${needed} or more to stay within ${mostWindows}`,
    );
  }
  const given = Float64Array.from(values);
  const samples = draw && given.every(Number.isFinite) ? surrogate(given, draw.kind, draw.seed, draw.draw) : given;
  const starts = Array.from({ length: count }, (_, i) => i * stride);
  return { starts, results: starts.map((start) => metric.measure(samples.subarray(start, start + window), options as never)) };
}
