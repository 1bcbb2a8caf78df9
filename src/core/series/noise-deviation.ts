import { median } from "./median";

/** Standard deviation of white noise from the median absolute difference of neighbours: steps are too few to move the median. At least two samples. */
export const noiseDeviation = (series: Float64Array): number =>
  median(series.subarray(1).map((x, i) => Math.abs(x - series[i]!))) / (0.6744897501960817 * Math.SQRT2);
