import { squidLeak } from "../channels/squid-leak";
import { squidPotassium } from "../channels/squid-potassium";
import { squidSodium } from "../channels/squid-sodium";
import { conductanceModel } from "../conductance-model";

/** In the modern sign: depolarisation is positive and the rest is at −65 mV, where the paper of 1952 has 0 and counts downwards. */
export const hodgkinHuxley = conductanceModel({
  id: "hodgkin-huxley",
  title: "Hodgkin–Huxley axon",
  source: "Hodgkin, Huxley 1952, J. Physiol. 117:500, doi:10.1113/jphysiol.1952.sp004764",
  help: "The squid giant axon at 6.3 °C: spikes from sodium channels that open and inactivate and potassium channels that follow.",
  formula: "C\\dot V = I - g_{Na}m^3h(V - E_{Na}) - g_Kn^4(V - E_K) - g_L(V - E_L), \\quad \\dot x = \\alpha_x(V)(1 - x) - \\beta_x(V)x",
  time: { unit: "ms", duration: 100 },
  spikes: { level: 0, slope: 10 },
  channels: [squidSodium, squidPotassium, squidLeak],
  rest: -65,
  celsius: 6.3,
});
