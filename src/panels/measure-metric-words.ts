import type { ImageMetric } from "../core/define/metric";
import { metrics } from "../core/metrics/index";
import type { MetricReport } from "../core/metrics/measure-metric";
import type { NullComparison } from "../core/metrics/null-models";
import type { MetricEntry } from "../state/measure-slice";
import { dash, formatCount, formatNumber, formatSetting, formatUnit, formatWithInterval } from "../ui/format";
import { t } from "../ui/text";

export interface MetricGroup {
  title: string;
  metrics: ImageMetric[];
}

/** Metrics by what they tell: how the set scales, how it is shaped and hangs together, and what needs no threshold. */
export function groupsOf(metrics: Iterable<ImageMetric>): MetricGroup[] {
  const groups: MetricGroup[] = [
    { title: "Dimensions of the set", metrics: [] },
    { title: "Shape and topology of the set", metrics: [] },
    { title: "Grey values", metrics: [] },
  ];
  for (const metric of metrics) groups[metric.of === "field" ? 2 : isDimension(metric) ? 0 : 1]!.metrics.push(metric);
  return groups.filter((group) => group.metrics.length > 0);
}

const isDimension = ({ id }: ImageMetric): boolean => id === "box-counting" || id.endsWith("-dimension");

/** A value as it is read: in the unit of the calibration where there is one. */
export interface ValueWords {
  value: string;
  /** How far the interval reaches, "± 0.14" or, where the value is not in its middle, "+0.5 −0.2"; null without one. */
  reach: string | null;
  /** With its space; nothing for a pure number. */
  unit: string;
  /** The same in cells, where `value` is not. */
  inCells: string | null;
}

export function valueWords({ result, physical, unit }: MetricReport): ValueWords {
  if (result.value === null) return { value: dash, reach: null, unit: "", inCells: null };
  const plain = withInterval(result.value, result.interval);
  if (!physical) return { value: plain[0], reach: plain[1], unit: formatUnit(t(unit)), inCells: null };
  const [value, reach] = withInterval(physical.value, physical.interval);
  return { value, reach, unit: formatUnit(physical.unit), inCells: `${plain[0]}${formatUnit(t(unit))}` };
}

/** A value off the middle of its interval by more than this share of half its width has two arms. */
const lopsided = 0.25;

/** What is left between the ends of an interval is rounding: the set repeats itself exactly. */
const isExact = (interval: readonly [number, number] | undefined): boolean =>
  interval !== undefined && interval[1] - interval[0] <= 1e-6 * Math.max(Math.abs(interval[0]), Math.abs(interval[1]));

/** Counts are exact: all their digits are told. */
function withInterval(value: number, interval: readonly [number, number] | undefined): [string, string | null] {
  if (!interval && Number.isInteger(value) && Math.abs(value) < 1e9) return [formatCount(value), null];
  const [shown, plusMinus] = formatWithInterval(value, isExact(interval) ? undefined : interval);
  if (!interval || plusMinus === null) return [shown, null];
  const [down, up] = [value - interval[0], interval[1] - value];
  if (Math.abs(up - down) <= lopsided * (up + down)) return [shown, `± ${plusMinus}`];
  const decimals = plusMinus.split(".")[1]?.length ?? 0;
  return [shown, `+${up.toFixed(decimals)} −${down.toFixed(decimals)}`];
}

/** Whether one of its null models gives the value as well. */
export const isLikeNoise = ({ noise }: MetricReport): boolean => noise.some(({ alike }) => alike === true);

/** What a null model is, in a word and in a sentence. */
export const nullModelWords: Record<NullComparison["model"], { name: string; help: string }> = {
  "random-mask": { name: "noise of equal density", help: "Random masks: as many cells as the set has, each anywhere." },
  shuffled: { name: "the same values shuffled", help: "The image's own grey values, each in a place drawn at random." },
  "random-phase": {
    name: "noise of equal spectrum",
    help: "Fields with the image's amplitudes and random phases, parted so that as many cells belong to the set.",
  },
};

/** What noise gives, and how far the value is from it. */
export function noiseWords({ mean, spread, deviation, alike, reason }: NullComparison, factor = 1): { value: string; verdict: string } {
  if (mean === null) return { value: dash, verdict: reason ?? t("it has no value") };
  const [low, high] = [factor * (mean - (spread ?? 0)), factor * (mean + (spread ?? 0))];
  const [value, reach] = withInterval(factor * mean, spread ? [low, high] : undefined);
  return { value: reach ? `${value} ${reach}` : value, verdict: verdictOf(deviation, alike) };
}

/** Further away than this, the number of standard errors says nothing more. */
const farAway = 1000;

function verdictOf(deviation: number | null, alike: boolean | null): string {
  if (deviation === null) return alike ? t("the same value") : t("told apart from it, neither of them scatters");
  const distance = Math.abs(deviation);
  if (alike) return distance < 0.1 ? t("not told apart from it") : t("not told apart from it ({{errors}})", { errors: errors(distance) });
  return t("{{distance}} away", {
    distance: distance > farAway ? t("more than {{n}} standard errors", { n: formatCount(farAway), count: farAway }) : errors(distance),
  });
}

const errors = (distance: number): string => {
  const shown = formatSetting(distance, 2);
  return t("{{n}} standard errors", { n: shown, count: Number(shown) });
};

/** The interval and the scales behind a value; what is unknown is left out. */
export function rangeWords(report: MetricReport): string[] {
  const { result, physical } = report;
  if (result.value === null) return [];
  const { interval, range } = result;
  const shown = physical ? physical.interval : interval;
  return [
    ...(shown && !isExact(shown) ? [t("between {{low}} and {{high}}", { low: formatNumber(shown[0]), high: formatNumber(shown[1]) })] : []),
    ...(range ? [scaleWords(report, range)] : []),
  ];
}

function scaleWords({ metric, physicalRange }: MetricReport, range: readonly [number, number]): string {
  const words = (ends: readonly number[]) => ends.map((end) => formatSetting(end, 3)).join(` ${t("to")} `);
  if (metrics.get(metric).rangeOf === "values") return t("lifetimes {{range}}", { range: words(range) });
  return t("scales {{physical}}{{range}} cells", {
    physical: physicalRange ? `${words(physicalRange.range)}${formatUnit(physicalRange.unit)} = ` : "",
    range: words(range),
  });
}

/** Settings without which a value cannot be read, such as the box edge of a lacunarity: those that a letter stands for. */
export const keyOptions = ({ params }: ImageMetric, { options }: MetricReport): string =>
  Object.entries(params)
    .flatMap(([name, param]) =>
      param.kind === "number" && param.symbol?.length === 1 ? [`${param.symbol} = ${formatSetting(Number(options[name]))}`] : [],
    )
    .join(", ");

/** How far the measuring is. */
export interface MeasuringProgress {
  done: number;
  total: number;
  waiting: boolean;
}

export function progressOf(entries: Readonly<Record<string, MetricEntry>>): MeasuringProgress {
  const all = Object.values(entries);
  const count = (...wanted: MetricEntry["status"][]) => all.filter(({ status }) => wanted.includes(status)).length;
  return { done: count("done", "failed"), total: all.length, waiting: count("waiting", "measuring") > 0 };
}
