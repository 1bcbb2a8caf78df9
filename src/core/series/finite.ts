import { WorkbenchError } from "../errors";

/**
 * @param channel named in the error's path where there are several.
 * @throws WorkbenchError `data/not-finite` naming the first sample that is not a finite number.
 */
export function refuseNonFinite(series: ArrayLike<number>, channel?: number): void {
  for (let i = 0; i < series.length; i++) {
    const value = series[i]!;
    if (Number.isFinite(value)) continue;
    throw new WorkbenchError(
      "data/not-finite",
      channel === undefined ? ["values", i] : ["values", channel, i],
      `${value} is not a finite number. Remove the sample, or leave it empty to have it interpolated.`,
    );
  }
}

/** Index of the first sample that is not a finite number, or −1. */
export function firstNonFinite(series: ArrayLike<number>): number {
  for (let i = 0; i < series.length; i++) if (!Number.isFinite(series[i])) return i;
  return -1;
}

/** True when no sample differs from another by more than rounding, a trillionth of the largest; true for an empty series. */
export function isConstant(series: ArrayLike<number>): boolean {
  let low = Infinity;
  let high = -Infinity;
  for (let i = 0; i < series.length; i++) {
    low = Math.min(low, series[i]!);
    high = Math.max(high, series[i]!);
  }
  return !(high - low > 1e-12 * Math.max(Math.abs(low), Math.abs(high)));
}

/** Greatest less least value; Infinity where that is no number, −Infinity for an empty series. */
export function spanOf(series: ArrayLike<number>): number {
  let [low, high] = [Infinity, -Infinity];
  for (let i = 0; i < series.length; i++) {
    low = Math.min(low, series[i]!);
    high = Math.max(high, series[i]!);
  }
  return high - low;
}

/**
 * Mean and standard deviation (over n, not n − 1) of `[from, to)`, in two passes and relative to the first sample, so that an offset costs no digits.
 * Where squares would overflow or vanish, the same in units of the greatest difference.
 */
export function meanAndDeviation(series: ArrayLike<number>, from = 0, to = series.length): { mean: number; deviation: number } {
  const n = to - from;
  const first = series[from] ?? 0;
  let excess = 0;
  for (let i = from; i < to; i++) excess += series[i]! - first;
  const mean = first + excess / n;
  let square = 0;
  for (let i = from; i < to; i++) square += (series[i]! - mean) ** 2;
  return n === 0 || (square > 1e-250 && square < 1e250) ? { mean, deviation: Math.sqrt(square / n) } : inUnits(series, from, to);
}

/** The same for values of which the squares are no ordinary numbers. Differences are halved, which keeps them finite. */
function inUnits(series: ArrayLike<number>, from: number, to: number): { mean: number; deviation: number } {
  const n = to - from;
  const first = series[from]!;
  const half = (i: number) => series[i]! / 2 - first / 2;
  let unit = 0;
  for (let i = from; i < to; i++) unit = Math.max(unit, Math.abs(half(i)));
  if (unit === 0) return { mean: first, deviation: 0 };
  let mean = 0;
  for (let i = from; i < to; i++) mean += half(i) / unit / n;
  let square = 0;
  for (let i = from; i < to; i++) square += (half(i) / unit - mean) ** 2;
  return { mean: 2 * (first / 2 + unit * mean), deviation: 2 * unit * Math.sqrt(square / n) };
}
