import type { SeriesField } from "../define/series-field";
import type { FeatureName } from "../metrics/feature-names";
import { isConstant, meanAndDeviation } from "../series/finite";
import { seriesFrame, seriesScale } from "./series-frame";

export interface FieldChannel {
  /** "volatility" or one of the 18 features. */
  id: string;
  /** One finite value a window. */
  values: Float64Array;
}

export interface FieldChannels {
  /** First sample of each window. */
  starts: number[];
  channels: FieldChannel[];
  /** Why some are left out. */
  warnings: string[];
}

/** A feature undefined in more than this share of the windows is left out; in fewer, the value before stands in. */
const mostUndefined = 0.1;

/**
 * What the windows of a series say: the logarithm of their standard deviation, and features of the fields they make.
 * @param features names among the 18; may be empty. @param volatility whether the windows' own deviation is a channel.
 */
export function fieldChannels(
  series: Float64Array,
  field: SeriesField,
  { length, stride, features, volatility }: { length: number; stride: number; features: readonly FeatureName[]; volatility: boolean },
): FieldChannels {
  const starts = Array.from({ length: Math.floor((series.length - length) / stride) + 1 }, (_, i) => i * stride);
  const scale = seriesScale(series);
  const warnings: string[] = [];
  const channels: FieldChannel[] = [];
  if (volatility) {
    // A window without any spread has no logarithm: a millionth of the whole's stands in.
    const least = 1e-6 * scale.spread;
    channels.push({
      id: "volatility",
      values: Float64Array.from(starts, (start) => Math.log(Math.max(least, meanAndDeviation(series, start, start + length).deviation))),
    });
  }
  if (features.length > 0) {
    const frames = starts.map((start) => seriesFrame(series, scale, field, { start, length, stride }).features);
    for (const id of features) {
      const values = frames.map((frame) => frame[id]);
      const missing = values.filter(({ value }) => value === null);
      if (missing.length > mostUndefined * values.length) {
        const first = missing[0]!;
        warnings.push(`${id} is left out, undefined in ${missing.length} of ${values.length} windows: ${first.value === null ? first.reason : ""}.`);
        continue;
      }
      let last = values.find(({ value }) => value !== null)!.value!;
      channels.push({ id, values: Float64Array.from(values, ({ value }) => (last = value ?? last)) });
    }
  }
  const varying = channels.filter(({ values }) => !isConstant(values));
  const flat = channels.filter((channel) => !varying.includes(channel)).map(({ id }) => id);
  if (flat.length > 0) warnings.push(`${flat.join(", ")} ${flat.length === 1 ? "does" : "do"} not vary from window to window.`);
  return { starts, channels: varying, warnings };
}
