import { defineAggregator } from "../../define/aggregator";
import { byCoordinate, checkTolerance, checkUpdates } from "../updates";

/** The mean of each coordinate without its `attackers` smallest and largest values. */
export const trimmedMean = defineAggregator({
  id: "trimmed-mean",
  title: "Trimmed mean",
  source: "Yin, Chen, Ramchandran and Bartlett 2018, ICML, PMLR 80:5650",
  help: "The mean of each coordinate after as many values as there may be attackers are dropped at either end.",
  formula: "\\frac{1}{n-2f}\\sum_{i=f+1}^{n-f} g_{(i),d}",
  params: {},
  tolerates: (clients) => Math.ceil(clients / 2) - 1,
  tolerance: "values are dropped at both ends, and one must be left.",
  aggregate(updates, attackers) {
    checkUpdates(updates);
    checkTolerance(trimmedMean, trimmedMean.tolerates(updates.length), attackers);
    const value = byCoordinate(updates, (sorted) => {
      let sum = 0;
      for (let i = attackers; i < sorted.length - attackers; i++) sum += sorted[i]!;
      return sum / (sorted.length - 2 * attackers);
    });
    return { value };
  },
});
