import type { Detection, Detector } from "../define/detector";
import { WorkbenchError } from "../errors";
import { metricChannels, type MetricChannelSettings } from "../series/metric-channels";

/** One detector's answer with and without channels of metrics, over the same samples. */
export interface Ablation {
  /** Index in the series of the first sample both saw; all indices below are the series' own. */
  from: number;
  metrics: string[];
  withMetrics: number[];
  without: number[];
  /** As they came: indices count from `from`. */
  detections: { withMetrics: Detection; without: Detection };
  warnings: string[];
}

/**
 * Whether metrics in sliding windows tell a detector anything that the series does not: the same detector with the same options on the series alone, and on
 * the series with the metrics beside it.
 * @throws WorkbenchError `usage` for a detector of a single series, or where no metric can be measured.
 */
export function metricAblation(
  detector: Detector,
  series: Float64Array,
  metricIds: readonly string[],
  settings: MetricChannelSettings,
  options: Record<string, unknown> = {},
): Ablation {
  if (!detector.several) {
    throw new WorkbenchError("usage", ["detector"], `"${detector.id}" takes one series; choose a detector that takes several channels`);
  }
  const { from, channels, metrics, warnings } = metricChannels(series, metricIds, settings);
  if (channels.length === 0) throw new WorkbenchError("usage", ["metrics"], `no metric can be measured. ${warnings.join(" ")}`);
  const seen = series.subarray(from);
  const withMetrics = detector.detect([seen, ...channels], options as never);
  const without = detector.detect([seen], options as never);
  const ownIndices = ({ changePoints }: Detection) => changePoints.map((point) => point + from);
  return { from, metrics, withMetrics: ownIndices(withMetrics), without: ownIndices(without), detections: { withMetrics, without }, warnings };
}
