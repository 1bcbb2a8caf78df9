import { defineAggregator } from "../../define/aggregator";
import { num } from "../../define/params";
import { shuffled } from "../draw";
import { checkTolerance, checkUpdates } from "../updates";
import { krum } from "./krum";
import { median } from "./median";

/** Krum within clusters of clients drawn by lot, then Krum and the median over what they sent. */
export const hierarchicalKrum = defineAggregator({
  id: "hierarchical-krum",
  title: "Hierarchical Krum",
  source: "MyceliumFractalNet 4.1, HierarchicalKrumAggregator; its rule is Krum's, Blanchard et al. 2017, NeurIPS 30",
  help: "Krum in each cluster, then a mix of Krum and the median over the clusters: n²/C distances in place of n², paid for with tolerance. Every cluster reckons with the most it bears.",
  formula: "(1-w)\\,\\mathrm{Krum}\\{r_c\\} + w\\,\\operatorname{med}\\{r_c\\},\\quad r_c = \\mathrm{Krum}(c)",
  params: {
    clusters: num(10, { title: "Clusters", unit: "1", min: 1, max: 10_000, integer: true }),
    medianShare: num(0.3, { title: "Share of the median", unit: "1", min: 0, max: 1, symbol: "w" }),
    seed: num(1, { title: "Seed of the lots", unit: "1", min: 0, max: 2 ** 32 - 1, integer: true }),
  },
  tolerates(clients, { clusters = 10 } = {}) {
    const count = Math.min(clusters, clients);
    const perCluster = krum.tolerates(Math.floor(clients / count));
    // Fewer attackers than these cannot take one cluster more than the upper Krum bears, however they are spread.
    return (perCluster + 1) * (krum.tolerates(count) + 1) - 1;
  },
  tolerance: "beyond ⌊(s − 3)/2⌋ of s clients in more than ⌊(C − 3)/2⌋ of C clusters nothing is promised.",
  work: (clients, length, { clusters = 10 } = {}) => (clients ** 2 / Math.min(clusters, clients) + Math.min(clusters, clients) ** 2) * length,
  aggregate(updates, attackers, { clusters = 10, medianShare = 0.3, seed = 1 } = {}) {
    checkUpdates(updates);
    const n = updates.length;
    checkTolerance(hierarchicalKrum, hierarchicalKrum.tolerates(n, { clusters }), attackers);
    const count = Math.min(clusters, n);
    const lots = shuffled(n, seed);
    const words = Array.from({ length: count }, (_, c) => {
      const members = lots.slice(Math.floor((c * n) / count), Math.floor(((c + 1) * n) / count));
      const { chosen } = krum.aggregate(
        Array.from(members, (i) => updates[i]!),
        krum.tolerates(members.length),
      );
      return members[chosen![0]!]!;
    });
    const spoken = words.map((i) => updates[i]!);
    const upper = krum.tolerates(count);
    const { value, chosen } = krum.aggregate(spoken, upper);
    const middle = median.aggregate(spoken, 0).value;
    return { value: value.map((v, d) => (1 - medianShare) * v + medianShare * middle[d]!), chosen: [words[chosen![0]!]!] };
  },
});
