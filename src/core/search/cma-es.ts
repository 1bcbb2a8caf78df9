import { exp, log } from "../field/elementary";
import { normalAt } from "../field/philox";
import { symmetricEigen } from "./symmetric-eigen";

export interface CmaOptions {
  /** Where the search begins. */
  mean: readonly number[];
  /** Standard deviation of the first samples: about a third of the way to where the minimum may be. */
  sigma: number;
  seed: number;
  /** Samples of a generation; 4 + ⌊3 ln n⌋ unless given. */
  population?: number;
}

/** What is asked at a time: evaluate all, then tell the values in the same order. */
export interface CmaEs {
  readonly generation: number;
  readonly sigma: number;
  readonly mean: readonly number[];
  /** Standard deviations of the samples along the axes: the step size times the root of the covariance's diagonal. */
  spread(): number[];
  /** The ratio of the longest to the shortest axis of the sampling ellipsoid. */
  axisRatio(): number;
  ask(): number[][];
  /** @param values of the samples that `ask` gave last, smaller is better; not finite is worst. */
  tell(values: readonly number[]): void;
}

/** Stream of random numbers of the samples. */
const stream = 0x5eed03;

/**
 * Covariance matrix adaptation evolution strategy, (μ/μ_w, λ) with cumulative step-size adaptation, the rank-one and the rank-μ update and active
 * (negative) weights: the algorithm and the default constants of Hansen 2016, *The CMA Evolution Strategy: A Tutorial*, arXiv:1604.00772,
 * figure 6 and table 1. Minimises a function of n real numbers from the ranks of its values alone. The same seed gives the same samples.
 */
export function createCmaEs({ mean: start, sigma: firstSigma, seed, population }: CmaOptions): CmaEs {
  const n = start.length;
  const lambda = population ?? 4 + Math.floor(3 * log(n));
  const constants = constantsOf(n, lambda);
  const { weights, mu, muEff, cSigma, dSigma, cC, c1, cMu, chiN } = constants;
  let mean = [...start];
  let sigma = firstSigma;
  let covariance = identity(n);
  let { vectors, lengths } = axesOf(covariance);
  let pathSigma = new Array<number>(n).fill(0);
  let pathC = new Array<number>(n).fill(0);
  let generation = 0;
  /** Steps of the present samples in units of sigma: B·D·z. */
  let steps: number[][] = [];

  /** C^(−1/2)·y. */
  const whitened = (y: readonly number[]): number[] => {
    const inner = vectors.map((column, k) => dot(column, y) / lengths[k]!);
    return y.map((_, i) => inner.reduce((sum, value, k) => sum + vectors[k]![i]! * value, 0));
  };

  return {
    get generation() {
      return generation;
    },
    get sigma() {
      return sigma;
    },
    get mean() {
      return mean;
    },
    spread: () => covariance.map((row, i) => sigma * Math.sqrt(row[i]!)),
    axisRatio: () => Math.max(...lengths) / Math.min(...lengths),
    ask() {
      steps = Array.from({ length: lambda }, (_, k) => {
        const z = lengths.map((length, i) => length * normalAt(seed, generation, k * n + i, stream));
        return mean.map((_, i) => z.reduce((sum, value, axis) => sum + vectors[axis]![i]! * value, 0));
      });
      return steps.map((y) => y.map((value, i) => mean[i]! + sigma * value));
    },
    tell(values) {
      const worth = values.map((value) => (Number.isFinite(value) ? value : Infinity));
      const order = [...steps.keys()].sort((a, b) => worth[a]! - worth[b]! || a - b);
      const sorted = order.map((k) => steps[k]!);
      const move = mean.map((_, i) => weights.slice(0, mu).reduce((sum, weight, k) => sum + weight * sorted[k]![i]!, 0));
      mean = mean.map((value, i) => value + sigma * move[i]!);
      const white = whitened(move);
      pathSigma = pathSigma.map((value, i) => (1 - cSigma) * value + Math.sqrt(cSigma * (2 - cSigma) * muEff) * white[i]!);
      const length = Math.sqrt(dot(pathSigma, pathSigma));
      generation++;
      // The path of the covariance stands still while the step size grows fast.
      const calm = length / Math.sqrt(1 - (1 - cSigma) ** (2 * generation)) < (1.4 + 2 / (n + 1)) * chiN ? 1 : 0;
      pathC = pathC.map((value, i) => (1 - cC) * value + calm * Math.sqrt(cC * (2 - cC) * muEff) * move[i]!);
      // Steps that count against are brought to the length they would have where all directions are alike.
      const scaled = weights.map((weight, k) => {
        if (weight >= 0) return weight;
        const y = whitened(sorted[k]!);
        return (weight * n) / Math.max(1e-300, dot(y, y));
      });
      const total = weights.reduce((sum, weight) => sum + weight, 0);
      const lost = (1 - calm) * cC * (2 - cC);
      covariance = covariance.map((row, i) =>
        row.map(
          (value, j) =>
            (1 + c1 * lost - c1 - cMu * total) * value +
            c1 * pathC[i]! * pathC[j]! +
            cMu * scaled.reduce((sum, weight, k) => sum + weight * sorted[k]![i]! * sorted[k]![j]!, 0),
        ),
      );
      sigma *= exp((cSigma / dSigma) * (length / chiN - 1));
      ({ vectors, lengths } = axesOf(covariance));
    },
  };
}

