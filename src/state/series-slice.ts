import type { MetricResult } from "../core/define/metric";
import type { Measurement } from "../engine/protocol";
import type { SliceCreator } from "./store";

export type { Measurement };

/** One metric at one time of a run. `null` where it is undefined. */
export interface SeriesPoint {
  step: number;
  time: number;
  value: number | null;
}

export interface SeriesSlice {
  /** The latest measurement of the current run; null before the first. */
  measurement: Measurement | null;
  /** Values of every metric since the run began, oldest first. Long runs are thinned evenly, so the whole history stays. */
  series: Record<string, readonly SeriesPoint[]>;
  recordMeasurement(measurement: Measurement, time: number): void;
  clearSeries(): void;
  /** After a step back: what was measured further on is measured again. */
  forgetMeasuredAfter(step: number): void;
}

/** Points kept for a metric. Past it, every second one goes. */
export const maxPoints = 1024;

/** Names under which the numbers that are no features stand in `series`. */
export const dimensionSeries = "dimension";
export const nullDimensionSeries = "nullDimension";

export const createSeriesSlice = (): SliceCreator<SeriesSlice> => (set) => ({
  measurement: null,
  series: {},
  recordMeasurement: (measurement, time) =>
    set(({ series, measurement: last }) => {
      if (last && last.stream === measurement.stream && last.step === measurement.step) return { measurement };
      const results: Record<string, MetricResult> = {
        [dimensionSeries]: measurement.boxCounting,
        [nullDimensionSeries]: measurement.nullDimension,
        ...measurement.features,
      };
      const grown = Object.entries(results).map(([name, { value }]) => [name, append(series[name] ?? [], { step: measurement.step, time, value })]);
      return { measurement, series: Object.fromEntries(grown) };
    }),
  clearSeries: () => set({ measurement: null, series: {} }),
  forgetMeasuredAfter: (step) =>
    set(({ series, measurement }) => ({
      measurement: measurement && measurement.step <= step ? measurement : null,
      series: Object.fromEntries(Object.entries(series).map(([name, points]) => [name, points.filter((point) => point.step <= step)])),
    })),
});

function append(points: readonly SeriesPoint[], point: SeriesPoint): SeriesPoint[] {
  const kept = points.length < maxPoints ? points : points.filter((_, i) => i % 2 === 0);
  return [...kept, point];
}
