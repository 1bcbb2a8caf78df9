import { trueChanges, type GeneratedSeries } from "../../core/define/generator";
import type { Detection } from "../../core/define/detector";
import { completeValues, type PlainValue } from "../../core/define/params";
import { detectors } from "../../core/detectors/index";
import { generators } from "../../core/generators/index";
import { readMeasure } from "../../core/series/measure-name";
import { seriesMetrics } from "../../core/series/index";
import type { Measured } from "../describe-value";
import type { Family } from "./family";

type Options = Record<string, PlainValue>;
type Numbers = ArrayLike<number>;

export interface SeriesApi {
  series(
    values: Numbers,
    metric: string,
  ): Measured & { range: readonly [number, number] | null; warnings: readonly string[]; detail: Record<string, unknown> };
  regimes(values: Numbers | readonly Numbers[], options?: { method?: string } & Options): Detection;
  generate(
    generator: string,
    options?: Options,
  ): { columns: Record<string, Float64Array>; values: Float64Array; regimes: readonly string[]; truth: Int32Array; changePoints: number[] };
}

export const seriesFamily: Family<SeriesApi> = () => ({
  series(values, text) {
    const { metric, options } = readMeasure(text);
    const result = metric.measure(Float64Array.from(values), options as never);
    const known = result.value !== null;
    return {
      label: seriesMetrics.get(metric.id).title,
      unit: metric.unit,
      value: result.value,
      interval: known ? (result.interval ?? null) : null,
      note: known ? (result.warnings?.[0] ?? null) : result.reason,
      range: known ? (result.range ?? null) : null,
      warnings: known ? (result.warnings ?? []) : [],
      detail: (result.detail ?? {}) as Record<string, unknown>,
    };
  },

  regimes(values, { method = detectors.ids[0]!, ...options } = {}) {
    const channels = isChannels(values) ? values.map((one) => Float64Array.from(one)) : [Float64Array.from(values)];
    const detector = detectors.get(method);
    return detector.detect(channels, completeValues(detector.params, options, ["options"]));
  },

  generate(id, options = {}) {
    const { columns, regimes, truth }: GeneratedSeries = generators.get(id).generate(options as never);
    const byName = Object.fromEntries(columns.map(({ name, values }) => [name, values]));
    return { columns: byName, values: columns[0]!.values, regimes, truth, changePoints: trueChanges(truth) };
  },
});

const isChannels = (values: Numbers | readonly Numbers[]): values is readonly Numbers[] => typeof values[0] === "object";
