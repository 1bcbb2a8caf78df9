import type { MetricReport } from "../src/core/metrics/measure-metric";
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
    ...plainDetail(result.detail),
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

/**
 * Numbers and lists; maps with a number a cell, and lists of cells, are left out. What a fit says of its own range is
 * `rangeReason`, for a `reason` beside a value means that there is none.
 */
function plainDetail(detail: Record<string, unknown> = {}): Record<string, unknown> {
  const { reason, ...rest } = detail;
  return { ...(reason !== undefined && { rangeReason: reason }), ...(withoutMaps(rest) as Record<string, unknown>) };
}

function withoutMaps(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutMaps);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name, part]) => !ArrayBuffer.isView(part) && name !== "path")
      .map(([name, part]) => [name, withoutMaps(part)]),
  );
}
