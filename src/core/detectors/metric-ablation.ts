import type { Detection, Detector } from "../define/detector";
import { WorkbenchError } from "../errors";
import { inSamples, measureChannels, type ChannelSettings, type WindowChannels } from "../series/metric-channels";

/** One detector over the same windows, with the plain channels alone and with measures beside them; all indices are samples of the series. */
export interface Ablation {
  /** Channels of each: `mean`, `deviation`, and for the second the measures that could be had. */
  channels: { without: string[]; with: string[] };
  without: Detection;
  with: Detection;
  /** What kept a measure out, or left it undefined in some windows. */
  warnings: string[];
}

/** @throws WorkbenchError `usage` for a detector of a single series. */
export function refuseSingle({ id, several }: Pick<Detector, "id" | "several">): void {
  if (several) return;
  throw new WorkbenchError("usage", ["detector"], `"${id}" takes one series; choose a detector that takes several channels`);
}

/**
 * Whether measures in sliding windows tell a detector anything that mean and deviation in the same windows do not: the same detector with the same options on both.
 * @throws WorkbenchError `usage` for a detector of a single series, or where no measure can be had.
 */
export function metricAblation(
  detector: Detector,
  series: Float64Array,
  measures: readonly string[],
  settings: ChannelSettings,
  options: Record<string, unknown> = {},
): Ablation {
  refuseSingle(detector);
  const { plain, all } = measureChannels(series, measures, settings);
  const over = (windows: WindowChannels) => inSamples(detector.detect(windows.channels, options as never), windows, series);
  return { channels: { without: plain.names, with: all.names }, without: over(plain), with: over(all), warnings: all.warnings };
}
