import { defineTransporter } from "../../define/membrane";
import { num } from "../../define/params";
import { exp } from "../../field/elementary";
import { thermalVoltage } from "../nernst";
import { turnoverOf } from "../transport";

const cycle = { carries: { "Na+": 3, "Ca2+": -1 }, atp: 0 } as const;

/** Three sodium ions in for one calcium ion out; it turns round at 3E_Na − 2E_Ca exactly, where its two terms cancel. */
export const sodiumCalciumExchanger = defineTransporter({
  ...cycle,
  id: "sodium-calcium-exchanger",
  title: "Sodium–calcium exchanger",
  source: "Luo, Rudy 1994, Circ. Res. 74:1071, doi:10.1161/01.RES.74.6.1071",
  help: "Carries one Ca²⁺ out for 3 Na⁺ in, driven by sodium's gradient; at positive potentials it runs backwards and lets calcium in.",
  formula:
    "I = k \\, \\frac{e^{\\eta u}[\\mathrm{Na}]_i^3[\\mathrm{Ca}]_o - e^{(\\eta-1)u}[\\mathrm{Na}]_o^3[\\mathrm{Ca}]_i}{(K_{Na}^3 + [\\mathrm{Na}]_o^3)(K_{Ca} + [\\mathrm{Ca}]_o)(1 + k_{sat}e^{(\\eta-1)u})}, \\quad u = \\frac{VF}{RT}",
  params: {
    k: num(2000, { title: "Scale of the current", unit: "µA/cm²", min: 0, max: 20000 }),
    K_Na: num(87.5, { title: "Sodium outside for half the rate", unit: "mM", min: 1, max: 500, symbol: "K_{Na}" }),
    K_Ca: num(1.38, { title: "Calcium outside for half the rate", unit: "mM", min: 0.01, max: 20, symbol: "K_{Ca}" }),
    k_sat: num(0.1, { title: "Saturation at very negative potentials", min: 0, max: 1, symbol: "k_{sat}" }),
    eta: num(0.35, { title: "Place of the energy barrier", min: 0, max: 1, symbol: "\\eta" }),
  },
  turnover({ volts, kelvin, inside, outside }, { k, K_Na, K_Ca, k_sat, eta }) {
    const u = volts / thermalVoltage(kelvin);
    const [nai, nao, cai, cao] = [inside["Na+"]!, outside["Na+"]!, inside["Ca2+"]!, outside["Ca2+"]!].map((molar) => 1e3 * molar) as [
      number,
      number,
      number,
      number,
    ];
    const [reverse, forward] = [exp(eta * u) * nai * nai * nai * cao, exp((eta - 1) * u) * nao * nao * nao * cai];
    const saturation = (K_Na * K_Na * K_Na + nao * nao * nao) * (K_Ca + cao) * (1 + k_sat * exp((eta - 1) * u));
    return turnoverOf(cycle, (k * (reverse - forward)) / saturation);
  },
});
