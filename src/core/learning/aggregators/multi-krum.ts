import { defineAggregator } from "../../define/aggregator";
import { num } from "../../define/params";
import { WorkbenchError } from "../../errors";
import { krumScores, smallest } from "../krum-scores";
import { checkTolerance, checkUpdates, meanOf, pairDistances } from "../updates";

/** The mean of the updates with the best scores of Krum. */
export const multiKrum = defineAggregator({
  id: "multi-krum",
  title: "Multi-Krum",
  source: "Blanchard, El Mhamdi, Guerraoui and Stainer 2017, NeurIPS 30, Machine Learning with Adversaries",
  help: "The mean of the m updates that Krum scores best: less noisy than Krum, as safe while m ≤ n − f − 2.",
  formula: "\\frac{1}{m}\\sum_{i \\in K_m} g_i",
  params: {
    m: num(0, {
      title: "Updates in the mean",
      unit: "1",
      min: 0,
      max: 1_000_000,
      integer: true,
      help: "0 takes n − f − 2, the most that is proved.",
    }),
  },
  tolerates: (clients) => Math.max(0, Math.ceil(clients / 2) - 2),
  tolerance: "2f + 2 < n must hold.",
  work: (clients, length) => clients ** 2 * length,
  aggregate(updates, attackers, { m = 0 } = {}) {
    checkUpdates(updates);
    const n = updates.length;
    checkTolerance(multiKrum, multiKrum.tolerates(n), attackers);
    const most = Math.max(1, n - attackers - 2);
    if (m > most) throw new WorkbenchError("parameter/out-of-range", ["m"], `expected at most n − f − 2 = ${most}, got ${m}`);
    const all = updates.map((_, i) => i);
    const chosen = smallest(krumScores(pairDistances(updates), n, all, n - attackers - 2), m === 0 ? most : m).sort((a, b) => a - b);
    const kept = chosen.map((i) => updates[i]!);
    return { value: meanOf(kept), chosen };
  },
});
