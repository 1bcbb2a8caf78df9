import { defineChannel } from "../../define/membrane";
import { exp } from "../../field/elementary";
import { bernoulli } from "../../field/bernoulli";

/** αₙ = 0.01(V + 55)/(1 − e^(−(V + 55)/10)) is written with B, which has no 0/0 at −55 mV. */
export const squidPotassium = defineChannel({
  id: "squid-potassium",
  title: "Delayed rectifier of the squid axon",
  symbol: "K",
  source: "Hodgkin, Huxley 1952, J. Physiol. 117:500, doi:10.1113/jphysiol.1952.sp004764; potentials in the modern sign, rest at −65 mV",
  help: "Opens with a delay, ends the spike and leaves the membrane hyperpolarised for a while.",
  conductance: 36,
  reversal: -77,
  celsius: 6.3,
  q10: 3,
  gates: {
    n: { title: "Activation of potassium", power: 4, alpha: (v) => 0.1 * bernoulli(-(v + 55) / 10), beta: (v) => 0.125 * exp(-(v + 65) / 80) },
  },
});
