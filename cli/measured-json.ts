import type { MetricReport } from "../src/core/metrics/measure-metric";
import { plainDetail } from "../src/core/metrics/plain-detail";
import { camelCase } from "./camel-case";
import type { MeasuredFile } from "./measure-file";

/** The contract's form: what every file has, then each metric under its camelCase key. */
export function fileAsJson({ file, image, reports, lacunarity, warnings }: MeasuredFile) {
  const { field, threshold, inverted, foreground, notFinite, calibration } = image;
  return {
    file,
    shape: field.shape,
    threshold: threshold.value,
    thresholdRule: threshold.rule,
    inverted,
    foreground,
    notFinite,
    ...(calibration && { spacing: calibration }),
    ...Object.fromEntries(reports.map((report) => [camelCase(report.metric), metricAsJson(report, lacunarity)])),
    warnings,
  };
}

function metricAsJson(report: MetricReport, lacunarity: MeasuredFile["lacunarity"]): unknown {
  if (report.metric === "box-counting") return boxCountingAsJson(report);
  if (report.metric === "lacunarity") return lacunarity;
  const { result, unit, physical, noise, options } = report;
  return {
    ...detailAsJson(result.detail),
    ...valueAsJson(result),
    unit,
    ...(physical && { physical }),
    noise,
    warnings: warningsOf(report),
    options,
  };
}

/** Older than the others, and kept as it was: `dimension` for the value, `null` for random masks. */
function boxCountingAsJson({ result, noise }: MetricReport) {
  const { scales = [], counts = [], r2 = null } = result.detail ?? {};
  const { value: dimension, ...rest } = valueAsJson(result);
  return { dimension, ...rest, scales, counts, r2, null: randomMasks(result, noise), warnings: warningsOf({ result }), noise };
}

function randomMasks(result: MetricReport["result"], noise: MetricReport["noise"]) {
  if (result.value === null) return { dimension: null, spread: null, reason: result.reason };
  const found = noise.find(({ model }) => model === "random-mask");
  if (!found) return { dimension: null, spread: null, reason: "it was not held against noise: --draws 0" };
  return { dimension: found.mean, spread: found.spread, ...(found.reason !== undefined && { reason: found.reason }) };
}

function valueAsJson(result: MetricReport["result"]) {
  if (result.value === null) return { value: null, reason: result.reason, interval: null, range: null };
  return { value: result.value, interval: result.interval ?? null, range: result.range ?? null };
}

export const warningsOf = ({ result }: Pick<MetricReport, "result">): readonly string[] => (result.value === null ? [] : (result.warnings ?? []));

/** Without maps and paths, which have a number a cell: `leftOut` says how many. What a fit says of its own range is `rangeReason`, for a `reason` beside a value means that there is none. */
function detailAsJson(given: Record<string, unknown> = {}): Record<string, unknown> {
  const { reason, ...rest } = given;
  const { detail, leftOut } = plainDetail(rest, 0);
  return { ...(reason !== undefined && { rangeReason: reason }), ...detail, ...(Object.keys(leftOut).length > 0 && { leftOut }) };
}
