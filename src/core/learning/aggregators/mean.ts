import { defineAggregator } from "../../define/aggregator";
import { checkUpdates, meanOf } from "../updates";

/** The plain mean of FedAvg with equal weights. It takes any number of attackers, so that one can see what they do to it. */
export const mean = defineAggregator({
  id: "mean",
  title: "Mean",
  source: "McMahan, Moore, Ramage, Hampson and Agüera y Arcas 2017, AISTATS, PMLR 54:1273",
  help: "The mean of all updates: the best of all rules while everybody is honest, and led anywhere by one who is not.",
  formula: "\\frac{1}{n}\\sum_{i=1}^{n} g_i",
  params: {},
  tolerates: () => 0,
  tolerance: "one attacker alone moves the mean anywhere.",
  aggregate(updates) {
    checkUpdates(updates);
    return { value: meanOf(updates) };
  },
});
