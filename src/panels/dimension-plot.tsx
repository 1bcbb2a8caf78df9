import type { MetricResult } from "../core/define/metric";
import type { BoxCountingDetail } from "../core/metrics/box-counting";
import { LogLogPlot } from "../views/log-log-plot";

/** The fit behind a box-counting dimension; nothing where there was none. */
export function DimensionPlot({ result }: { result: MetricResult }) {
  const detail = fitBehind(result);
  if (!detail) return null;
  const { edges, scales, counts, window, slopeIntercept } = detail;
  return <LogLogPlot edges={edges} scales={scales} counts={counts} window={window} {...slopeIntercept} title="Boxes needed against box edge" />;
}

/** Counts and fit of a dimension; null when it is undefined. */
export function fitBehind(result: MetricResult): BoxCountingDetail | null {
  return result.value === null || !result.detail ? null : (result.detail as unknown as BoxCountingDetail);
}
