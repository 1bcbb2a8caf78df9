import type { Channels } from "../define/detector";
import type { SegmentCost } from "./segment-cost";

/** Median of the Euclidean distances between samples that are not equal: the usual width of the kernel. Of at most 1000 samples, evenly taken. */
export function medianDistance(channels: Channels): number {
  const n = channels[0]!.length;
  const stride = Math.max(1, Math.ceil(n / 1000));
  const distances: number[] = [];
  for (let i = 0; i < n; i += stride) for (let j = 0; j < i; j += stride) distances.push(Math.sqrt(squaredDistance(channels, i, j)));
  const apart = Float64Array.from(distances.filter((distance) => distance > 0)).sort();
  return apart[apart.length >> 1] ?? 0;
}

function squaredDistance(channels: Channels, i: number, j: number): number {
  let sum = 0;
  for (const channel of channels) sum += (channel[i]! - channel[j]!) ** 2;
  return sum;
}

/**
 * Scatter of a segment about its mean in the space of a Gaussian kernel `exp(−|x − y|²/(2h²))`: the sum of k(x, x), less the sum of the segment's block of
 * the Gram matrix over its length. Blocks come in O(1) from cumulative sums of the matrix, n² numbers of 8 bytes.
 * Arlot, Celisse, Harchaoui 2019, JMLR 20:162.
 * @param width h, above 0, in the unit of the channels.
 */
export function kernelCost(channels: Channels, width: number): SegmentCost {
  const n = channels[0]!.length;
  const row = n + 1;
  const sums = new Float64Array(row * row);
  const factor = -1 / (2 * width * width);
  for (let i = 0; i < n; i++) {
    let along = 0;
    for (let j = 0; j < n; j++) {
      along += Math.exp(factor * squaredDistance(channels, i, j));
      sums[(i + 1) * row + j + 1] = sums[i * row + j + 1]! + along;
    }
  }
  return {
    kind: "kernel",
    n,
    of(from, to) {
      const block = sums[to * row + to]! - sums[from * row + to]! - sums[to * row + from]! + sums[from * row + from]!;
      return Math.max(0, to - from - block / (to - from));
    },
  };
}
