import { defineSeriesMetric, undefinedBecause } from "../define/metric";
import { completeValues, type ValuesOf } from "../define/params";
import { chooseEmbedding, embeddingParams, distance, vectorsOf } from "./embedding";
import { intervalByBlocks } from "./moving-blocks";
import { fitScaling, slopeWeights } from "./scaling-fit";
import { standardised, unusable } from "./usable";

const fewest = 500;
const most = 8000;
/** Distances are counted in bins of this width in their logarithm. */
const binsPerFactorTwo = 4;
const bins = 30 * binsPerFactorTwo;

/** Least r² of the line whose slope is the dimension. */
const straightest = 0.95;

/**
 * Slope of the logarithm of the share of pairs of states nearer than r over log r, where that share lies between 0.0005 and 0.05: below it pairs are few, above it the
 * extent of the whole bends the curve. Distances by the greatest coordinate; pairs close in time left out.
 */
export const correlationDimension = defineSeriesMetric({
  id: "correlation-dimension",
  title: "Correlation dimension of the attractor",
  unit: "1",
  source: "Grassberger, Procaccia 1983, Physica D 9:189, doi:10.1016/0167-2789(83)90298-1; Theiler 1986, doi:10.1103/PhysRevA.34.2427",
  help: "How many numbers a state of the system behind the series needs, counted as a fractal dimension. Noise fills every embedding: the value then grows with the embedding dimension, as the details show.",
  params: embeddingParams,
  measure(series, given = {}) {
    const wish = completeValues(embeddingParams, given, ["options"]) as ValuesOf<typeof embeddingParams>;
    const refusal = unusable(series, fewest, "a share of pairs of 0.0005");
    if (refusal) return refusal;
    if (series.length > most)
      return undefinedBecause(`${series.length} samples are too many to compare all states: up to ${most}; measure it in windows`);
    const x = standardised(series);
    const embedding = chooseEmbedding(x, wish);
    const found = slopeIn(x, embedding);
    if (found === null) return undefinedBecause("pairs of states come at too few distances: the series is quantised or repeats itself");
    if (found.fit.r2 < straightest)
      return undefinedBecause(
        `the shares of pairs lie on no straight line (r² ${found.fit.r2.toFixed(2)}): the series has few distinct states, or no scaling`,
      );
    if (found.slope > embedding.dimension)
      return undefinedBecause(
        `the slope, ${found.slope.toFixed(2)}, is above the ${embedding.dimension} coordinates of the states: neighbours in time are too few, or the series wanders`,
      );
    const next = slopeIn(x, { ...embedding, dimension: embedding.dimension + 1 });
    const warnings =
      next !== null && next.slope - found.slope > 0.35
        ? [`With one more coordinate it is ${next.slope.toFixed(2)}: it grows with the embedding, as it does for noise.`]
        : [];
    const { blockLength, ...sure } = intervalByBlocks(found.slope, found.influence);
    return {
      value: found.slope,
      ...sure,
      range: found.range,
      warnings: [...warnings, ...sure.warnings],
      detail: {
        ...embedding,
        distances: found.distances,
        shares: found.shares,
        fit: found.fit,
        all: found.all,
        withOneMore: next?.slope ?? null,
        blockLength,
      },
    };
  },
});

function slopeIn(x: Float64Array, embedding: { lag: number; dimension: number; theiler: number }) {
  const count = vectorsOf(x.length, embedding);
  /** Pairs of each state at each distance. */
  const countsOf = new Uint16Array(count * bins);
  const counts = new Float64Array(bins);
  let pairs = 0;
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < i - embedding.theiler; j++) {
      const d = distance(x, i, j, embedding, Infinity);
      pairs++;
      // Bin b holds distances up to 2^(4 − (bins − 1 − b)/binsPerFactorTwo).
      const b = Math.max(0, Math.ceil((Math.log2(d) - 4) * binsPerFactorTwo) + bins - 1);
      if (b >= bins) continue;
      counts[b]!++;
      countsOf[i * bins + b]!++;
      countsOf[j * bins + b]!++;
    }
  }
  let below = 0;
  const shares = Array.from(counts, (c) => (below += c) / pairs);
  const distances = shares.map((_, b) => 2 ** (4 - (bins - 1 - b) / binsPerFactorTwo));
  const used = shares.flatMap((share, b) => (share >= 0.0005 && share <= 0.05 ? [b] : []));
  const steps = new Set(used.map((b) => shares[b]));
  if (used.length < 4 || steps.size < 4) return null;
  const [radii, y] = [used.map((b) => distances[b]!), used.map((b) => shares[b]!)];
  const fit = fitScaling(radii, y);
  const seen = shares.flatMap((share, b) => (share > 0 && share < 1 ? [b] : []));
  return {
    slope: fit.slope,
    fit,
    influence: influenceOf(countsOf, used, slopeWeights(radii.map(Math.log)), y, pairs),
    range: [radii[0]!, radii.at(-1)!] as const,
    distances: radii,
    shares: y,
    all: { distances: seen.map((b) => distances[b]!), shares: seen.map((b) => shares[b]!) },
  };
}

/** What each state moves the slope by, through the logarithms of the shares; it stands in pairs, and two share each. */
function influenceOf(
  countsOf: Uint16Array,
  used: readonly number[],
  weights: readonly number[],
  shares: readonly number[],
  pairs: number,
): Float64Array {
  const count = countsOf.length / bins;
  return Float64Array.from({ length: count }, (_, i) => {
    let [near, sum, at] = [0, 0, 0];
    used.forEach((b, u) => {
      for (; at <= b; at++) near += countsOf[i * bins + at]!;
      sum += weights[u]! * ((near * count) / (shares[u]! * pairs));
    });
    return sum;
  });
}
