import { undefinedBecause, type SeriesMetric } from "../define/metric";
import { WorkbenchError } from "../errors";
import { unusable } from "./usable";
import { surrogate, type SurrogateKind } from "./surrogates";

export interface SurrogateSettings {
  kind: SurrogateKind;
  /** 19 … 10 000: the least p-value is 2 / (count + 1). */
  count: number;
  seed: number;
  /** Of the metric. */
  options?: Record<string, unknown>;
}

/** A measure of a series beside what surrogates of it give. */
export interface AgainstSurrogates {
  value: number;
  /** Mean and standard deviation (over count − 1) of the surrogates that could be measured, how many those are. */
  mean: number;
  sd: number;
  measured: number;
  /** How many standard deviations the value lies from the mean; null where the surrogates do not differ. */
  z: number | null;
  /** Two-sided, by rank: `min(1, 2 (1 + those at least as extreme on the nearer side) / (1 + measured))`. */
  p: number;
}

/**
 * Whether a measure of a series tells more than its surrogates share with it: the values alone (shuffle), the linear correlation (phase), both (iaaft), or the
 * memory of one sample (ar1). Undefined with a reason where the series, or more than half of the surrogates, cannot be measured.
 * Theiler et al. 1992, doi:10.1016/0167-2789(92)90102-S; the rank test after Schreiber, Schmitz 2000, doi:10.1016/S0167-2789(00)00043-9.
 * @throws WorkbenchError `parameter/out-of-range` for a count out of range.
 */
export function againstSurrogates(
  metric: Pick<SeriesMetric, "measure">,
  series: Float64Array,
  { kind, count, seed, options = {} }: SurrogateSettings,
): AgainstSurrogates | { value: null; reason: string } {
  if (!Number.isInteger(count) || count < 19 || count > 10_000) {
    throw new WorkbenchError("parameter/out-of-range", ["count"], `expected an integer in [19, 10000], got ${count}: with fewer nothing can be rare`);
  }
  const refusal = unusable(series, 2, "a surrogate");
  if (refusal) return refusal;
  const own = metric.measure(series, options as never);
  if (own.value === null) return undefinedBecause(own.reason);
  const values = Array.from({ length: count }, (_, draw) => metric.measure(surrogate(series, kind, seed, draw), options as never).value).filter(
    (value) => value !== null,
  );
  return amongSurrogates(own.value, values, count);
}

/**
 * A value among those of surrogates.
 * @param values of those that could be measured, of `count`.
 */
export function amongSurrogates(own: number, values: readonly number[], count: number): AgainstSurrogates | { value: null; reason: string } {
  if (values.length < count / 2) return undefinedBecause(`only ${values.length} of ${count} surrogates can be measured`);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const sd = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
  const above = values.filter((value) => value >= own).length;
  const below = values.filter((value) => value <= own).length;
  // Below rounding the surrogates all share what the measure reads, and a quotient would be made of rounding alone.
  const differ = sd > 1e-9 * Math.max(Math.abs(mean), Math.abs(own), 1e-300);
  return {
    value: own,
    mean,
    sd,
    measured: values.length,
    z: differ ? (own - mean) / sd : null,
    p: differ ? Math.min(1, (2 * (1 + Math.min(above, below))) / (1 + values.length)) : 1,
  };
}
