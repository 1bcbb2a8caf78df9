import { defineSeriesMetric, undefinedBecause, type MetricResult } from "../define/metric";
import { completeValues, num, type ValuesOf } from "../define/params";
import { intervalByBlocks } from "./moving-blocks";
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

/** Templates that match, and how many others each of them matches. */
interface Matches {
  /** Pairs of templates of m samples that match within r, none with itself. */
  short: number;
  /** Those of them of which the next samples match too. */
  long: number;
  shortOf: Float64Array;
  longOf: Float64Array;
}

/** Only templates that have a next sample count, for both lengths. */
export function matches(x: Float64Array, m: number, r: number): Matches {
  let [short, long] = [0, 0];
  const templates = x.length - m;
  const [shortOf, longOf] = [new Float64Array(Math.max(0, templates)), new Float64Array(Math.max(0, templates))];
  for (let i = 1; i < templates; i++) {
    for (let j = 0; j < i; j++) {
      let k = 0;
      while (k < m && Math.abs(x[i + k]! - x[j + k]!) <= r) k++;
      if (k < m) continue;
      short++;
      shortOf[i]!++;
      shortOf[j]!++;
      if (Math.abs(x[i + m]! - x[j + m]!) > r) continue;
      long++;
      longOf[i]!++;
      longOf[j]!++;
    }
  }
  return { short, long, shortOf, longOf };
}

/** What each template moves the entropy by: it is in pairs, hence the 2. */
export const influenceOf = ({ short, long, shortOf, longOf }: Matches): Float64Array =>
  shortOf.map((of, i) => shortOf.length * (of / short - longOf[i]! / long));

/** −log of the share of matches that go on matching; infinite where none does, which is told as undefined. Without an interval. */
export function entropyOf(x: Float64Array, m: number, r: number): MetricResult<Matches> {
  const found = matches(x, m, r);
  const { short, long } = found;
  if (short === 0) return undefinedBecause(`no two stretches of ${m} samples match within ${r.toPrecision(3)} standard deviations`);
  if (long === 0) return undefinedBecause(`of ${short} matches none goes on: the entropy is above ${Math.log(short).toFixed(2)}`);
  return { value: Math.log(short / long) || 0, detail: found };
}

/**
 * Sample entropy. The interval is that of moving blocks of the templates' influences: matches share templates and are far from independent draws, as which the usual
 * formula takes them (Lake et al. 2002, doi:10.1152/ajpregu.00069.2002). Undefined for fewer than 10 m samples and where nothing matches.
 */
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
    const found = entropyOf(standardised(series), m, r);
    if (found.value === null) return undefinedBecause(found.reason);
    const { short, long } = found.detail!;
    const { blockLength, ...interval } = intervalByBlocks(found.value, influenceOf(found.detail!));
    return { value: found.value, ...interval, detail: { matches: short, matchesThatGoOn: long, blockLength } };
  },
});
