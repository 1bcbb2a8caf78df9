import { num } from "../define/params";
import { periodogram } from "./periodogram";

/** Delay vectors of a series: vector i holds x[i], x[i + lag] … x[i + (dimension − 1)·lag]. */
export interface Embedding {
  lag: number;
  dimension: number;
  /** Vectors closer in time than this are neighbours by continuity, not by return (Theiler 1986, doi:10.1103/PhysRevA.34.2427). */
  theiler: number;
}

/** How a series becomes states, for every measure of its dynamics. */
export const embeddingParams = {
  dimension: num(0, {
    title: "Embedding dimension",
    min: 0,
    max: 20,
    integer: true,
    help: "Samples that make a state. 0 takes the least without false neighbours.",
  }),
  lag: num(0, {
    title: "Embedding lag",
    unit: "samples",
    min: 0,
    max: 10_000,
    integer: true,
    help: "Samples between those of a state. 0 takes the first at which the autocorrelation is below 1/e.",
  }),
};

/** First lag at which the autocorrelation is below 1/e. */
export function decorrelationLag(x: Float64Array): number {
  const most = Math.floor(x.length / 4);
  for (let lag = 1; lag < most; lag++) {
    let sum = 0;
    for (let i = lag; i < x.length; i++) sum += x[i]! * x[i - lag]!;
    if (sum / x.length < Math.exp(-1)) return lag;
  }
  return Math.max(1, most);
}

/** One over the mean frequency, weighted by power; 2 where the fastest wave, which the periodogram leaves out, is all there is. */
export function meanPeriod(x: Float64Array): number {
  const { frequencies, power } = periodogram(x);
  const total = power.reduce((sum, p) => sum + p, 0);
  // Of a series of standard deviation 1, rounding leaves less than this.
  if (total < 1e-20) return 2;
  return (2 * Math.PI) / (power.reduce((sum, p, k) => sum + p * frequencies[k]!, 0) / total);
}

export const vectorsOf = (n: number, { lag, dimension }: Pick<Embedding, "lag" | "dimension">): number => n - (dimension - 1) * lag;

/** Greatest difference of two delay vectors in any coordinate; above `bound` it need not be exact. */
export function distance(x: Float64Array, i: number, j: number, { lag, dimension }: Pick<Embedding, "lag" | "dimension">, bound: number): number {
  let greatest = 0;
  for (let k = 0; k < dimension && greatest < bound; k++) greatest = Math.max(greatest, Math.abs(x[i + k * lag]! - x[j + k * lag]!));
  return greatest;
}

/** Index of the nearest vector that is not near in time, among the first `count`; −1 where there is none, or only equal ones. */
export function nearestNeighbour(x: Float64Array, i: number, count: number, embedding: Embedding): number {
  let [nearest, at] = [Infinity, -1];
  for (let j = 0; j < count; j++) {
    if (Math.abs(i - j) <= embedding.theiler) continue;
    const d = distance(x, i, j, embedding, nearest);
    if (d < nearest && d > 0) [nearest, at] = [d, j];
  }
  return at;
}

/** Vectors looked at for false neighbours. */
const looked = 500;
/** A neighbour is false when the next coordinate is so many times further away than the others. */
const falseRatio = 10;

/**
 * The least dimension in which at most 2 % of nearest neighbours are false: near only because of the projection (Kennel, Brown, Abarbanel 1992,
 * doi:10.1103/PhysRevA.45.3403); at most 8.
 */
export function embeddingDimension(x: Float64Array, lag: number, theiler: number): number {
  for (let dimension = 1; dimension < 8; dimension++) {
    const count = x.length - dimension * lag;
    const stride = Math.max(1, Math.floor(count / looked));
    let [wrong, total] = [0, 0];
    for (let i = 0; i < count; i += stride) {
      const j = nearestNeighbour(x, i, count, { lag, dimension, theiler });
      if (j < 0) continue;
      const near = distance(x, i, j, { lag, dimension }, Infinity);
      total++;
      if (Math.abs(x[i + dimension * lag]! - x[j + dimension * lag]!) > falseRatio * near) wrong++;
    }
    if (total > 0 && wrong <= 0.02 * total) return dimension;
  }
  return 8;
}

/** The embedding asked for, 0 standing for what the series suggests. */
export function chooseEmbedding(x: Float64Array, { lag, dimension }: { lag: number; dimension: number }): Embedding {
  const chosenLag = lag || decorrelationLag(x);
  const theiler = Math.min(Math.floor(x.length / 10), Math.max(chosenLag, Math.round(meanPeriod(x))));
  return { lag: chosenLag, theiler, dimension: dimension || embeddingDimension(x, chosenLag, theiler) };
}
