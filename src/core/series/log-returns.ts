import { WorkbenchError } from "../errors";

/**
 * Increments of the logarithm: what a price gained or lost, relative to itself, from each sample to the next.
 * @param prices above 0, at least two. @returns one value fewer; entry i belongs to sample i + 1.
 * @throws WorkbenchError `data/unreadable` naming the first sample that is not above 0.
 */
export function logReturns(prices: ArrayLike<number>): Float64Array<ArrayBuffer> {
  if (prices.length < 2) throw new WorkbenchError("data/empty", ["values"], `${prices.length} samples have no returns: at least two are needed`);
  for (let i = 0; i < prices.length; i++) {
    if (prices[i]! > 0) continue;
    throw new WorkbenchError(
      "data/unreadable",
      ["values", i],
      `${prices[i]} has no logarithm: returns need prices above 0. Choose the column of prices, or use it as it is`,
    );
  }
  return Float64Array.from({ length: prices.length - 1 }, (_, i) => Math.log(prices[i + 1]! / prices[i]!));
}
