import { defineTransporter } from "../../define/membrane";
import { num } from "../../define/params";
import { pow } from "../../field/elementary";
import { turnoverOf } from "../transport";

const cycle = { carries: { "Na+": -3, "K+": 2 }, atp: 1 } as const;

/**
 * The sodium pump of the squid axon in sea water. Its dependence on potassium outside is measured; that on sodium inside, and the largest
 * current, are chosen so that the pump makes up for the resting leak of Hodgkin and Huxley's axon. The potential has no part in it: the
 * heart's factor, fitted at 140 mM of sodium outside, would all but stop the pump at 440.
 */
export const squidSodiumPump = defineTransporter({
  ...cycle,
  id: "squid-sodium-pump",
  title: "Sodium pump of the squid axon",
  source: "Rakowski, Gadsby, De Weer 1989, J. Gen. Physiol. 93:903, doi:10.1085/jgp.93.5.903, for potassium outside; the rest chosen",
  help: "Carries 3 Na⁺ out and 2 K⁺ in for each ATP. Faster with sodium inside and potassium outside; the potential does not matter to it.",
  formula:
    "I = I_{\\max} \\frac{[\\mathrm{Na}]_i^n}{[\\mathrm{Na}]_i^n + K_{Na}^n} \\cdot \\frac{[\\mathrm K]_o^m}{[\\mathrm K]_o^m + K_K^m}, \\quad n = 1.5, \\quad m = 1.53",
  params: {
    I_max: num(3.41, { title: "Largest current", unit: "µA/cm²", min: 0, max: 20, symbol: "I_{\\max}" }),
    K_Na: num(30, { title: "Sodium inside for half the rate", unit: "mM", min: 0.1, max: 200, symbol: "K_{Na}" }),
    K_K: num(3.92, { title: "Potassium outside for half the rate", unit: "mM", min: 0.05, max: 20, symbol: "K_K" }),
  },
  turnover: ({ inside, outside }, { I_max, K_Na, K_K }) =>
    turnoverOf(cycle, I_max / (1 + pow((1e-3 * K_Na) / inside["Na+"]!, 1.5)) / (1 + pow((1e-3 * K_K) / outside["K+"]!, 1.53))),
});
