import { defineSeriesMetric, undefinedBecause, type MetricResult } from "../define/metric";
import { completeValues, num, type ValuesOf } from "../define/params";
import { standardised, unusable } from "./usable";

/** Samples above which all pairs take too long. */
const mostSamples = 20_000;

export const entropyParams = {
  length: num(2, {
    title: "Length m of a template",
    unit: "samples",
    min: 1,
    max: 10,
    integer: true,
    help: "How many samples must match before the next one is asked after.",
  }),
  tolerance: num(0.2, { title: "Tolerance r", unit: "standard deviations", min: 0.01, max: 5, help: "How near samples must be to match." }),
};

/** Pairs of templates, of m samples and of m + 1, that match within r, none with itself: only templates that have a next sample count, for both lengths. */
export function matches(x: Float64Array, m: number, r: number): { short: number; long: number } {
  let [short, long] = [0, 0];
  const templates = x.length - m;
  for (let i = 1; i < templates; i++) {
    for (let j = 0; j < i; j++) {
      let k = 0;
      while (k < m && Math.abs(x[i + k]! - x[j + k]!) <= r) k++;
      if (k < m) continue;
      short++;
      if (Math.abs(x[i + m]! - x[j + m]!) <= r) long++;
    }
  }
  return { short, long };
}

/** −log of the share of matches that go on matching; infinite where none does, which is told as undefined. */
export function entropyOf(x: Float64Array, m: number, r: number): MetricResult {
  const { short, long } = matches(x, m, r);
  if (short === 0) return undefinedBecause(`no two stretches of ${m} samples match within ${r.toPrecision(3)} standard deviations`);
  if (long === 0) return undefinedBecause(`of ${short} matches none goes on: the entropy is above ${Math.log(short).toFixed(2)}`);
  const value = Math.log(short / long);
  // Matches taken for independent draws: Richman and Moorman's first approximation.
  const p = long / short;
  const standardError = Math.sqrt((1 - p) / (short * p)) || 0;
  return { value: value || 0, standardError, detail: { matches: short, matchesThatGoOn: long } };
}

/** Sample entropy. Undefined for fewer than 10 m samples and where nothing matches. */
export const sampleEntropy = defineSeriesMetric({
  id: "sample-entropy",
  title: "Sample entropy",
  unit: "nats",
  source: "Richman, Moorman 2000, American Journal of Physiology 278:H2039, doi:10.1152/ajpheart.2000.278.6.H2039",
  help: "How little a stretch tells of the sample after it: 0 for a series that repeats, 2.2 for white noise with the usual settings. Small where the series drifts slowly, whatever else it does.",
  params: entropyParams,
  measure(series, given = {}) {
    const { length: m, tolerance: r } = completeValues(entropyParams, given, ["options"]) as ValuesOf<typeof entropyParams>;
    const refusal = unusable(series, Math.max(10 * m, 10), `templates of ${m}`);
    if (refusal) return refusal;
    if (series.length > mostSamples)
      return undefinedBecause(`${series.length} samples are too many to compare all pairs: up to ${mostSamples}; measure it in windows`);
    return entropyOf(standardised(series), m, r);
  },
});
