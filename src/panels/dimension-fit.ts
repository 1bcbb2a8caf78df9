import type { MetricResult } from "../core/define/metric";
import type { BoxCountingDetail } from "../core/metrics/box-counting";

/** Counts and fit of a box-counting dimension; null when it is undefined. */
export function fitBehind(result: MetricResult): BoxCountingDetail | null {
  return result.value === null || !result.detail ? null : (result.detail as unknown as BoxCountingDetail);
}
