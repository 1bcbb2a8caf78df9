import type { MetricResult } from "../core/define/metric";
import { LogLogPlot } from "../views/log-log-plot";
import { t } from "../ui/text";
import { fitBehind } from "./dimension-fit";

/** The fit behind a box-counting dimension; nothing where there was none. */
export function DimensionPlot({ result }: { result: MetricResult }) {
  const detail = fitBehind(result);
  if (!detail) return null;
  const { edges, scales, counts, window, slopeIntercept } = detail;
  return <LogLogPlot edges={edges} scales={scales} counts={counts} window={window} {...slopeIntercept} title={t("Boxes needed against box edge")} />;
}
