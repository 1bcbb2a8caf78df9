import { defineSeriesMetric, undefinedBecause } from "../define/metric";
import { completeValues, num, type ValuesOf } from "../define/params";
import { fitLine } from "./line-fit";
import { intervalByBlocks } from "./moving-blocks";
import { fitScaling, slopeWeights } from "./scaling-fit";
import { standardised, unusable } from "./usable";

const params = {
  q: num(1, { title: "Moment q", min: 0.1, max: 5, help: "1 weighs steps by their size, 2 by their square, which heavy tails spoil." }),
  longest: num(19, {
    title: "Longest lag",
    unit: "samples",
    min: 5,
    max: 1000,
    integer: true,
    help: "Lags 1 … this, the fit averaged over ends from 5 to this, as the authors do.",
  }),
};

/**
 * Slope of the log q-th moment of differences over log lag, over q, for a series taken for a walk. Averaged over the longest lag of the fit; its spread there
 * is told as a standard deviation in the details.
 */
export const generalisedHurst = defineSeriesMetric({
  id: "generalised-hurst",
  title: "Generalised Hurst exponent H(q)",
  unit: "1",
  source: "Di Matteo, Aste, Dacorogna 2003, Physica A 324:183, doi:10.1016/S0378-4371(02)01390-0",
  help: "How the differences of a walk, such as a logarithm of prices, grow with their lag: 0.5 for independent steps. Of a noise it is near 0: take its running sum first.",
  params,
  measure(series, given = {}) {
    const { q, longest } = completeValues(params, given, ["options"]) as ValuesOf<typeof params>;
    const refusal = unusable(series, 10 * longest, `lags up to ${longest}`);
    if (refusal) return refusal;
    const x = standardised(series);
    const lags = Array.from({ length: longest }, (_, i) => i + 1);
    const moments = lags.map((lag) => {
      let sum = 0;
      for (let i = lag; i < x.length; i++) sum += Math.abs(x[i]! - x[i - lag]!) ** q;
      return sum / (x.length - lag);
    });
    const flat = moments.findIndex((moment) => !(moment > 0));
    if (flat >= 0) return undefinedBecause(`the series repeats itself exactly at lag ${flat + 1}`);
    const logs = [lags.map(Math.log), moments.map(Math.log)] as const;
    const ends = lags.slice(4).map((end) => fitLine(logs[0].slice(0, end), logs[1].slice(0, end)).slope / q);
    const value = ends.reduce((sum, slope) => sum + slope / ends.length, 0);
    const deviation = Math.sqrt(ends.reduce((sum, slope) => sum + (slope - value) ** 2 / ends.length, 0));
    const { blockLength, ...found } = intervalByBlocks(value, influenceOf(x, moments, q));
    return { value, range: [1, longest] as const, ...found, detail: { lags, moments, deviation, blockLength, fit: fitScaling(lags, moments) } };
  },
});

/** What each sample moves the exponent by, through the logarithms of the moments of the differences that begin there. */
function influenceOf(x: Float64Array, moments: readonly number[], q: number): Float64Array {
  const longest = moments.length;
  const weights = moments.map(() => 0);
  for (let end = 5; end <= longest; end++)
    slopeWeights(Array.from({ length: end }, (_, i) => Math.log(i + 1))).forEach((weight, i) => (weights[i]! += weight / q / (longest - 4)));
  return Float64Array.from({ length: x.length - longest }, (_, t) =>
    moments.reduce((sum, moment, i) => sum + weights[i]! * (Math.abs(x[t + i + 1]! - x[t]!) ** q / moment - 1), 0),
  );
}
