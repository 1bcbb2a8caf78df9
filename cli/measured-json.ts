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
    ...(image.periodic && { periodic: true }),
    ...Object.fromEntries(reports.flatMap((report) => entriesOf(report, lacunarity))),
    warnings,
  };
}

/** The lacunarity is the curve under its own name, as it always was, and the value at the edge that was asked for under another. */
function entriesOf(report: MetricReport, curve: MeasuredFile["lacunarity"]): [string, unknown][] {
  const key = camelCase(report.metric);
  if (report.metric === "box-counting") return [[key, boxCountingAsJson(report)]];
  return report.metric === "lacunarity" ? [[key, curve], [`${key}AtEdge`, metricAsJson(report)]] : [[key, metricAsJson(report)]]; // prettier-ignore
}

function metricAsJson(report: MetricReport): unknown {
  const { result, unit, physical, physicalRange, noise, options } = report;
  return {
    ...detailAsJson(result.detail),
    ...valueAsJson(result),
    unit,
    ...(physical && { physical }),
    ...(physicalRange && { physicalRange }),
    noise,
    warnings: warningsOf(report),
    options,
  };
}

/** Older than the others, and kept as it was: `dimension` for the value, `null` for random masks. */
function boxCountingAsJson({ result, physicalRange, noise, options }: MetricReport) {
  const { edges = [], scales = [], counts = [], r2 = null } = result.detail ?? {};
  const { value: dimension, ...rest } = valueAsJson(result);
  return {
    dimension,
    ...rest,
    ...(physicalRange && { physicalRange }),
    edges,
    scales,
    counts,
    r2,
    null: randomMasks(result, noise),
    warnings: warningsOf({ result }),
    noise,
    options,
  };
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
