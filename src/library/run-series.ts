/** One metric at one time of a run; null where it is undefined. */
interface Point {
  step: number;
  time: number;
  value: number | null;
}

/** The metrics of a run over its course as columns: a tenth of what the same points take as objects. All metrics are measured together. */
export interface RunSeries {
  steps: Float64Array<ArrayBuffer>;
  times: Float64Array<ArrayBuffer>;
  /** Of each metric one value a step, NaN where it is undefined. */
  values: Record<string, Float64Array<ArrayBuffer>>;
}

/** Points, one list a metric, as columns. */
export function toColumns(series: Readonly<Record<string, readonly Point[]>>): RunSeries {
  const clock = Object.values(series)[0] ?? [];
  return {
    steps: Float64Array.from(clock, ({ step }) => step),
    times: Float64Array.from(clock, ({ time }) => time),
    values: Object.fromEntries(Object.entries(series).map(([name, points]) => [name, Float64Array.from(points, ({ value }) => value ?? NaN)])),
  };
}

/** Columns as points, one list a metric. */
export const toPoints = ({ steps, times, values }: RunSeries): Record<string, Point[]> =>
  Object.fromEntries(
    Object.entries(values).map(([name, column]) => [
      name,
      Array.from(column, (value, i) => ({ step: steps[i]!, time: times[i]!, value: Number.isNaN(value) ? null : value })),
    ]),
  );
