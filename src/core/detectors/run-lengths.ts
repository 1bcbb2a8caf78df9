import { logGamma } from "../series/log-gamma";

/** What is believed of mean and precision of a regime before its first sample: Normal–Gamma, in the unit of the samples. */
export interface NormalGamma {
  mean: number;
  kappa: number;
  alpha: number;
  beta: number;
}

export interface RunLengthSettings {
  /** Probability that a regime ends at a sample. */
  hazard: number;
  prior: NormalGamma;
  /** Run lengths less probable than this are dropped. */
  leastProbability?: number;
}

/** Run lengths kept at most; the least probable go first, and with them, on long quiet stretches, a few thousandths of the whole. */
const mostKept = 512;

/** What is kept of each run length, shortest first. */
interface Kept {
  count: number;
  length: Int32Array;
  /** Logarithms of probabilities that sum to 1. */
  logWeight: Float64Array;
  mean: Float64Array;
  beta: Float64Array;
}

const room = (): Kept => ({
  count: 0,
  length: new Int32Array(mostKept + 1),
  logWeight: new Float64Array(mostKept + 1),
  mean: new Float64Array(mostKept + 1),
  beta: new Float64Array(mostKept + 1),
});

/**
 * Probability of each run length after each sample, by exact recursion (Adams, MacKay 2007, arXiv:0710.3742). A run length counts the samples of the
 * present regime, the newest included: the first sample begins a regime with certainty. In logarithms throughout.
 */
export class RunLengths {
  /** log P(samples so far), without what was dropped. */
  logEvidence = 0;
  private readonly settings: Required<RunLengthSettings>;
  private kept = room();
  private next = room();
  private readonly norms = new Map<number, number>();

  constructor({ leastProbability = 1e-6, ...settings }: RunLengthSettings) {
    this.settings = { leastProbability, ...settings };
  }

  /** Takes a finite sample. */
  push(x: number): void {
    const { hazard, prior } = this.settings;
    const { kept, next } = this;
    const fresh = this.logPredictive(x, 0, prior.mean, prior.beta);
    next.count = kept.count + 1;
    next.length[0] = 1;
    next.logWeight[0] = kept.count === 0 ? fresh : Math.log(hazard) + fresh;
    grow(next, 0, x, prior.mean, prior.kappa, prior.beta);
    const stay = Math.log1p(-hazard);
    for (let i = 0; i < kept.count; i++) {
      const length = kept.length[i]!;
      const [mean, beta] = [kept.mean[i]!, kept.beta[i]!];
      next.length[i + 1] = length + 1;
      next.logWeight[i + 1] = kept.logWeight[i]! + stay + this.logPredictive(x, length, mean, beta);
      grow(next, i + 1, x, mean, prior.kappa + length, beta);
    }
    const total = logSum(next);
    this.logEvidence += total;
    this.drop(next, total);
    [this.kept, this.next] = [next, kept];
  }

  /** The run lengths kept and their probabilities, shortest first; the probabilities sum to 1. */
  posterior(): { lengths: number[]; probabilities: number[] } {
    const { count, length, logWeight } = this.kept;
    return { lengths: Array.from(length.subarray(0, count)), probabilities: Array.from(logWeight.subarray(0, count), Math.exp) };
  }

  /** Leaves out what is too improbable, and makes the rest sum to 1. */
  private drop(of: Kept, total: number): void {
    const { count, logWeight } = of;
    let least = Math.log(this.settings.leastProbability) + total;
    if (count > mostKept) least = Math.max(least, logWeight.slice(0, count).sort()[count - mostKept]!);
    let to = 0;
    for (let i = 0; i < count; i++) {
      if (logWeight[i]! < least || to === mostKept) continue;
      for (const part of [of.length, of.logWeight, of.mean, of.beta]) part[to] = part[i]!;
      to++;
    }
    of.count = to;
    const rest = logSum(of);
    for (let i = 0; i < to; i++) logWeight[i]! -= rest;
  }

  /** log of Student's t with 2α degrees of freedom, at x, for a regime that holds `length` samples already. */
  private logPredictive(x: number, length: number, mean: number, beta: number): number {
    const { prior } = this.settings;
    const [kappa, alpha] = [prior.kappa + length, prior.alpha + length / 2];
    const squared = (beta * (kappa + 1)) / (alpha * kappa);
    return this.logNorm(length, alpha) - 0.5 * Math.log(squared) - (alpha + 0.5) * Math.log1p(((x - mean) * (x - mean)) / (2 * alpha * squared));
  }

  /** What depends on the run length alone; kept for those that return at every sample. */
  private logNorm(length: number, alpha: number): number {
    const known = this.norms.get(length);
    if (known !== undefined) return known;
    const norm = logGamma(alpha + 0.5) - logGamma(alpha) - 0.5 * Math.log(2 * alpha * Math.PI);
    if (this.norms.size < 16 * mostKept) this.norms.set(length, norm);
    return norm;
  }
}

/** Mean and β after one more sample. */
function grow(of: Kept, i: number, x: number, mean: number, kappa: number, beta: number): void {
  of.mean[i] = (kappa * mean + x) / (kappa + 1);
  of.beta[i] = beta + (kappa * (x - mean) * (x - mean)) / (2 * (kappa + 1));
}

function logSum({ count, logWeight }: Kept): number {
  let greatest = -Infinity;
  for (let i = 0; i < count; i++) greatest = Math.max(greatest, logWeight[i]!);
  let sum = 0;
  for (let i = 0; i < count; i++) sum += Math.exp(logWeight[i]! - greatest);
  return greatest + Math.log(sum);
}
