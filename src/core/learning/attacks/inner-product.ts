import { defineUpdateAttack } from "../../define/attack";
import { num } from "../../define/params";
import { meanOf } from "../updates";

/** All attackers send the honest mean turned round, small enough to stay near. */
export const innerProduct = defineUpdateAttack({
  id: "inner-product",
  title: "Inner product",
  source: "Xie, Koyejo and Gupta 2020, UAI, PMLR 115:261, Fall of Empires",
  help: "All attackers send the honest mean times −ε: with a small ε it lies near the honest, and the step of the server points uphill.",
  params: { epsilon: num(0.5, { title: "Share of the mean", unit: "1", min: 0, max: 100, symbol: "\\varepsilon" }) },
  forge({ own, honest }, { epsilon = 0.5 } = {}) {
    const mean = meanOf(honest);
    return own.map(() => mean.map((value) => -epsilon * value));
  },
});
