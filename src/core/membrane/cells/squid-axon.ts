import { defineRestingCell } from "../../define/membrane";

export const squidAxon = defineRestingCell({
  id: "squid-axon",
  title: "Squid giant axon at rest",
  source: "Hodgkin, Katz 1949, J. Physiol. 108:37, doi:10.1113/jphysiol.1949.sp004310; concentrations as Hodgkin 1951, Biol. Rev. 26:339",
  help: "The axon that the constant-field equation was tried on. At the peak of a spike sodium's permeability is 20 in place of 0.04.",
  celsius: 18.3,
  ions: [
    { name: "K+", z: 1, inside: 0.4, outside: 0.02, permeability: 1 },
    { name: "Na+", z: 1, inside: 0.05, outside: 0.44, permeability: 0.04 },
    { name: "Cl-", z: -1, inside: 0.052, outside: 0.56, permeability: 0.45 },
  ],
  unitPermeability: 1.8e-6,
});
