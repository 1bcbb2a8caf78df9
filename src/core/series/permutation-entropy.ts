import { defineSeriesMetric, type MetricResult } from "../define/metric";
import { completeValues, num, type ValuesOf } from "../define/params";
import { intervalByBlocks } from "./moving-blocks";
import { unusable } from "./usable";

const params = {
  order: num(3, {
    title: "Order",
    unit: "samples",
    min: 2,
    max: 7,
    integer: true,
    help: "Samples whose order of size makes a pattern; the series should hold five times as many samples as there are patterns.",
  }),
  lag: num(1, { title: "Lag", unit: "samples", min: 1, max: 1000, integer: true, help: "Samples between those of a pattern." }),
};

const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1));

/** The order of size at each sample, by the indices of the samples from the smallest on. Of equal samples the earlier counts as the smaller. */
function patternsOf(series: ArrayLike<number>, order: number, lag: number): string[] {
  return Array.from({ length: Math.max(0, series.length - (order - 1) * lag) }, (_, i) =>
    Array.from({ length: order }, (__, k) => k)
      .sort((a, b) => series[i + a * lag]! - series[i + b * lag]! || a - b)
      .join(),
  );
}

/** How often each order of size occurs. */
export function patternCounts(series: ArrayLike<number>, order: number, lag: number): Map<string, number> {
  return tally(patternsOf(series, order, lag));
}

function tally(patterns: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const pattern of patterns) counts.set(pattern, (counts.get(pattern) ?? 0) + 1);
  return counts;
}

/** Entropy of the patterns, in nats. */
export function patternEntropy(counts: Map<string, number>): number {
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  return [...counts.values()].reduce((sum, count) => sum - (count / total) * Math.log(count / total), 0);
}

/** Entropy of the order patterns over its greatest value log(order!): 0 where one pattern stands alone, 1 where all are as frequent. Of equal samples the earlier counts as the smaller. */
export const permutationEntropy = defineSeriesMetric({
  id: "permutation-entropy",
  title: "Permutation entropy, normalised",
  unit: "1",
  source: "Bandt, Pompe 2002, Physical Review Letters 88:174102, doi:10.1103/PhysRevLett.88.174102",
  help: "How evenly the orders of size of neighbouring samples occur: 1 for noise, less where some orders are preferred or never seen. No monotonic change of the values moves it.",
  params,
  measure(series, given = {}): MetricResult {
    const { order, lag } = completeValues(params, given, ["options"]) as ValuesOf<typeof params>;
    const patterns = factorial(order);
    const refusal = unusable(series, 5 * patterns + (order - 1) * lag, `${patterns} patterns`);
    if (refusal) return refusal;
    const met = patternsOf(series, order, lag);
    const counts = tally(met);
    const most = Math.log(patterns);
    const value = patternEntropy(counts) / most || 0;
    // Where all patterns are alike the first order vanishes, and what is left is half a χ² of patterns − 1 degrees over their number.
    const second = Math.sqrt((patterns - 1) / 2) / met.length / most;
    const { blockLength, ...found } = intervalByBlocks(
      value,
      Float64Array.from(met, (pattern) => -Math.log(counts.get(pattern)! / met.length) / most),
      second,
    );
    return {
      value,
      ...found,
      interval: [Math.max(0, found.interval[0]), Math.min(1, found.interval[1])] as const,
      detail: { patterns, missing: patterns - counts.size, seen: met.length, counts: Object.fromEntries([...counts].sort()), blockLength },
    };
  },
});
