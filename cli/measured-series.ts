import type { MetricResult, SeriesMetric } from "../src/core/define/metric";
import type { PlainValue } from "../src/core/define/params";
import { plainDetail } from "../src/core/metrics/plain-detail";
import { againstSurrogates } from "../src/core/series/against-surrogates";
import { commonFooting, comparedExponents, hurstDisagreement, type ComparedExponent, type ComparedResults } from "../src/core/series/hurst-agreement";
import { seriesMetrics } from "../src/core/series/index";
import { readMeasure } from "../src/core/series/measure-name";
import type { SurrogateKind } from "../src/core/series/surrogates";
import { camelCase } from "./camel-case";

/** A measure that was asked for, what it gave, and what surrogates give. */
export interface MeasuredSeries {
  /** Its key in the JSON document: the metric's, or as it was written where it has options. */
  key: string;
  metric: SeriesMetric;
  result: MetricResult;
  surrogates?: ReturnType<typeof againstSurrogates> & { kind: SurrogateKind };
}

/** What is asked of a series. */
export interface SeriesQuestion {
  /** As `readMeasure` takes them; none for all metrics. */
  measures: readonly string[];
  against: { kind: SurrogateKind; count: number } | null;
}

export function measureSeries(x: Float64Array, { measures, against }: SeriesQuestion): MeasuredSeries[] {
  const measured = (measures.length > 0 ? measures : seriesMetrics.ids).map((text): MeasuredSeries => {
    const { metric, options } = readMeasure(text);
    const key = Object.keys(options).length > 0 ? text : camelCase(metric.id);
    const result = metric.measure(x, options as never);
    return { key, metric, result, ...(against && { surrogates: surrogatesOf(x, metric, options, against) }) };
  });
  return withDisagreement(x, measured);
}

function surrogatesOf(
  x: Float64Array,
  metric: SeriesMetric,
  options: Record<string, PlainValue>,
  { kind, count }: { kind: SurrogateKind; count: number },
) {
  return { kind, ...againstSurrogates(metric, x, { kind, count, seed: 1, options }) };
}

/** Where at least two of DFA, R/S and the generalised Hurst exponent were asked for with their defaults, and differ, each says so. */
function withDisagreement(x: Float64Array, measured: MeasuredSeries[]): MeasuredSeries[] {
  const isCompared = ({ key, metric }: MeasuredSeries) => key === camelCase(metric.id) && comparedExponents.some((id) => id === metric.id);
  if (measured.filter(isCompared).length < 2) return measured;
  const told = resultsOf((id) => measured.find(({ key }) => key === camelCase(id))?.result ?? { value: null, reason: "not asked for" });
  if (told.dfa.value === null) return measured;
  const { takenAs, of } = commonFooting(x, told.dfa.value);
  const common = resultsOf((id) => (told[id].value === null ? told[id] : seriesMetrics.get(id).measure(of[id])));
  const words = hurstDisagreement(told, common, takenAs);
  if (words === null) return measured;
  return measured.map((one) => {
    const { result } = one;
    return isCompared(one) && result.value !== null ? { ...one, result: { ...result, warnings: [...(result.warnings ?? []), words] } } : one;
  });
}

const resultsOf = (of: (id: ComparedExponent) => MetricResult): ComparedResults =>
  Object.fromEntries(comparedExponents.map((id) => [id, of(id)])) as Record<ComparedExponent, MetricResult>;

/** The contract's form, lists of more than 10 000 entries left out: `leftOut` says how many they had. */
export function seriesAsJson({ result, surrogates }: MeasuredSeries): unknown {
  const { detail: given, ...told } = result;
  const { detail, leftOut } = plainDetail(given ?? {});
  return {
    ...told,
    ...(given && { detail }),
    ...(Object.keys(leftOut).length > 0 && { leftOut }),
    ...(surrogates && { surrogates: { ...surrogates, ...(surrogates.value !== null && { alike: surrogates.p > 0.05 }) } }),
  };
}

export function seriesRow({ metric, key, result, surrogates }: MeasuredSeries): Record<string, string | number | null> {
  const [from, to] = (result.value === null ? null : result.interval) ?? [null, null];
  const note = result.value === null ? result.reason : (result.warnings ?? []).join(" ");
  const chance = surrogates?.value == null ? null : surrogates.p;
  return { metric: key.includes("(") ? key : metric.title, value: result.value, from, to, ...(surrogates && { p: chance }), note };
}
