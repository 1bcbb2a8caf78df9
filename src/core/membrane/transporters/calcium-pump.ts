import { defineTransporter } from "../../define/membrane";
import { num } from "../../define/params";
import { turnoverOf } from "../transport";
import { calciumCycle } from "./cycles";

/** The pump of the outer membrane. It is taken to carry both charges of calcium out; protons that it may carry in return are left out. */
export const calciumPump = defineTransporter({
  ...calciumCycle,
  id: "calcium-pump",
  title: "Calcium pump of the plasma membrane",
  source: "Luo, Rudy 1994, Circ. Res. 74:1071, doi:10.1161/01.RES.74.6.1071",
  help: "Carries one Ca²⁺ out for each ATP: slow, but with an affinity high enough to keep calcium below a micromole per litre.",
  formula: "I = I_{\\max} \\frac{[\\mathrm{Ca}]_i}{[\\mathrm{Ca}]_i + K_{Ca}}",
  params: {
    I_max: num(1.15, { title: "Largest current", unit: "µA/cm²", min: 0, max: 20, symbol: "I_{\\max}" }),
    K_Ca: num(0.5, { title: "Calcium inside for half the rate", unit: "µM", min: 0.01, max: 10, symbol: "K_{Ca}" }),
  },
  turnover: ({ inside }, { I_max, K_Ca }) => turnoverOf(calciumCycle, (I_max * inside["Ca2+"]!) / (inside["Ca2+"]! + 1e-6 * K_Ca)),
});
