import { defineSeriesMetric } from "../define/metric";
import { completeValues, num, type ValuesOf } from "../define/params";
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

/** How often each order of size occurs, by the indices of the samples from the smallest on. Of equal samples the earlier counts as the smaller. */
export function patternCounts(series: ArrayLike<number>, order: number, lag: number): Map<string, number> {
  const counts = new Map<string, number>();
  for (let i = 0; i + (order - 1) * lag < series.length; i++) {
    const ranks = Array.from({ length: order }, (_, k) => k).sort((a, b) => series[i + a * lag]! - series[i + b * lag]! || a - b);
    const key = ranks.join();
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
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
  measure(series, given = {}) {
    const { order, lag } = completeValues(params, given, ["options"]) as ValuesOf<typeof params>;
    const patterns = factorial(order);
    const refusal = unusable(series, 5 * patterns + (order - 1) * lag, `${patterns} patterns`);
    if (refusal) return refusal;
    const counts = patternCounts(series, order, lag);
    return {
      value: patternEntropy(counts) / Math.log(patterns) || 0,
      detail: { patterns, missing: patterns - counts.size, counts: Object.fromEntries([...counts].sort()) },
    };
  },
});
