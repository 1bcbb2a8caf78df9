import { defineChannel } from "../../define/membrane";
import { exp } from "../../field/elementary";
import { bernoulli } from "../../field/bernoulli";

/** αₘ = 0.1(V + 40)/(1 − e^(−(V + 40)/10)) is written with B, which has no 0/0 at −40 mV. */
export const squidSodium = defineChannel({
  id: "squid-sodium",
  title: "Sodium channel of the squid axon",
  symbol: "Na",
  source: "Hodgkin, Huxley 1952, J. Physiol. 117:500, doi:10.1113/jphysiol.1952.sp004764; potentials in the modern sign, rest at −65 mV",
  help: "Opens at once and closes again by inactivation while the membrane stays depolarised.",
  conductance: 120,
  reversal: 50,
  celsius: 6.3,
  q10: 3,
  gates: {
    m: { title: "Activation of sodium", power: 3, alpha: (v) => bernoulli(-(v + 40) / 10), beta: (v) => 4 * exp(-(v + 65) / 18) },
    h: { title: "Sodium channels not inactivated", power: 1, alpha: (v) => 0.07 * exp(-(v + 65) / 20), beta: (v) => 1 / (exp(-(v + 35) / 10) + 1) },
  },
});
