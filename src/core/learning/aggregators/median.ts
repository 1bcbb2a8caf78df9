import { defineAggregator } from "../../define/aggregator";
import { byCoordinate, checkTolerance, checkUpdates } from "../updates";

/** The median of each coordinate; of an even number of values the mean of the middle two. */
export const median = defineAggregator({
  id: "median",
  title: "Coordinate-wise median",
  source: "Yin, Chen, Ramchandran and Bartlett 2018, ICML, PMLR 80:5650",
  help: "The middle value of each coordinate: it stays among the honest values while attackers are fewer than half.",
  formula: "\\operatorname{med}_i\\, g_{i,d}",
  params: {},
  tolerates: (clients) => Math.ceil(clients / 2) - 1,
  tolerance: "the honest must be more than half.",
  aggregate(updates, attackers) {
    checkUpdates(updates);
    checkTolerance(median, median.tolerates(updates.length), attackers);
    return { value: byCoordinate(updates, middle) };
  },
});

/** The median of sorted values. */
export function middle(sorted: ArrayLike<number>): number {
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half]! : 0.5 * (sorted[half - 1]! + sorted[half]!);
}
