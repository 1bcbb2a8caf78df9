import { defineSeriesMetric, undefinedBecause, type MetricResult } from "../define/metric";
import { completeValues, num, type ValuesOf } from "../define/params";
import { chooseEmbedding, embeddingParams, distance, vectorsOf, type Embedding } from "./embedding";
import { intervalByBlocks } from "./moving-blocks";
import { standardised, unusable } from "./usable";

const params = {
  rate: num(0.05, { title: "Recurrence rate", min: 0.001, max: 0.5, help: "Share of pairs of states that count as returns: the nearest ones." }),
  shortest: num(2, { title: "Shortest line", unit: "samples", min: 2, max: 100, integer: true, help: "Returns in a row that make a line." }),
  ...embeddingParams,
  plot: num(0, {
    title: "Side of the drawn plot",
    unit: "cells",
    min: 0,
    max: 400,
    integer: true,
    help: "Cells along a side of the plot in the details; 0 leaves it out.",
  }),
};
const fewest = 100;
const most = 3000;
/** Longer series are drawn, though not counted, up to this length. */
const mostDrawn = 50_000;

/** Lengths of runs of returns along lines of the recurrence plot, given cell by cell: what lies in runs of at least `shortest`, and the longest. */
class Lines {
  inLines = 0;
  longest = 0;
  private run = 0;
  /** @param line called with the length of every run that makes a line, when it has ended. */
  constructor(
    private readonly shortest: number,
    private readonly line: (length: number) => void = () => {},
  ) {}
  push(recurs: boolean): void {
    if (recurs) this.run++;
    else this.end();
  }
  end(): void {
    if (this.run >= this.shortest) {
      this.inLines += this.run;
      this.line(this.run);
    }
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
  measure(series, given = {}): MetricResult {
    const { rate, shortest, plot, ...wish } = completeValues(params, given, ["options"]) as ValuesOf<typeof params>;
    const refusal = unusable(series, fewest, "a recurrence plot");
    if (refusal) return refusal;
    const tooLong = `${series.length} samples are too many to count the lines of a recurrence plot: up to ${most}; measure it in windows`;
    if (series.length > most && (plot === 0 || series.length > mostDrawn)) return undefinedBecause(tooLong);
    const x = standardised(series);
    const embedding = chooseEmbedding(x, wish);
    const count = vectorsOf(x.length, embedding);
    if (series.length > most)
      return { ...undefinedBecause(tooLong), detail: { ...embedding, plot: drawnPlot(x, embedding, count, rate, null, plot) } };
    const first = embedding.theiler + 1;
    if (count < first + 50)
      return undefinedBecause(`${series.length} samples leave too few states of dimension ${embedding.dimension} and lag ${embedding.lag}`);
    const sizes = new Float32Array(((count - first) * (count - first + 1)) / 2);
    let at = 0;
    for (let gap = first; gap < count; gap++) for (let i = 0; i + gap < count; i++) sizes[at++] = distance(x, i, i + gap, embedding, Infinity);
    const threshold = sizes.slice(0, at).sort()[Math.min(at - 1, Math.floor(rate * at))]!;
    /** Returns of each state, and how many of them lie on lines. */
    const [returnsOf, inLinesOf] = [new Float64Array(count), new Float64Array(count)];
    let [returns, end, between] = [0, 0, first];
    const diagonal = new Lines(shortest, (length) => {
      for (let i = end - length; i < end; i++) {
        inLinesOf[i]!++;
        inLinesOf[i + between]!++;
      }
    });
    at = 0;
    for (between = first; between < count; between++) {
      for (end = 0; end + between < count; end++) {
        const recurs = sizes[at++]! <= threshold;
        if (recurs) {
          returns++;
          returnsOf[end]!++;
          returnsOf[end + between]!++;
        }
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
    const value = diagonal.inLines / returns;
    // A ratio of counts of pairs: what each state adds to both.
    const influence = inLinesOf.map((inLines, i) => (count * (inLines - value * returnsOf[i]!)) / returns);
    const { blockLength, interval, ...found } = intervalByBlocks(value, influence);
    return {
      value,
      ...found,
      interval: [Math.max(0, interval[0]), Math.min(1, interval[1])] as const,
      detail: {
        ...embedding,
        threshold,
        recurrenceRate: returns / at,
        laminarity: vertical.inLines / returns,
        longestDiagonal: diagonal.longest,
        longestVertical: vertical.longest,
        blockLength,
        ...(plot > 0 && { plot: drawnPlot(x, embedding, count, rate, threshold, plot) }),
      },
    };
  },
});

/** The recurrence plot as it is drawn. */
export interface RecurrencePlot {
  /** Cells along a side; row 0 belongs to the first states. */
  side: number;
  /** States along a side. */
  states: number;
  /** Share of returns in each cell, in C order: 0 or 1 where a cell is one pair of states. */
  cells: number[];
}

/**
 * Where states are more than cells, a cell is the share of returns among up to 3 × 3 of its pairs, evenly taken.
 * @param threshold null where it is to be found from these pairs alone, those close in time left out.
 */
function drawnPlot(x: Float64Array, embedding: Embedding, states: number, rate: number, threshold: number | null, most: number): RecurrencePlot {
  const side = Math.min(most, states);
  const places = Array.from({ length: side }, (_, cell) => placesIn(Math.floor((cell * states) / side), Math.floor(((cell + 1) * states) / side)));
  const distancesIn = (row: number, column: number) =>
    places[row]!.flatMap((i) => places[column]!.map((j) => distance(x, i, j, embedding, Infinity)));
  const pairs = Array.from({ length: side }, (_, row) => Array.from({ length: row + 1 }, (__, column) => distancesIn(row, column)));
  const bound = threshold ?? quantile(pairs.flatMap((of, row) => of.flatMap((all, column) => ((row - column) * states) / side > embedding.theiler ? all : [])), rate); // prettier-ignore
  const cells = new Array<number>(side * side);
  pairs.forEach((of, row) =>
    of.forEach((all, column) => {
      const share = all.reduce((sum, d) => sum + (d <= bound ? 1 : 0), 0) / all.length;
      cells[row * side + column] = cells[column * side + row] = share;
    }),
  );
  return { side, states, cells };
}

/** Up to three indices evenly within `[from, to)`. */
function placesIn(from: number, to: number): number[] {
  const taken = Math.min(3, to - from);
  return Array.from({ length: taken }, (_, k) => from + Math.floor(((k + 0.5) * (to - from)) / taken));
}

const quantile = (values: readonly number[], share: number): number =>
  Float64Array.from(values).sort()[Math.min(values.length - 1, Math.floor(share * values.length))] ?? 0;
