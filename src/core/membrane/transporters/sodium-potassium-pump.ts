import { defineTransporter } from "../../define/membrane";
import { num } from "../../define/params";
import { exp, pow } from "../../field/elementary";
import { thermalVoltage } from "../nernst";
import { turnoverOf } from "../transport";
import { sodiumPotassiumCycle } from "./cycles";

/**
 * Three sodium ions out and two potassium ions in for each ATP, so that one charge leaves the cell. The factor of the potential is one of the
 * heart, and so is its dependence on sodium outside; half-activation by potassium outside differs much between cells: 1.5 mM here, 3.92 mM
 * with a Hill exponent of 1.53 in squid axon in sea water (Rakowski, Gadsby, De Weer 1989, J. Gen. Physiol. 93:903).
 */
export const sodiumPotassiumPump = defineTransporter({
  ...sodiumPotassiumCycle,
  id: "sodium-potassium-pump",
  title: "Sodium–potassium pump",
  source: "Luo, Rudy 1994, Circ. Res. 74:1071, doi:10.1161/01.RES.74.6.1071",
  help: "Carries 3 Na⁺ out and 2 K⁺ in for each ATP. Faster with sodium inside, potassium outside and a less negative potential.",
  formula:
    "I = \\frac{I_{\\max}}{1 + 0.1245e^{-0.1u} + 0.0365\\sigma e^{-u}} \\cdot \\frac{[\\mathrm{Na}]_i^n}{[\\mathrm{Na}]_i^n + K_{Na}^n} \\cdot \\frac{[\\mathrm K]_o^m}{[\\mathrm K]_o^m + K_K^m}, \\quad u = \\frac{VF}{RT}, \\quad \\sigma = \\frac{e^{[\\mathrm{Na}]_o/67.3} - 1}{7}",
  params: {
    I_max: num(1.5, { title: "Largest current", unit: "µA/cm²", min: 0, max: 20, symbol: "I_{\\max}" }),
    K_Na: num(10, { title: "Sodium inside for half the rate", unit: "mM", min: 0.1, max: 100, symbol: "K_{Na}" }),
    n_Na: num(1.5, { title: "Hill exponent of sodium", min: 1, max: 4, symbol: "n" }),
    K_K: num(1.5, { title: "Potassium outside for half the rate", unit: "mM", min: 0.05, max: 20, symbol: "K_K" }),
    n_K: num(1, { title: "Hill exponent of potassium", min: 1, max: 4, symbol: "m" }),
  },
  turnover({ volts, kelvin, inside, outside }, { I_max, K_Na, n_Na, K_K, n_K }) {
    const u = volts / thermalVoltage(kelvin);
    const sigma = (exp((1e3 * outside["Na+"]!) / 67.3) - 1) / 7;
    const voltage = 1 / (1 + 0.1245 * exp(-0.1 * u) + 0.0365 * sigma * exp(-u));
    return turnoverOf(sodiumPotassiumCycle, I_max * voltage * hill(1e3 * inside["Na+"]!, K_Na, n_Na) * hill(1e3 * outside["K+"]!, K_K, n_K));
  },
});

/** Share of the largest rate: ½ at `half`. */
const hill = (concentration: number, half: number, exponent: number): number => 1 / (1 + pow(half / concentration, exponent));