/** Table 1 of the tutorial. Weights are those of all λ ranks, the last ones negative. */
function constantsOf(n: number, lambda: number) {
  const raw = Array.from({ length: lambda }, (_, i) => log((lambda + 1) / 2) - log(i + 1));
  const mu = Math.floor(lambda / 2);
  const [best, rest] = [raw.slice(0, mu), raw.slice(mu)];
  const muEff = effective(best);
  const muEffRest = effective(rest);
  const c1 = 2 / ((n + 1.3) ** 2 + muEff);
  const cMu = Math.min(1 - c1, (2 * (0.25 + muEff + 1 / muEff - 2)) / ((n + 2) ** 2 + muEff));
  const least = Math.min(1 + c1 / cMu, 1 + (2 * muEffRest) / (muEff + 2), (1 - c1 - cMu) / (n * cMu));
  const positive = raw.reduce((sum, weight) => sum + Math.max(0, weight), 0);
  const negative = raw.reduce((sum, weight) => sum + Math.max(0, -weight), 0);
  const weights = raw.map((weight) => (weight >= 0 ? weight / positive : (least * weight) / negative));
  const cSigma = (muEff + 2) / (n + muEff + 5);
  const dSigma = 1 + 2 * Math.max(0, Math.sqrt((muEff - 1) / (n + 1)) - 1) + cSigma;
  const cC = (4 + muEff / n) / (n + 4 + (2 * muEff) / n);
  /** Expected length of a vector of n standard normals. */
  const chiN = Math.sqrt(n) * (1 - 1 / (4 * n) + 1 / (21 * n * n));
  return { weights, mu, muEff, cSigma, dSigma, cC, c1, cMu, chiN };
}

const effective = (weights: readonly number[]): number => {
  const sum = weights.reduce((a, b) => a + b, 0);
  const squares = weights.reduce((a, b) => a + b * b, 0);
  return squares > 0 ? (sum * sum) / squares : 0;
};

const dot = (a: readonly number[], b: readonly number[]): number => a.reduce((sum, value, i) => sum + value * b[i]!, 0);
const identity = (n: number): number[][] => Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => (i === j ? 1 : 0)));

/** Principal axes of the sampling ellipsoid and the standard deviations along them, in units of the step size. */
function axesOf(covariance: readonly (readonly number[])[]): { vectors: number[][]; lengths: number[] } {
  const { values, vectors } = symmetricEigen(covariance);
  const largest = Math.max(...values);
  return { vectors, lengths: values.map((value) => Math.sqrt(Math.max(value, 1e-20 * largest, 1e-300))) };
}
