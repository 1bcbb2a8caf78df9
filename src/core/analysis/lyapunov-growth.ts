import { undefinedBecause, type MetricResult } from "../define/metric";

/** What the plot of the running estimate needs. Times in the model's unit, from the start of the run. */
export type LyapunovDetail = {
  /** End of each burst that counts. */
  times: number[];
  /** Exponent from the first burst that counts to each of these times. */
  running: number[];
  /** ln(distance / initial distance) of each burst that counts. */
  growth: number[];
  standardError: number | null;
  /** Steps between renormalisations. */
  burst: number;
  /** Distance to which the twin is brought back, in the fields' units. */
  distance: number;
  /** Time over which the twin turned to the direction of fastest growth, which does not count. */
  aligned: readonly [number, number];
  method: string;
  dt: number;
};

export type LyapunovResult = MetricResult<LyapunovDetail>;

/** Blocks whose means give the standard error. */
const blocks = 10;

/** What of a twin run counts: growth of the distance, burst by burst. */
export class Growth {
  /** ln(distance / distance before) of each burst. */
  readonly bursts: number[] = [];
  /** When each ended. */
  readonly ends: number[] = [];
  /** Sum of all up to each, and the time they took. */
  private readonly sums: number[] = [];
  private readonly elapsed: number[] = [];

  add(growth: number, end: number, duration: number): void {
    this.bursts.push(growth);
    this.ends.push(end);
    this.sums.push((this.sums.at(-1) ?? 0) + growth);
    this.elapsed.push((this.elapsed.at(-1) ?? 0) + duration);
  }

  /** Exponent over all; null before anything counts. */
  exponent(): number | null {
    return this.bursts.length === 0 ? null : this.between(0, this.bursts.length);
  }

  /** Exponent from the first burst to each. */
  running(): number[] {
    return this.sums.map((sum, i) => sum / this.elapsed[i]!);
  }

  /** Standard error of the exponent from blocks of neighbouring bursts, which are longer than their memory; null for too few. */
  standardError(): number | null {
    return this.bursts.length < 2 * blocks ? null : errorOfMean(this.blockMeans());
  }

  /**
   * Whether both halves of the time differ by more than their blocks scatter, and than rounding. The scatter of the later half alone: a
   * slow approach to the exponent scatters the earlier. Of stationary runs, one in sixty is taken for one that drifts (t of 4 degrees).
   */
  hasDrifted(): boolean {
    const means = this.blockMeans();
    const [early, late] = [means.slice(0, blocks / 2), means.slice(blocks / 2)];
    const [before, after] = [meanOf(early), meanOf(late)];
    return Math.abs(before - after) > 4 * Math.SQRT2 * errorOfMean(late) + 1e-5 * (Math.abs(before) + Math.abs(after));
  }

  private blockMeans(): number[] {
    const edges = Array.from({ length: blocks + 1 }, (_, i) => Math.round((i * this.bursts.length) / blocks));
    return edges.slice(1).map((end, i) => this.between(edges[i]!, end));
  }

  /** Exponent over the bursts `first … end − 1`. */
  private between(first: number, end: number): number {
    const [sum, time] = first === 0 ? [0, 0] : [this.sums[first - 1]!, this.elapsed[first - 1]!];
    return (this.sums[end - 1]! - sum) / (this.elapsed[end - 1]! - time);
  }
}

/** The exponent with its interval and what should be known about it. @param warnings from the run itself. */
export function lyapunovResult(
  growth: Growth,
  facts: Pick<LyapunovDetail, "burst" | "distance" | "aligned" | "method" | "dt">,
  warnings: readonly string[],
): LyapunovResult {
  const value = growth.exponent();
  if (value === null) return undefinedBecause(["no burst of steps could be measured; take more steps", ...warnings].join("; "));
  const standardError = growth.standardError();
  const doubts =
    standardError === null
      ? [`fewer than ${2 * blocks} renormalisations count, too few for a standard error; take more steps`]
      : growth.hasDrifted()
        ? ["not converged: both halves of the time give exponents that differ by more than they scatter; take more steps or a longer transient"]
        : [];
  const all = [...warnings, ...doubts];
  return {
    value,
    ...(standardError !== null && { interval: [value - 2 * standardError, value + 2 * standardError] as const }),
    range: [facts.aligned[1], growth.ends.at(-1)!],
    ...(all.length > 0 && { warnings: all }),
    detail: { times: growth.ends, running: growth.running(), growth: growth.bursts, standardError, ...facts },
  };
}

const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value / values.length, 0);

function errorOfMean(values: readonly number[]): number {
  const mean = meanOf(values);
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return Math.sqrt(squares / (values.length - 1) / values.length);
}
