import { WorkbenchError } from "../errors";
import type { MetricResult } from "../define/metric";
import { seriesMetrics } from "./index";

export interface WindowedMeasurement {
  /** Index of the first sample of each window; a window covers `[start, start + window)`. */
  starts: number[];
  results: MetricResult[];
}

/** Windows that one call measures at most. */
const mostWindows = 20_000;

/**
 * A series metric in windows of equal length, each `stride` samples after the last; samples that no full window reaches are left out.
 * @param values finite, or NaN where a window is to come out undefined.
 * @throws WorkbenchError when the metric is unknown, or window or stride cannot be: each names what would do.
 */
export function measureWindows(values: ArrayLike<number>, metric: string, window: number, stride: number): WindowedMeasurement {
  const { measure } = seriesMetrics.get(metric);
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
  const samples = Float64Array.from(values);
  const starts = Array.from({ length: count }, (_, i) => i * stride);
  return { starts, results: starts.map((start) => measure(samples.subarray(start, start + window))) };
}
