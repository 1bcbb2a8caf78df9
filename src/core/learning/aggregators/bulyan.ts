import { defineAggregator } from "../../define/aggregator";
import { krumScores, smallest } from "../krum-scores";
import { byCoordinate, checkTolerance, checkUpdates, pairDistances } from "../updates";
import { middle } from "./median";

/** Krum again and again, then a trimmed mean around the median of each coordinate. */
export const bulyan = defineAggregator({
  id: "bulyan",
  title: "Bulyan",
  source: "El Mhamdi, Guerraoui and Rouault 2018, ICML, PMLR 80:3521",
  help: "Chooses n − 2f updates by Krum, one after the other, then averages in each coordinate the n − 4f values nearest to their median: no single coordinate can be led far.",
  formula: "\\frac{1}{\\beta}\\sum_{i \\in M_d} g_{i,d},\\quad \\beta = n - 4f",
  params: {},
  tolerates: (clients) => Math.max(0, Math.floor((clients - 3) / 4)),
  tolerance: "n ≥ 4f + 3 must hold.",
  work: (clients, length) => clients ** 2 * length + clients ** 3,
  aggregate(updates, attackers) {
    checkUpdates(updates);
    const n = updates.length;
    checkTolerance(bulyan, bulyan.tolerates(n), attackers);
    const distances = pairDistances(updates);
    let left = updates.map((_, i) => i);
    const chosen: number[] = [];
    for (let k = 0; k < n - 2 * attackers; k++) {
      const [place] = smallest(krumScores(distances, n, left, Math.max(1, left.length - attackers - 2)), 1);
      chosen.push(left[place!]!);
      left = left.filter((_, i) => i !== place);
    }
    const kept = chosen.map((i) => updates[i]!);
    const value = byCoordinate(kept, (sorted) => nearestMean(sorted, middle(sorted), n - 4 * attackers));
    return { value, chosen: chosen.sort((a, b) => a - b) };
  },
});

/** Mean of the `count` values that lie nearest to a centre; of equally near ones the smaller. */
function nearestMean(sorted: Float64Array, centre: number, count: number): number {
  let from = 0;
  let to = sorted.length;
  // The nearest lie side by side: what is farther is taken off at either end.
  while (to - from > count) {
    if (centre - sorted[from]! > sorted[to - 1]! - centre) from++;
    else to--;
  }
  let sum = 0;
  for (let i = from; i < to; i++) sum += sorted[i]!;
  return sum / (to - from);
}
