import type { Channels } from "../define/detector";

/** Where two parts of a segment differ most, and by how much; 0 where no cut leaves both sides their minimum length. */
export interface Divergence {
  at: number;
  statistic: number;
}

/** Euclidean distances between all samples, row after row. */
export function distancesOf(channels: Channels): Float64Array {
  const n = channels[0]!.length;
  const distances = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      let sum = 0;
      for (const channel of channels) sum += (channel[i]! - channel[j]!) ** 2;
      distances[i * n + j] = distances[j * n + i] = Math.sqrt(sum);
    }
  }
  return distances;
}

/**
 * The cut of a sequence of samples whose sides have the greatest energy distance, scaled by `m k/(m + k)` for sides of m and k: with exponent 1 that is
 * 0 in the limit only where both sides have one distribution. Sums are carried from cut to cut: O(l²) for l samples.
 * @param order indices of the samples in the order in which they are to stand.
 */
export function greatestDivergence(distances: Float64Array, n: number, order: Int32Array, minLength: number): Divergence {
  const l = order.length;
  let [within, beyond, between] = [0, 0, 0];
  for (let a = 1; a < l; a++) for (let b = 0; b < a; b++) beyond += distances[order[a]! * n + order[b]!]!;
  let best: Divergence = { at: 0, statistic: 0 };
  for (let cut = 1; cut <= l - minLength; cut++) {
    // The sample before the cut goes from the right side to the left one.
    const row = order[cut - 1]! * n;
    let [toLeft, toRight] = [0, 0];
    for (let b = 0; b < cut - 1; b++) toLeft += distances[row + order[b]!]!;
    for (let b = cut; b < l; b++) toRight += distances[row + order[b]!]!;
    within += toLeft;
    beyond -= toRight;
    between += toRight - toLeft;
    if (cut < minLength) continue;
    const [m, k] = [cut, l - cut];
    const apart = (2 * between) / (m * k) - (m > 1 ? (2 * within) / (m * (m - 1)) : 0) - (k > 1 ? (2 * beyond) / (k * (k - 1)) : 0);
    const statistic = ((m * k) / (m + k)) * apart;
    if (statistic > best.statistic) best = { at: cut, statistic };
  }
  return best;
}
