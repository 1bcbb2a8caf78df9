import { undefinedBecause } from "../define/metric";
import { firstNonFinite, isConstant, spanOf } from "./finite";

/** Beyond this, differences and their sums leave the range of numbers. */
const widest = 1e300;

/** Why a series cannot be measured; where it is too short, how many samples would be enough. */
export interface Refusal {
  value: null;
  reason: string;
  detail?: { leastLength: number };
}

/** Why a series of which at least `least` samples are asked cannot be measured; null where it can. */
export function unusable(series: ArrayLike<number>, least: number, why: string): Refusal | null {
  const bad = firstNonFinite(series);
  if (bad >= 0) return undefinedBecause(`sample ${bad} is not a finite number`);
  if (series.length < least)
    return { ...undefinedBecause(`${series.length} samples are too few: ${why} needs at least ${least}`), detail: { leastLength: least } };
  if (isConstant(series)) return undefinedBecause("the series is constant");
  return spanOf(series) > widest ? undefinedBecause(`its values span more than ${widest}: divide the series first`) : null;
}

/** Mean 0 and standard deviation 1, whatever the size of the values: no square of them overflows. The series may not be constant. */
export function standardised(series: ArrayLike<number>): Float64Array {
  const n = series.length;
  let [low, high] = [Infinity, -Infinity];
  for (let i = 0; i < n; i++) {
    low = Math.min(low, series[i]! / 2);
    high = Math.max(high, series[i]! / 2);
  }
  const unit = Float64Array.from(series, (x) => (x / 2 - low) / (high - low));
  let mean = 0;
  for (const x of unit) mean += x / n;
  let square = 0;
  for (const x of unit) square += (x - mean) ** 2 / n;
  const deviation = Math.sqrt(square);
  return unit.map((x) => (x - mean) / deviation);
}
