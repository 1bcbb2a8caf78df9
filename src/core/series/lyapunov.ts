import { defineSeriesMetric, undefinedBecause } from "../define/metric";
import { completeValues, num, type ValuesOf } from "../define/params";
import { chooseEmbedding, embeddingParams, distance, meanPeriod, nearestNeighbour, vectorsOf } from "./embedding";
import { fitLine } from "./line-fit";
import { standardised, unusable } from "./usable";

const params = {
  dt: num(1, { title: "Time between samples", min: 1e-12, max: 1e12, help: "The exponent is per unit of this." }),
  ...embeddingParams,
};
const fewest = 200;
const most = 10_000;

/**
 * Mean logarithm of the distance between states that were nearest neighbours, as both go on; its early straight part has the exponent for its slope.
 * The straight part is from a tenth to six tenths of the way from the first distance to where the curve is level.
 */
export const lyapunov = defineSeriesMetric({
  id: "lyapunov",
  title: "Largest Lyapunov exponent (Rosenstein)",
  unit: "1/time, base e",
  source: "Rosenstein, Collins, De Luca 1993, Physica D 65:117, doi:10.1016/0167-2789(93)90009-P",
  help: "How fast neighbouring courses part: above 0 for chaos. Noise parts at once and gives a number too: look whether the curve has a straight part, and hold it against surrogates.",
  params,
  measure(series, given = {}) {
    const { dt, ...wish } = completeValues(params, given, ["options"]) as ValuesOf<typeof params>;
    const refusal = unusable(series, fewest, "neighbours that return");
    if (refusal) return refusal;
    if (series.length > most)
      return undefinedBecause(`${series.length} samples are too many to compare all states: up to ${most}; measure it in windows`);
    const different = new Set(Array.from(series)).size;
    if (different < series.length / 10)
      return undefinedBecause(
        `the series holds only ${different} different values: nearest neighbours of a quantised series are equal, and do not part`,
      );
    const x = standardised(series);
    const embedding = chooseEmbedding(x, wish);
    const ahead = Math.max(12, Math.round(3 * meanPeriod(x)));
    const count = vectorsOf(x.length, embedding) - ahead;
    if (count < 50)
      return undefinedBecause(`${series.length} samples leave too few states of dimension ${embedding.dimension} and lag ${embedding.lag}`);
    const divergence = new Float64Array(ahead + 1);
    const counted = new Float64Array(ahead + 1);
    for (let i = 0; i < count; i++) {
      const j = nearestNeighbour(x, i, count, embedding);
      if (j < 0) continue;
      for (let k = 0; k <= ahead; k++) {
        const d = distance(x, i + k, j + k, embedding, Infinity);
        if (d > 0) {
          divergence[k]! += Math.log(d);
          counted[k]!++;
        }
      }
    }
    if (counted.some((pairs) => pairs < 20))
      return undefinedBecause("hardly any state has a neighbour that is near without being equal: the series is quantised or repeats itself");
    divergence.forEach((sum, k) => (divergence[k] = sum / counted[k]!));
    const level = divergence.subarray(Math.floor(0.7 * ahead)).reduce((sum, d) => sum + d, 0) / (ahead + 1 - Math.floor(0.7 * ahead));
    const rise = level - divergence[0]!;
    const from = Math.max(1, divergence.findIndex((d) => d > divergence[0]! + 0.1 * rise) - 1);
    const to = Math.max(
      from + 2,
      divergence.findIndex((d) => d > divergence[0]! + 0.6 * rise),
    );
    const steps = Array.from({ length: to - from + 1 }, (_, i) => from + i);
    const value =
      fitLine(
        steps,
        steps.map((k) => divergence[k]!),
      ).slope / dt;
    const warnings =
      rise < 0.5
        ? ["Neighbours hardly part: the motion is regular, or the series only drifts."]
        : to - from < 4
          ? ["The curve is level after a few samples: noise does that, and chaos sampled too coarsely."]
          : [];
    return { value, range: [from * dt, to * dt] as const, warnings, detail: { ...embedding, divergence: Array.from(divergence) } };
  },
});
