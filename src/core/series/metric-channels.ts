import { WorkbenchError } from "../errors";
import { measureWindows } from "./windows";

export interface MetricChannelSettings {
  /** Samples of each window; 2 … n. */
  length: number;
  /** Samples from one window to the next. */
  stride: number;
  /** true: what stands at a sample rests on it and those before alone. false: its window is centred on it. */
  causal: boolean;
}

export interface MetricChannels {
  /** Index in the series of the first entry of every channel. */
  from: number;
  /** One a metric that could be measured: entry i belongs to sample `from + i`, up to the end of the series; finite. */
  channels: Float64Array[];
  /** The metric of each channel. */
  metrics: string[];
  warnings: string[];
}

/**
 * Series metrics in sliding windows as channels beside the series, for detectors to read.
 *
 * Causal, a value is held until the next window ends, and `from` is the first sample at which every metric has a value. Centred, values between two
 * windows lie on the straight line between theirs, the ends take the nearest, and `from` is 0. Windows in which a metric is undefined are passed over and told
 * in a warning; a metric that is defined in no window is left out. Neighbouring values share samples, so that their noise is not white: a detector that takes
 * it for white divides it, one of states or with a memory does less so.
 * @throws WorkbenchError `usage` for an unknown metric, `parameter/out-of-range` for length or stride.
 */
export function metricChannels(series: Float64Array, metricIds: readonly string[], settings: MetricChannelSettings): MetricChannels {
  const { length, stride, causal } = settings;
  if (metricIds.length === 0) throw new WorkbenchError("usage", ["metrics"], "no metric was given; name at least one");
  const warnings: string[] = [];
  const found = metricIds.flatMap((metric) => {
    const { starts, results } = measureWindows(series, metric, length, stride);
    const at: number[] = [];
    const values: number[] = [];
    let reason = "";
    results.forEach((result, w) => {
      if (result.value === null) reason ||= result.reason;
      else {
        at.push(starts[w]! + (causal ? length - 1 : Math.floor((length - 1) / 2)));
        values.push(result.value);
      }
    });
    if (values.length === 0) warnings.push(`"${metric}" is left out, defined in no window of ${length} samples: ${reason}.`);
    else if (reason) warnings.push(`"${metric}" is undefined in ${results.length - values.length} of ${results.length} windows: ${reason}.`);
    return values.length > 0 ? [{ metric, at, values }] : [];
  });
  const from = causal ? Math.max(0, ...found.map(({ at }) => at[0]!)) : 0;
  const fill = causal ? held : interpolated;
  return {
    from,
    channels: found.map(({ at, values }) => fill(at, values, from, series.length)),
    metrics: found.map(({ metric }) => metric),
    warnings,
  };
}

/** The last value at or before each sample. */
function held(at: readonly number[], values: readonly number[], from: number, to: number): Float64Array {
  let w = 0;
  return Float64Array.from({ length: to - from }, (_, i) => {
    while (w + 1 < at.length && at[w + 1]! <= from + i) w++;
    return values[w]!;
  });
}

function interpolated(at: readonly number[], values: readonly number[], from: number, to: number): Float64Array {
  let w = 0;
  return Float64Array.from({ length: to - from }, (_, i) => {
    const t = from + i;
    while (w + 1 < at.length && at[w + 1]! <= t) w++;
    if (t <= at[0]! || w + 1 === at.length) return values[w]!;
    return values[w]! + ((values[w + 1]! - values[w]!) * (t - at[w]!)) / (at[w + 1]! - at[w]!);
  });
}
