import type { Channels } from "../define/detector";
import { isConstant } from "../series/finite";
import { fitLine } from "../series/line-fit";
import { median } from "../series/median";
import { fitFirstOrder } from "../series/surrogates";
import { standardised } from "../series/usable";
import { pelt } from "./pelt";

/** A spread needs this many samples on both sides. */
const shortestSpread = 10;

/**
 * Where the spread of a series changes, its level and memory staying: steps in the root of the absolute innovation of a first-order autoregression about a
 * straight line. The root makes what heavy tails do to a variance small: on Student's t with 3 degrees of freedom it divides about one series in a hundred.
 * Rousseeuw, Hubert 2011, doi:10.1002/widm.2, on powers of absolute deviations as robust scale.
 * @returns first samples of the new regimes.
 */
export function spreadChanges(channels: Channels): number[] {
  const roots = channels.filter((channel) => !isConstant(channel)).map(rootsOfInnovations);
  const varying = roots.filter((channel) => channel.length >= 2 * shortestSpread && !isConstant(channel));
  if (varying.length === 0) return [];
  return pelt.detect(varying, { minLength: shortestSpread, trend: "none" }).changePoints.map((point) => point + 1);
}

/** One fewer than the samples: entry i belongs to sample i + 1. */
function rootsOfInnovations(channel: Float64Array): Float64Array {
  const unit = standardised(channel);
  const { slope, intercept } = fitLine([...unit.keys()], [...unit]);
  const level = unit.map((x, t) => x - intercept - slope * t);
  // A straight line leaves rounding errors alone.
  if (level.every((x) => Math.abs(x) < 1e-9)) return new Float64Array(0);
  const { memory } = fitFirstOrder(level);
  const innovations = level.subarray(1).map((x, t) => x - memory * level[t]!);
  const middle = median(innovations);
  return innovations.map((e) => Math.sqrt(Math.abs(e - middle)));
}
