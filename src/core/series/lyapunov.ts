import { defineSeriesMetric, undefinedBecause } from "../define/metric";
import { completeValues, num, type ValuesOf } from "../define/params";
import { chooseEmbedding, embeddingParams, distance, meanPeriod, nearestNeighbour, vectorsOf } from "./embedding";
import { fitLine } from "./line-fit";
import { intervalByBlocks } from "./moving-blocks";
import { slopeWeights } from "./scaling-fit";
import { divergenceWarnings, straightPart } from "./straight-part";
import { standardised, unusable, type Refusal } from "./usable";

/** Samples below which neighbours hardly return, and above which comparing all takes too long. */
const chaosLengths = { fewest: 200, most: 10_000 };

export const divergenceParams = {
  dt: num(1, { title: "Time between samples", min: 1e-12, max: 1e12, help: "The exponent is per unit of this." }),
  ...embeddingParams,
};

/** Why the divergence of neighbours cannot be followed in a series; null where it may be. */
export function withoutNeighbours(series: ArrayLike<number>): Refusal | null {
  const refusal = unusable(series, chaosLengths.fewest, "a set of neighbours that return");
  if (refusal) return refusal;
  const n = series.length;
  if (n > chaosLengths.most)
    return undefinedBecause(`${n} samples are too many to compare all states: up to ${chaosLengths.most}; measure it in windows`);
  const different = new Set(Array.from(series)).size;
  if (different >= n / 10) return null;
  return undefinedBecause(`the series holds only ${different} different values: nearest neighbours of a quantised series are equal, and do not part`);
}

/**
 * Mean logarithm of the distance between states that were nearest neighbours, as both go on; its early straight part has the exponent for its slope.
 */
export const lyapunov = defineSeriesMetric({
  id: "lyapunov",
  title: "Largest Lyapunov exponent (Rosenstein)",
  unit: "1/time, base e",
  source: "Rosenstein, Collins, De Luca 1993, Physica D 65:117, doi:10.1016/0167-2789(93)90009-P",
  help: "How fast neighbouring courses part: above 0 for chaos. Noise parts at once and gives a number too: look whether the curve has a straight part, and hold it against surrogates.",
  params: divergenceParams,
  measure(series, given = {}) {
    const { dt, ...wish } = completeValues(divergenceParams, given, ["options"]) as ValuesOf<typeof divergenceParams>;
    const refusal = withoutNeighbours(series);
    if (refusal) return refusal;
    const x = standardised(series);
    const embedding = chooseEmbedding(x, wish);
    const ahead = Math.max(12, Math.round(3 * meanPeriod(x)));
    const count = vectorsOf(x.length, embedding) - ahead;
    if (count < 50)
      return undefinedBecause(`${series.length} samples leave too few states of dimension ${embedding.dimension} and lag ${embedding.lag}`);
    const neighbours = Int32Array.from({ length: count }, (_, i) => nearestNeighbour(x, i, count, embedding));
    const logDistance = (i: number, k: number) => Math.log(distance(x, i + k, neighbours[i]! + k, embedding, Infinity));
    const divergence = new Float64Array(ahead + 1);
    for (let k = 0; k <= ahead; k++) {
      let [sum, pairs] = [0, 0];
      for (let i = 0; i < count; i++) {
        const d = neighbours[i]! < 0 ? -Infinity : logDistance(i, k);
        if (d === -Infinity) continue;
        sum += d;
        pairs++;
      }
      if (pairs < 20)
        return undefinedBecause("hardly any state has a neighbour that is near without being equal: the series is quantised or repeats itself");
      divergence[k] = sum / pairs;
    }
    const part = straightPart(divergence, 0.1, 0.6);
    const steps = Array.from({ length: part.to - part.from + 1 }, (_, i) => part.from + i);
    const value =
      fitLine(
        steps,
        steps.map((k) => divergence[k]!),
      ).slope / dt;
    // What each pair of neighbours moves the slope by.
    const weights = slopeWeights(steps);
    const influence = neighbours.reduce((sum, j, i) => {
      if (j >= 0) steps.forEach((k, at) => (sum[i]! += (weights[at]! / dt) * (finite(logDistance(i, k), divergence[k]!) - divergence[k]!)));
      return sum;
    }, new Float64Array(count));
    const { blockLength, warnings, ...found } = intervalByBlocks(value, influence);
    return {
      value,
      ...found,
      range: [part.from * dt, part.to * dt] as const,
      warnings: [...divergenceWarnings(part), ...warnings],
      detail: { ...embedding, dt, divergence: Array.from(divergence), straight: [part.from, part.to], blockLength },
    };
  },
});

const finite = (value: number, otherwise: number): number => (value === -Infinity ? otherwise : value);
