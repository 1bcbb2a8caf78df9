import type { Field, Mask } from "../define/metric";

/** Smallest and largest finite value, and how many values are not finite; null when none is finite. */
export function finiteRange(values: ArrayLike<number>): { min: number; max: number; notFinite: number } | null {
  let [min, max, notFinite] = [Infinity, -Infinity, 0];
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (!Number.isFinite(value)) {
      notFinite++;
      continue;
    }
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return min <= max ? { min, max, notFinite } : null;
}

/** Counts in equal bins over the finite range. */
export interface Histogram {
  /** `counts.length + 1` edges, ascending. */
  edges: number[];
  counts: number[];
}

/** Histogram of the finite values; null when there are none. A constant array gets one bin of width 1 around its value. */
export function histogram(values: ArrayLike<number>, bins: number): Histogram | null {
  const range = finiteRange(values);
  if (!range) return null;
  const { min, max } = range;
  if (min === max) return { edges: [min - 0.5, min + 0.5], counts: [values.length - range.notFinite] };
  const width = (max - min) / bins;
  const counts = new Array<number>(bins).fill(0);
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (Number.isFinite(value)) counts[Math.min(bins - 1, Math.floor((value - min) / width))]!++;
  }
  return { edges: Array.from({ length: bins + 1 }, (_, k) => (k === bins ? max : min + k * width)), counts };
}

/**
 * The threshold that parts the finite values into the two classes with the largest variance between them (Otsu 1979, IEEE
 * Trans. SMC 9:62, doi:10.1109/TSMC.1979.4310076). Where a run of thresholds is equally good, as between the levels of a
 * two-level array, it is the middle of the run. Null when all values are equal or none is finite.
 */
export function otsu(values: ArrayLike<number>, bins = 256): number | null {
  const bars = histogram(values, bins);
  if (!bars || bars.counts.length === 1) return null;
  const { counts, edges } = bars;
  const total = counts.reduce((a, b) => a + b, 0);
  const moment = counts.reduce((sum, count, k) => sum + k * count, 0);
  let [below, momentBelow, best, first, last] = [0, 0, -1, 0, 0];
  for (let k = 0; k < counts.length - 1; k++) {
    below += counts[k]!;
    momentBelow += k * counts[k]!;
    const between = (moment * below - momentBelow * total) ** 2 / (below * (total - below));
    if (between > best * (1 + 1e-12)) [best, first, last] = [between, k, k];
    else if (counts[k] === 0 && last === k - 1) last = k;
  }
  return (edges[first + 1]! + edges[last + 1]!) / 2;
}

/**
 * Quantiles of the finite values, interpolated linearly between order statistics (type 7 of Hyndman and Fan 1996,
 * doi:10.1080/00031305.1996.10473566). Null when there are none.
 * @param shares each in [0, 1].
 */
export function quantiles(values: ArrayLike<number>, shares: readonly number[]): number[] | null {
  const range = finiteRange(values);
  if (!range) return null;
  const last = values.length - range.notFinite - 1;
  const ranks = shares.map((share) => share * last);
  // Both ends are known; adding 0 turns −0 into 0, which it equals.
  const at = new Map([
    [0, range.min + 0],
    [last, range.max + 0],
  ]);
  const wanted = [...new Set(ranks.flatMap((rank) => [Math.floor(rank), Math.ceil(rank)]))].filter((rank) => !at.has(rank));
  if (wanted.length > 0) {
    const finite = new Float64Array(last + 1);
    for (let i = 0, k = 0; k < finite.length; i++) if (Number.isFinite(values[i]!)) finite[k++] = values[i]! + 0;
    orderStatistics(finite, range, wanted, (rank, value) => at.set(rank, value));
  }
  return ranks.map((rank) => {
    const low = at.get(Math.floor(rank))!;
    return low + (rank - Math.floor(rank)) * (at.get(Math.ceil(rank))! - low);
  });
}

/** Fewer values than this are sorted. */
const sortedAtOnce = 2048;
const buckets = 1 << 16;

/**
 * Tells the values of given ranks, 0 the smallest: counts the values in buckets of equal width, and looks further only into those that hold a wanted
 * rank. Where these hold many values, as where a few far ones leave all others in one bucket, radix selection goes on.
 */
