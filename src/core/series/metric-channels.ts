import type { Detection, DetectionCurve, Regime } from "../define/detector";
import type { MetricResult } from "../define/metric";
import { WorkbenchError } from "../errors";
import { meanAndDeviation } from "./finite";
import { measureWindows } from "./windows";

export interface ChannelSettings {
  /** Samples of each window; 2 … n. */
  length: number;
  /** Samples from one window to the next, at least 1. */
  stride: number;
}

/** A series as its windows see it: one value a window, for detectors to read in the place of samples. */
export interface WindowChannels extends ChannelSettings {
  /** Index of the first sample of each window. */
  starts: readonly number[];
  /** One value a window, finite. */
  channels: Float64Array[];
  /** Of each channel: `mean`, `deviation`, or the measure. */
  names: string[];
  warnings: string[];
}

/** A measure in windows, wherever it was computed. */
export interface MeasuredWindows {
  measure: string;
  starts: readonly number[];
  results: readonly MetricResult[];
}

/** Windows that lie half over each other eight deep: enough to place a change to an eighth of a window. */
export const usualStride = (length: number): number => Math.max(1, Math.round(length / 8));

/**
 * The plain channels: mean and standard deviation in each window.
 * @param starts of windows that lie within the series.
 */
export function plainChannels(series: Float64Array, starts: readonly number[], settings: ChannelSettings): WindowChannels {
  const moments = starts.map((start) => meanAndDeviation(series, start, start + settings.length));
  const channels = [moments.map(({ mean }) => mean), moments.map(({ deviation }) => deviation)].map((values) => Float64Array.from(values));
  return { ...settings, starts, channels, names: ["mean", "deviation"], warnings: [] };
}

/**
 * Measures beside the plain channels. A window in which a measure is undefined takes the value of the last that has one, the first ones that of the first; a
 * warning says so. A measure that is defined in no window is left out. Neighbouring windows share samples, so that their noise is not white: a detector that takes
 * it for white divides it, one of states or with a memory does less so.
 * @throws WorkbenchError `usage` where nothing is left to add.
 */
export function withMeasures(plain: WindowChannels, measured: readonly MeasuredWindows[]): WindowChannels {
  const warnings: string[] = [];
  const added = measured.flatMap(({ measure, results }) => {
    const values = results.map(({ value }) => value);
    const first = values.find((value) => value !== null);
    const unknown = results.find((result) => result.value === null);
    const reason = unknown?.value === null ? unknown.reason : "";
    if (first == null) {
      warnings.push(`"${measure}" is left out, defined in no window of ${plain.length} samples: ${reason}.`);
      return [];
    }
    const missing = values.filter((value) => value === null).length;
    if (missing > 0) warnings.push(`"${measure}" is undefined in ${missing} of ${values.length} windows: ${reason}.`);
    let last = first;
    return [{ measure, channel: Float64Array.from(values, (value) => (last = value ?? last)) }];
  });
  if (added.length === 0) throw new WorkbenchError("usage", ["channels"], `no measure was added to mean and deviation. ${warnings.join(" ")}`.trim());
  return {
    ...plain,
    channels: [...plain.channels, ...added.map(({ channel }) => channel)],
    names: [...plain.names, ...added.map(({ measure }) => measure)],
    warnings,
  };
}

/**
 * Plain channels, and the same with measures added, over the same windows.
 * @param measures as `readMeasure` takes them.
 * @throws WorkbenchError for an unknown measure, for length or stride out of range, and where no measure can be had.
 */
export function measureChannels(
  series: Float64Array,
  measures: readonly string[],
  settings: ChannelSettings,
): { plain: WindowChannels; all: WindowChannels } {
  const measured = measures.map((measure) => ({ measure, ...measureWindows(series, measure, settings.length, settings.stride) }));
  if (!measured[0]) throw new WorkbenchError("usage", ["channels"], "no measure was given; name at least one, such as dfa");
  const plain = plainChannels(series, measured[0].starts, settings);
  return { plain, all: withMeasures(plain, measured) };
}

/**
 * What was found over windows, in samples of the series. A change at window k stands at the middle of that window; an alarm, which is raised when a window is complete, at
 * its last sample. Mean and spread of the regimes are those of the series.
 */
export function inSamples(detection: Detection, { starts, length }: WindowChannels, series: Float64Array): Detection {
  const n = series.length;
  const place = (window: number) => starts[window]! + (detection.mode === "online" ? length - 1 : Math.floor(length / 2));
  const placed = (window: number, otherwise: number) => (window > 0 && window < starts.length ? place(window) : otherwise);
  const regimes = detection.regimes.map(({ start, end, label }): Regime => {
    const [from, to] = [placed(start, 0), placed(end, n)];
    const { mean, deviation } = meanAndDeviation(series, from, to);
    return { start: from, end: to, label, mean, std: deviation };
  });
  return {
    ...detection,
    n,
    changePoints: detection.changePoints.map(place),
    ...(detection.onsets && { onsets: detection.onsets.map((window) => starts[window]! + Math.floor(length / 2)) }),
    regimes,
    ...(detection.curves && { curves: detection.curves.map((curve) => ({ ...curve, values: overSamples(curve.values, starts, length, n) })) }),
  };
}

/** The channels as curves over the samples of the series. */
export const channelCurves = ({ channels, names, starts, length }: WindowChannels, n: number): DetectionCurve[] =>
  channels.map((channel, c) => ({ id: names[c]!, title: `${names[c]} in windows`, unit: "1", values: overSamples([...channel], starts, length, n) }));

/** Each window's value from its last sample to that of the next: what is drawn at a sample rests on those before. */
function overSamples(values: readonly (number | null)[], starts: readonly number[], length: number, n: number): (number | null)[] {
  const out = new Array<number | null>(n).fill(null);
  starts.forEach((start, w) => out.fill(values[w] ?? null, start + length - 1, w + 1 < starts.length ? starts[w + 1]! + length - 1 : n));
  return out;
}
