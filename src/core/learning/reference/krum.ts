import { WorkbenchError } from "../../errors";
import { NumpyGenerator } from "../../field/numpy-random";

const f32 = Math.fround;

/** Distances of the reference: Euclidean, not squared, of single precision. */
function distance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let d = 0; d < a.length; d++) sum += f32(a[d]! - b[d]!) ** 2;
  return f32(Math.sqrt(sum));
}

/**
 * `krum_select` of MFN v4.1 (fault F14: its distances are not squared, and nothing checks 2f + 2 < n).
 * @returns the index of the first smallest score, and the scores.
 */
export function referenceKrumSelect(gradients: readonly ArrayLike<number>[], attackers: number): { index: number; scores: number[] } {
  const n = gradients.length;
  if (n === 0) throw new WorkbenchError("data/empty", ["gradients"], "No gradients provided");
  if (n === 1) return { index: 0, scores: [0] };
  const neighbours = Math.max(1, n - attackers - 2);
  const scores = gradients.map((one) => {
    const sorted = gradients.map((other) => distance(one, other)).sort((a, b) => a - b);
    return sorted.slice(1, neighbours + 1).reduce((sum, value) => f32(sum + value), 0);
  });
  return { index: scores.indexOf(Math.min(...scores)), scores };
}

export interface ReferenceAggregation {
  numClusters: number;
  byzantineFraction: number;
  sampleFraction: number;
}

const defaults: ReferenceAggregation = { numClusters: 100, byzantineFraction: 0.2, sampleFraction: 0.1 };
/** More clients than this are sampled. */
const sampledAbove = 1000;
const krumShare = 0.7;

/**
 * `HierarchicalKrumAggregator.aggregate` of MFN v4.1 with `default_rng(seed)`: Krum in random clusters, then 0.7 Krum + 0.3 lower median over
 * what they chose. Kept for comparison; `hierarchicalKrum` states and checks its tolerance.
 * @param gradients values as the reference holds them, of single precision.
 * @throws WorkbenchError where the reference raises ValueError.
 */
export function referenceAggregate(
  gradients: readonly ArrayLike<number>[],
  given: Partial<ReferenceAggregation> = {},
  rng = new NumpyGenerator(42),
): Float32Array<ArrayBuffer> {
  const { numClusters, byzantineFraction, sampleFraction } = { ...defaults, ...given };
  if (numClusters < 1) throw refused("num_clusters", numClusters, "must be >= 1");
  if (!(byzantineFraction >= 0 && byzantineFraction < 0.5)) throw refused("byzantine_fraction", byzantineFraction, "must be in [0, 0.5)");
  if (!(sampleFraction > 0 && sampleFraction <= 1)) throw refused("sample_fraction", sampleFraction, "must be in (0, 1]");
  if (gradients.length === 0) throw new WorkbenchError("data/empty", ["gradients"], "No gradients to aggregate");

  const all = gradients.length;
  const taken =
    all > sampledAbove ? Array.from(rng.choiceWithoutReplacement(all, Math.floor(all * sampleFraction)), (i) => gradients[i]!) : gradients;
  const clusters = Math.min(numClusters, taken.length);
  const labels = new Int32Array(taken.length);
  rng.fillIntegers(labels, 0, clusters);
  const attackersAmong = (n: number) => Math.max(1, Math.floor(n * byzantineFraction));
  const choose = (members: readonly ArrayLike<number>[]) => members[referenceKrumSelect(members, attackersAmong(members.length)).index]!;

  const words = Array.from({ length: clusters }, (_, c) => taken.filter((_, i) => labels[i] === c))
    .filter((members) => members.length > 0)
    .map(choose);
  const best = choose(words);
  return Float32Array.from({ length: best.length }, (_, d) => {
    const sorted = words.map((word) => word[d]!).sort((a, b) => a - b);
    const lowerMedian = sorted[(sorted.length - 1) >> 1]!;
    return f32(f32(f32(krumShare) * best[d]!) + f32(f32(1 - krumShare) * lowerMedian));
  });
}

const refused = (name: string, value: number, why: string) => new WorkbenchError("parameter/out-of-range", [name], `${name}=${value} ${why}`);
