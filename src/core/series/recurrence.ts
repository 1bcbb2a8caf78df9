import { defineSeriesMetric, undefinedBecause } from "../define/metric";
import { completeValues, num, type ValuesOf } from "../define/params";
import { chooseEmbedding, embeddingParams, distance, vectorsOf } from "./embedding";
import { standardised, unusable } from "./usable";

const params = {
  rate: num(0.05, { title: "Recurrence rate", min: 0.001, max: 0.5, help: "Share of pairs of states that count as returns: the nearest ones." }),
  shortest: num(2, { title: "Shortest line", unit: "samples", min: 2, max: 100, integer: true, help: "Returns in a row that make a line." }),
  ...embeddingParams,
};
const fewest = 100;
const most = 3000;

/** Lengths of runs of returns along lines of the recurrence plot, given cell by cell: what lies in runs of at least `shortest`, and the longest. */
class Lines {
  inLines = 0;
  longest = 0;
  private run = 0;
  constructor(private readonly shortest: number) {}
  push(recurs: boolean): void {
    if (recurs) this.run++;
    else this.end();
  }
  end(): void {
    if (this.run >= this.shortest) this.inLines += this.run;
    this.longest = Math.max(this.longest, this.run);
    this.run = 0;
  }
}

/** Share of returns that lie on diagonal lines (determinism); laminarity, longest lines and the threshold stand in the details. Pairs close in time are left out. */
export const recurrence = defineSeriesMetric({
  id: "recurrence",
  title: "Determinism of the recurrence plot",
  unit: "1",
  source: "Marwan, Romano, Thiel, Kurths 2007, Physics Reports 438:237, doi:10.1016/j.physrep.2006.11.001",
  help: "How far a state that returns goes the same way again: near 1 for a system with a law. An embedding makes lines by itself: white noise gives 0.1 in one dimension and 0.8 in five, so hold it against surrogates in the same embedding. The threshold is set so that a given share of pairs are returns.",
  params,
  measure(series, given = {}) {
    const { rate, shortest, ...wish } = completeValues(params, given, ["options"]) as ValuesOf<typeof params>;
    const refusal = unusable(series, fewest, "a recurrence plot");
    if (refusal) return refusal;
    if (series.length > most)
      return undefinedBecause(`${series.length} samples are too many for a recurrence plot: up to ${most}; measure it in windows`);
    const x = standardised(series);
    const embedding = chooseEmbedding(x, wish);
    const count = vectorsOf(x.length, embedding);
    const first = embedding.theiler + 1;
    if (count < first + 50)
      return undefinedBecause(`${series.length} samples leave too few states of dimension ${embedding.dimension} and lag ${embedding.lag}`);
    const sizes = new Float32Array(((count - first) * (count - first + 1)) / 2);
    let at = 0;
    for (let gap = first; gap < count; gap++) for (let i = 0; i + gap < count; i++) sizes[at++] = distance(x, i, i + gap, embedding, Infinity);
    const threshold = sizes.slice(0, at).sort()[Math.min(at - 1, Math.floor(rate * at))]!;
    const diagonal = new Lines(shortest);
    let returns = 0;
    at = 0;
    for (let gap = first; gap < count; gap++) {
      for (let i = 0; i + gap < count; i++) {
        const recurs = sizes[at++]! <= threshold;
        if (recurs) returns++;
        diagonal.push(recurs);
      }
      diagonal.end();
    }
    const vertical = new Lines(shortest);
    // State j against all later ones: pairs (j, i) stand at gap i − j.
    const startOf = (gap: number) => (gap - first) * count - ((gap - first) * (first + gap - 1)) / 2;
    for (let j = 0; j + first < count; j++) {
      for (let i = j + first; i < count; i++) vertical.push(sizes[startOf(i - j) + j]! <= threshold);
      vertical.end();
    }
    return {
      value: diagonal.inLines / returns,
      detail: {
        ...embedding,
        threshold,
        recurrenceRate: returns / at,
        laminarity: vertical.inLines / returns,
        longestDiagonal: diagonal.longest,
        longestVertical: vertical.longest,
      },
    };
  },
});
