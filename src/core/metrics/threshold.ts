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
  const at = orderStatistics(
    values,
    range,
    ranks.flatMap((rank) => [Math.floor(rank), Math.ceil(rank)]),
  );
  return ranks.map((rank) => {
    const low = at.get(Math.floor(rank))!;
    return low + (rank - Math.floor(rank)) * (at.get(Math.ceil(rank))! - low);
  });
}

const selectionBins = 4096;

/** The values of given ranks among the finite ones, 0 the smallest: sorts only the bins of a histogram in which they lie. */
function orderStatistics(values: ArrayLike<number>, { min, max }: { min: number; max: number }, ranks: readonly number[]): Map<number, number> {
  const perUnit = selectionBins / (max - min);
  const scale = Number.isFinite(perUnit) ? perUnit : 0;
  const binOf = (value: number) => Math.min(selectionBins - 1, Math.floor((value - min) * scale));
  const counts = new Uint32Array(selectionBins);
  for (let i = 0; i < values.length; i++) if (Number.isFinite(values[i])) counts[binOf(values[i]!)]!++;
  const wanted = new Map<number, { below: number; members: number[] }>();
  for (const rank of ranks) {
    let [bin, below] = [0, 0];
    while (below + counts[bin]! <= rank) below += counts[bin++]!;
    wanted.set(bin, { below, members: [] });
  }
  for (let i = 0; i < values.length; i++) if (Number.isFinite(values[i])) wanted.get(binOf(values[i]!))?.members.push(values[i]!);
  const found = new Map<number, number>();
  for (const { below, members } of wanted.values()) {
    members.sort((a, b) => a - b);
    for (const rank of ranks) if (rank >= below && rank < below + members.length) found.set(rank, members[rank - below]!);
  }
  return found;
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
