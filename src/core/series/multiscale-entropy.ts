import { defineSeriesMetric, undefinedBecause } from "../define/metric";
import { completeValues, num, type ValuesOf } from "../define/params";
import { intervalByBlocks } from "./moving-blocks";
import { entropyOf, entropyParams, influenceOf } from "./sample-entropy";
import { standardised, unusable } from "./usable";

const params = {
  ...entropyParams,
  scales: num(10, {
    title: "Greatest scale",
    unit: "samples",
    min: 2,
    max: 100,
    integer: true,
    help: "Means of 1 … this many samples make the coarser series.",
  }),
};
/** Samples that the coarsest series holds at least. */
const coarsest = 50;
const mostSamples = 20_000;

/** Mean sample entropy of the series coarsened by means of 1 … `scales` samples; the tolerance stays that of the finest. */
export const multiscaleEntropy = defineSeriesMetric({
  id: "multiscale-entropy",
  title: "Multiscale entropy, mean over scales",
  unit: "nats",
  source: "Costa, Goldberger, Peng 2002, Physical Review Letters 89:068102, doi:10.1103/PhysRevLett.89.068102",
  help: "Sample entropy as the series is coarsened: that of white noise falls with the scale, that of 1/f noise stays. The whole curve stands in the details.",
  params,
  measure(series, given = {}) {
    const { length: m, tolerance: r, scales } = completeValues(params, given, ["options"]) as ValuesOf<typeof params>;
    const refusal = unusable(series, coarsest * scales, `a coarsening by ${scales}`);
    if (refusal) return refusal;
    if (series.length > mostSamples)
      return undefinedBecause(`${series.length} samples are too many to compare all pairs: up to ${mostSamples}; measure it in windows`);
    const x = standardised(series);
    const curve = Array.from({ length: scales }, (_, i) => entropyOf(coarsened(x, i + 1), m, r));
    const unknown = curve.findIndex(({ value }) => value === null);
    if (unknown >= 0) {
      const at = curve[unknown]!;
      return undefinedBecause(`at scale ${unknown + 1}, ${at.value === null ? at.reason : ""}`);
    }
    const entropies = curve.map(({ value }) => value!);
    const influences = curve.map(({ detail }) => influenceOf(detail as Required<NonNullable<typeof detail>>));
    const value = entropies.reduce((sum, entropy) => sum + entropy / scales, 0);
    const { blockLength, ...found } = intervalByBlocks(value, meanOver(influences, series.length));
    return {
      value,
      ...found,
      range: [1, scales] as const,
      detail: {
        scales: entropies.map((_, i) => i + 1),
        entropies,
        standardErrors: influences.map((influence, i) => intervalByBlocks(entropies[i]!, influence).standardError),
        blockLength,
      },
    };
  },
});

/** Influences of the coarser series' templates, each laid over the samples it was made of, as one for the mean over scales. */
function meanOver(influences: readonly Float64Array[], n: number): Float64Array {
  const mean = new Float64Array(n);
  influences.forEach((influence, i) => {
    for (let t = 0; t < n; t++) mean[t]! += (influence[Math.min(influence.length - 1, Math.floor(t / (i + 1)))] ?? 0) / influences.length;
  });
  return mean;
}

const coarsened = (x: Float64Array, scale: number): Float64Array =>
  Float64Array.from({ length: Math.floor(x.length / scale) }, (_, i) =>
    x.subarray(i * scale, (i + 1) * scale).reduce((sum, value) => sum + value / scale, 0),
  );
