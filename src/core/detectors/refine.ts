import { sumOfCosts, meanCost } from "./segment-cost";
import type { Channels } from "../define/detector";

/**
 * Steps that were found on means of blocks, moved within their block's reach to where the samples themselves are best divided, one after the other, each
 * between its neighbours.
 * @param within samples that a change may move to either side.
 */
export function refineSteps(channels: Channels, changePoints: readonly number[], within: number): number[] {
  const cost = sumOfCosts(channels.map(meanCost));
  const refined = [...changePoints];
  refined.forEach((around, i) => {
    const [from, to] = [refined[i - 1] ?? 0, refined[i + 1] ?? cost.n];
    let [best, least] = [around, Infinity];
    for (let at = Math.max(from + 1, around - within); at <= Math.min(to - 1, around + within); at++) {
      const total = cost.of(from, at) + cost.of(at, to);
      if (total < least) [best, least] = [at, total];
    }
    refined[i] = best;
  });
  return refined;
}
