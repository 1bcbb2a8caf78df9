import { defineUpdateAttack } from "../../define/attack";
import { num } from "../../define/params";
import { meanOf } from "../updates";

/** All attackers send one update that hides within the spread of the honest. */
export const colluding = defineUpdateAttack({
  id: "colluding",
  title: "Colluding, hidden in the spread",
  source: "Baruch, Baruch and Goldberg 2019, NeurIPS 32, A Little Is Enough",
  help: "All attackers send the honest mean moved by z standard deviations in every coordinate: near enough to pass for honest, and always to the same side.",
  params: { z: num(1.5, { title: "Standard deviations", unit: "1", min: 0, max: 100 }) },
  forge({ own, honest }, { z = 1.5 } = {}) {
    const mean = meanOf(honest);
    const forged = mean.map((centre, d) => {
      const variance = honest.reduce((sum, update) => sum + (update[d]! - centre) ** 2, 0) / honest.length;
      return centre - z * Math.sqrt(variance);
    });
    return own.map(() => Float64Array.from(forged));
  },
});
