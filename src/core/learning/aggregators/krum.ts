import { defineAggregator } from "../../define/aggregator";
import { krumScores, smallest } from "../krum-scores";
import { checkTolerance, checkUpdates, pairDistances } from "../updates";

/** The one update that lies closest to its neighbours. */
export const krum = defineAggregator({
  id: "krum",
  title: "Krum",
  source: "Blanchard, El Mhamdi, Guerraoui and Stainer 2017, NeurIPS 30, Machine Learning with Adversaries",
  help: "The update whose n − f − 2 nearest neighbours are nearest, by squared distance. It may be an attacker's that hides among the honest; it then lies near them.",
  formula: "\\operatorname*{arg\\,min}_{g_i} \\sum_{j \\in N_{n-f-2}(i)} \\lVert g_i - g_j \\rVert^2",
  params: {},
  tolerates: (clients) => Math.max(0, Math.ceil(clients / 2) - 2),
  tolerance: "2f + 2 < n must hold.",
  work: (clients, length) => clients ** 2 * length,
  aggregate(updates, attackers) {
    checkUpdates(updates);
    const n = updates.length;
    checkTolerance(krum, krum.tolerates(n), attackers);
    const all = updates.map((_, i) => i);
    const [best] = smallest(krumScores(pairDistances(updates), n, all, n - attackers - 2), 1);
    return { value: Float64Array.from(updates[best!]!), chosen: [best!] };
  },
});
