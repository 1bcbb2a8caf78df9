import { median } from "../series/median";
import { noiseDeviation } from "../series/noise-deviation";

/** Samples on either side that a sample is compared with: a spike of one or two is replaced, a step of three stays. */
const reach = 2;
/** How many standard deviations of the noise a sample may stand out; normal noise does so once in 1.7 million samples. */
const farthest = 5;

/**
 * The Hampel filter: samples far from the median of themselves and two neighbours on either side are replaced by that median.
 * Davies, Gather 1993, doi:10.1080/01621459.1993.10476339. Does nothing where more than half of the samples equal the one before.
 */
export function withoutSpikes(series: Float64Array): { series: Float64Array; spikes: number } {
  const limit = farthest * (series.length > 1 ? noiseDeviation(series) : 0);
  if (!(limit > 0)) return { series, spikes: 0 };
  let spikes = 0;
  const cleaned = series.map((x, i) => {
    const middle = median(series.subarray(Math.max(0, i - reach), i + reach + 1));
    if (Math.abs(x - middle) <= limit) return x;
    spikes++;
    return middle;
  });
  return { series: cleaned, spikes };
}
