import type { MetricResult, SeriesMetric } from "../core/define/metric";
import type { AgainstSurrogates } from "../core/series/against-surrogates";
import { seriesMetricFacts } from "../core/series/metric-facts";
import type { ScalingFit } from "../core/series/scaling-fit";
import type { SurrogateKind } from "../core/series/surrogates";
import type { FeatureAgainst } from "../state/series-features-slice";
import { formatCount, formatNumber, formatSetting } from "../ui/format";
import { t } from "../ui/text";

/** A two-sided p-value above this is what the surrogates give as well. */
const level = 0.05;

/** What a kind of surrogate keeps, in a word and in a sentence. */
export const surrogateWords: Readonly<Record<SurrogateKind, { name: string; help: string }>> = {
  shuffle: { name: "shuffled samples", help: "The same values in an order drawn at random: no memory at all." },
  phase: { name: "random phases", help: "The same spectrum with random phases: the linear memory, normal values, nothing else." },
  iaaft: { name: "IAAFT", help: "The same values and nearly the same spectrum: a linear process seen through a distortion of its values." },
  ar1: { name: "AR(1)", help: "A first-order autoregression with the series' mean, spread and memory of one sample." },
};

/** The surrogates that a person is offered. */
export const offeredSurrogates: readonly SurrogateKind[] = ["shuffle", "phase", "iaaft"];

/** The interval in words, or why there is none. */
export function intervalWords(result: MetricResult): string | null {
  if (result.value === null) return null;
  if (result.interval)
    return t("95 % interval {{low}} to {{high}}{{blocks}}", {
      low: formatNumber(result.interval[0], 3),
      high: formatNumber(result.interval[1], 3),
      blocks: blocksWords(result),
    });
  const why = result.detail?.withoutInterval;
  return typeof why === "string" ? t("no interval: {{why}}", { why }) : t("no interval");
}

function blocksWords({ detail }: MetricResult): string {
  const length = detail?.blockLength;
  return typeof length === "number" ? t(", by moving blocks of {{length}}", { length: formatCount(length) }) : "";
}

/** How good the number is, apart from its interval: how straight a fit, how many cases it rests on. */
export function qualityWords(id: string, { detail = {} }: MetricResult): string | null {
  const fit = detail.fit as ScalingFit | undefined;
  if (fit) {
    const halves = fit.halves
      ? t("; halves {{halves}}", { halves: fit.halves.map((slope) => formatNumber(readSlope(id, slope), 2)).join(` ${t("and")} `) })
      : "";
    return `r² ${formatNumber(fit.r2, 3)}${halves}`;
  }
  const count = (name: string) => Number(detail[name]);
  switch (id) {
    case "sample-entropy":
      return t("{{n}} matches", { n: formatCount(count("matches")), count: count("matches") });
    case "permutation-entropy":
      return t("{{n}} samples a pattern", { n: formatCount(count("seen") / count("patterns")) });
    case "multiscale-entropy":
      return t("{{count}} scales", { count: (detail.scales as number[]).length });
    case "lyapunov":
    case "lyapunov-kantz": {
      const [from, to] = detail.straight as [number, number];
      return t("{{n}} points in the straight part", { n: to - from + 1, count: to - from + 1 });
    }
    case "recurrence":
      return t("{{n}} % of pairs are returns", { n: formatNumber(100 * count("recurrenceRate"), 2) });
    case "petrosian":
      return t("{{n}} turns", { n: formatCount(count("turns")), count: count("turns") });
    default:
      return null;
  }
}

/** What a slope on a log–log plot stands for. */
export function readSlope(id: string, slope: number, q = 1): number {
  if (id === "higuchi" || id === "spectral-slope") return -slope;
  if (id === "rescaled-range") return 0.5 + slope;
  return id === "generalised-hurst" ? slope / q : slope;
}

/** The scales behind a value; null for one without. */
export function scalesWords({ id }: Pick<SeriesMetric, "id">, result: MetricResult): string | null {
  const unit = seriesMetricFacts[id]?.scales;
  if (result.value === null || !result.range || !unit) return null;
  return t("{{low}} to {{high}} {{unit}}", { low: formatSetting(result.range[0], 3), high: formatSetting(result.range[1], 3), unit: t(unit) });
}

/** The least length that a metric can do with, by what it says of none at all. */
export function leastLength(metric: Pick<SeriesMetric, "measure">, options: Readonly<Record<string, unknown>>): number | null {
  const least = metric.measure([], options as never).detail?.leastLength;
  return typeof least === "number" ? least : null;
}

/** Whether surrogates of some kind give the value as well. */
export const isLikeNoise = (against: Readonly<Partial<Record<SurrogateKind, FeatureAgainst>>>): boolean =>
  Object.values(against).some(({ outcome }) => outcome !== null && outcome.value !== null && outcome.p > level);

/** How far the value is from what surrogates give. */
export function againstWords(outcome: AgainstSurrogates | { value: null; reason: string }): string {
  if (outcome.value === null) return t(outcome.reason);
  const { mean, sd, z, p, measured } = outcome;
  if (z === null) return t("all {{measured}} give the same value: it reads only what they keep. Noise would give this as well.", { measured });
  const away = t("{{mean}} ± {{sd}} of {{measured}}; {{z}} standard errors {{side}}, p = {{p}}", {
    mean: formatNumber(mean, 3),
    sd: formatNumber(sd, 2),
    measured,
    z: formatSetting(Math.abs(z), 2),
    side: z > 0 ? t("above") : t("below"),
    p: formatSetting(p, 2),
  });
  return p > level ? t("{{away}}. Noise would give this as well.", { away }) : `${away}.`;
}
