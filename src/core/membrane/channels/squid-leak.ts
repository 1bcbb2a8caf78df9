import { defineChannel } from "../../define/membrane";

export const squidLeak = defineChannel({
  id: "squid-leak",
  title: "Leak of the squid axon",
  symbol: "L",
  source: "Hodgkin, Huxley 1952, J. Physiol. 117:500, doi:10.1113/jphysiol.1952.sp004764",
  help: "Whatever is always open. Its reversal potential was chosen so that the net current vanishes at rest.",
  conductance: 0.3,
  reversal: -54.387,
  celsius: 6.3,
  q10: 1,
  gates: {},
});
