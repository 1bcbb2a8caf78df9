import { defineSeriesMetric, undefinedBecause } from "../define/metric";
import { completeValues, num, type ValuesOf } from "../define/params";
import { periodogram } from "./periodogram";
import { fitScaling } from "./scaling-fit";
import { standardised, unusable } from "./usable";

/** Slope above which leakage may hold it near 2, whatever the series. */
const leaking = 1.8;

const params = {
  share: num(0.125, {
    title: "Share of the frequencies",
    min: 0.01,
    max: 0.5,
    help: "The slope is that of the lowest frequencies up to this share of the sampling rate, where a scale-free series is a power law.",
  }),
};
const fewest = 16;

/**
 * Minus the slope of log power over log frequency. Logarithms of a periodogram scatter by π/√6 about the logarithm of the spectrum, independently of each other:
 * hence the interval.
 */
export const spectralSlope = defineSeriesMetric({
  id: "spectral-slope",
  title: "Spectral slope β",
  unit: "1",
  source: "Geweke, Porter-Hudak 1983, Journal of Time Series Analysis 4:221, doi:10.1111/j.1467-9892.1983.tb00371.x",
  help: "How fast power falls with frequency: 0 for white noise, 1 for 1/f, 2 for a random walk; 2H − 1 for a noise and 2H + 1 for a walk of exponent H. Above 2, what leaks from the ends of the series flattens it.",
  params,
  measure(series, given = {}) {
    const { share } = completeValues(params, given, ["options"]) as ValuesOf<typeof params>;
    const refusal = unusable(series, Math.ceil(fewest / share), `${fewest} frequencies below ${share} of the sampling rate`);
    if (refusal) return refusal;
    const { frequencies, power } = periodogram(standardised(series));
    const used = Math.floor(share * series.length);
    const silent = power.subarray(0, used).findIndex((value) => !(value > 1e-25));
    if (silent >= 0) return undefinedBecause(`frequency ${silent + 1} of ${used} holds no power: the series is periodic`);
    const x = Array.from(frequencies.subarray(0, used), Math.log);
    const fit = fitScaling(Array.from(frequencies.subarray(0, used)), Array.from(power.subarray(0, used)));
    const value = -fit.slope;
    const mean = x.reduce((sum, v) => sum + v / used, 0);
    const standardError = Math.PI / Math.sqrt(6) / Math.sqrt(x.reduce((sum, v) => sum + (v - mean) ** 2, 0));
    const interval = [value - 1.96 * standardError, value + 1.96 * standardError] as const;
    const warnings =
      value > leaking
        ? [
            "From about 2 on, what leaks from the ends of the series into the high frequencies holds the slope near 2: take the differences, and add 2.",
          ]
        : [];
    return {
      value,
      interval,
      standardError,
      range: [series.length / used, series.length] as const,
      warnings,
      detail: {
        frequencies: Array.from(frequencies.subarray(0, used)),
        power: Array.from(power.subarray(0, used)),
        fit,
        spectrum: smoothed(frequencies, power),
      },
    };
  },
});

/** Bins of the drawn spectrum in each factor of two of the frequency. */
const binsPerOctave = 8;

/** The whole periodogram in bins even in log frequency: means of power, at the mean frequency. */
function smoothed(frequencies: Float64Array, power: Float64Array): { frequencies: number[]; power: number[] } {
  const [at, level, count] = [[] as number[], [] as number[], [] as number[]];
  frequencies.forEach((frequency, k) => {
    const bin = Math.floor(binsPerOctave * Math.log2(k + 1));
    at[bin] = (at[bin] ?? 0) + frequency;
    level[bin] = (level[bin] ?? 0) + power[k]!;
    count[bin] = (count[bin] ?? 0) + 1;
  });
  const used = [...count.keys()].filter((bin) => count[bin] !== undefined);
  return { frequencies: used.map((bin) => at[bin]! / count[bin]!), power: used.map((bin) => level[bin]! / count[bin]!) };
}
