import { defineSeriesMetric, undefinedBecause, type MetricResult } from "../define/metric";
import { standardised, unusable } from "./usable";

/** The reach is one extreme of one course, and grows with its length: pieces of it, put together anew, reach elsewhere. */
const withoutInterval = "its reach is the extreme of one single course, which no resampling of pieces reproduces";

/**
 * `log n / (log n + log(d/L))`: n steps, L the sum of |x[i] − x[i−1]|, d the greatest |x[i] − x[0]|. Distances are of the values alone, without the time
 * between samples, so that no choice of unit moves the result.
 */
export const katz = defineSeriesMetric({
  id: "katz",
  title: "Fractal dimension (Katz)",
  unit: "1",
  source: "Katz 1988, Computers in Biology and Medicine 18:145, doi:10.1016/0010-4825(88)90041-8",
  help: "Length of the curve against its reach: 1 for a straight course. It grows with the number of samples of one and the same curve, so compare series of one length only.",
  params: {},
  measure(series): MetricResult {
    const refusal = unusable(series, 5, "a course of a few steps");
    if (refusal) return refusal;
    const x = standardised(series);
    let [length, reach] = [0, 0];
    for (let i = 1; i < x.length; i++) {
      length += Math.abs(x[i]! - x[i - 1]!);
      reach = Math.max(reach, Math.abs(x[i]! - x[0]!));
    }
    const steps = x.length - 1;
    if (!(reach > 0)) return undefinedBecause("no sample differs from the first");
    if (Math.log(steps) + Math.log(reach / length) <= 0) return undefinedBecause("the course returns so often that its reach is below one mean step");
    return { value: Math.log(steps) / (Math.log(steps) + Math.log(reach / length)), detail: { steps, length, reach, withoutInterval } };
  },
});