function orderStatistics(
  values: Float64Array,
  { min, max }: { min: number; max: number },
  ranks: readonly number[],
  tell: (rank: number, value: number) => void,
): void {
  const scale = (buckets - 1) / (max - min);
  // Of a range too wide or too narrow for its inverse, and of few values, radix selection alone does it.
  if (values.length <= sortedAtOnce || ranks.length > 255 || !(scale > 0) || !Number.isFinite(scale)) return byRadix(values, ranks, tell);
  const keys = new Uint16Array(values.length);
  const counts = new Uint32Array(buckets);
  // Rounding keeps the order: a larger value never has a smaller key.
  for (let i = 0; i < keys.length; i++) {
    const key = Math.floor((values[i]! - min) * scale);
    keys[i] = key;
    counts[key]!++;
  }
  const wanted: { members: Float64Array; first: number; ranks: number[] }[] = [];
  /** For each bucket 0, or its place among the wanted ones from 1. */
  const places = new Uint8Array(buckets);
  let [key, first] = [0, 0];
  for (const rank of [...ranks].sort((a, b) => a - b)) {
    while (first + counts[key]! <= rank) first += counts[key++]!;
    if (places[key] === 0) places[key] = wanted.push({ members: new Float64Array(counts[key]!), first, ranks: [] });
    wanted[places[key]! - 1]!.ranks.push(rank);
  }
  for (const [i, { members, first: below, ranks: within }] of wanted.entries()) {
    for (let at = 0, k = 0; k < members.length; at++) if (places[keys[at]!] === i + 1) members[k++] = values[at]!;
    byRadix(members, within, tell, 0, below);
  }
}

/**
 * Tells the values of given ranks, 0 the smallest, by radix selection: counts the values by the 16 highest bits of the number, then those
 * that share them with a wanted rank by the next 16, and so on. The bits of doubles are ordered as the numbers are, those
 * of negative ones in reverse, so no distribution of the values makes it slow.
 */
function byRadix(values: Float64Array, ranks: readonly number[], tell: (rank: number, value: number) => void, level = 0, below = 0): void {
  if (values.length <= sortedAtOnce || level === 4) {
    values.sort();
    for (const rank of ranks) tell(rank, values[rank - below]!);
    return;
  }
  const words = new Uint32Array(values.buffer, values.byteOffset, 2 * values.length);
  const [word, shift] = [level < 2 ? 1 : 0, level % 2 === 0 ? 16 : 0];
  const keys = new Uint16Array(values.length);
  const counts = new Uint32Array(1 << 16);
  const flip = level === 0 ? 0x80000000 : 0;
  for (let i = 0; i < keys.length; i++) {
    const bits = words[2 * i + word]!;
    keys[i] = (words[2 * i + 1]! >>> 31 ? ~bits : bits ^ flip) >>> shift;
    counts[keys[i]!]!++;
  }
  let [key, first] = [0, below];
  for (let left = [...ranks].sort((a, b) => a - b); left.length > 0;) {
    while (first + counts[key]! <= left[0]!) first += counts[key++]!;
    const members = new Float64Array(counts[key]!);
    for (let i = 0, k = 0; k < members.length; i++) if (keys[i] === key) members[k++] = values[i]!;
    const next = first + members.length;
    byRadix(members, left.filter((rank) => rank < next), tell, level + 1, first); // prettier-ignore
    left = left.filter((rank) => rank >= next);
  }
}

/**
 * The cells whose value is above the threshold, strictly. What is not a number is never part of the set.
 * @param inside 1 for each cell that may belong to it; null when all may.
 */
export function maskAbove({ shape, values }: Field, threshold: number, inside: Uint8Array | null = null): Mask {
  const cells = new Uint8Array(values.length);
  for (let i = 0; i < cells.length; i++) if (values[i]! > threshold && inside?.[i] !== 0) cells[i] = 1;
  return { shape, cells };
}

/** Number of set cells. */
export function cellsIn({ cells }: Mask): number {
  let count = 0;
  for (const cell of cells) if (cell !== 0) count++;
  return count;
}
